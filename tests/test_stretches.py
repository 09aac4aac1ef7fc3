"""Texts of several layouts: what is one stays one, what was joined is read part by part."""

from __future__ import annotations

import random
import time
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.extract.text import split_lines
from reader.model import Extract
from reader.repair.lines import VisualLine, visual_lines
from reader.repair.plan import repair
from reader.repair.report import DOUBTFUL
from reader.repair.stretches import stretches
from tests.layouts import LAYOUTS, PARAGRAPHS, Layout, lay_out, prose, wrap

_BOOK = Layout(width=30, indent="\u3000\u3000", blank=False, page=0, foot="", quote="", ending="\n")
_NUMBERED = Layout(width=34, indent="    ", blank=False, page=25, foot="— {} —", quote="", ending="\n")
_SPREAD = Layout(width=22, indent="\u3000\u3000", blank=True, page=18, foot="", quote="", ending="\n")
_NAMES = "".join(
    f"{name}\n" for name in "水务局 财政局 教育局 民政局 交通局 气象局 档案馆 图书馆 市场监督管理局".split()
)


def visual(text: str) -> list[VisualLine]:
    lines = split_lines(text)
    return visual_lines(text, lines, [*(line.start for line in lines), len(text)])


def texts(raw: str) -> list[str]:
    return [paragraph.text for paragraph in repair(Extract(raw, split_lines(raw))).paragraphs]


@given(PARAGRAPHS, LAYOUTS)
@settings(max_examples=60, deadline=None)
def test_a_text_of_one_layout_is_one_stretch(paragraphs: list[str], layout: Layout) -> None:
    assert stretches(visual(lay_out(paragraphs, layout))) == [0]


@pytest.mark.parametrize(
    "inset",
    [
        "".join(f"    {line}\n" for line in wrap(prose(3, 1)[0], 24)),  # a quotation
        "".join(f"    {line}\n" for line in wrap("".join(prose(3, 5)), 24)),  # a long one
        _NAMES * 3,
        "".join(f"{clause}，\n{clause}。\n" for clause in ("风急天高猿啸", "渚清沙白鸟飞", "无边落木萧萧")),
        "甲    乙    丙\n" * 12,
    ],
    ids=["quotation", "long quotation", "names", "verse", "table"],
)
def test_what_is_set_in_does_not_part_the_text(inset: str) -> None:
    before, after = lay_out(prose(1, 9), _BOOK), lay_out(prose(2, 9), _BOOK)
    assert stretches(visual(before + inset + after)) == [0]


def test_blank_lines_at_random_do_not_part_the_text() -> None:
    lines = lay_out(prose(1, 40), _BOOK).split("\n")
    blanks = random.Random(1)
    assert stretches(visual("".join(line + "\n" * blanks.choice((1, 1, 2)) for line in lines))) == [0]


def test_nothing_and_one_line_are_one_stretch() -> None:
    assert stretches([]) == stretches(visual("一行。\n")) == [0]


@given(st.integers(0, 10**6), st.permutations([_BOOK, _NUMBERED, _SPREAD]))
@settings(max_examples=30, deadline=None)
def test_texts_of_several_layouts_come_back_but_for_what_touches_their_seams(seed: int, layouts: list[Layout]) -> None:
    parts = [prose(seed + k, 14) for k in range(len(layouts))]
    found = texts("".join(lay_out(part, layout) for part, layout in zip(parts, layouts, strict=True)))
    seams = {paragraph for part in parts for paragraph in (part[0], part[-1])}
    missing = [paragraph for paragraph in chain.from_iterable(parts) if paragraph not in found]
    assert set(missing) <= seams
    assert len(missing) <= 2
    assert "".join(found) == "".join(chain.from_iterable(parts))


def test_a_long_text_comes_back_whole_where_it_is_read_in_pieces() -> None:
    paragraphs = prose(7, 900)
    assert texts(lay_out(paragraphs, _NUMBERED)) == paragraphs


def test_time_grows_with_the_length_of_the_text_and_not_with_the_number_of_its_parts() -> None:
    def seconds(count: int) -> float:
        layouts = (_NUMBERED, _SPREAD, _BOOK)
        raw = "".join(lay_out(prose(k, 14), layouts[k % 3]) for k in range(count))
        began = time.process_time()
        repair(Extract(raw, split_lines(raw)))
        return time.process_time() - began

    seconds(3)  # warm
    assert seconds(96) < 8 * seconds(24)


_BILINGUAL = (
    "请访问https://www.example.org/data/2024/reports/annual-summary.html获取年度报告全文。The committee will consider "
    "all comments that were received before the end of June。委员会将讨论所有在六月底之前收到的意见，并在七月公布结果。"
)


@pytest.mark.parametrize("width", range(36, 84, 6))
def test_a_short_bilingual_text_cut_anywhere_is_joined_or_called_doubtful(width: int) -> None:
    lines: list[str] = [""]
    for char in _BILINGUAL:
        if sum(2 - other.isascii() for other in lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    raw = "\n".join(lines)
    made = repair(Extract(raw, split_lines(raw)))
    assert all(boundary.joined or boundary.confidence < DOUBTFUL for boundary in made.boundaries)
    assert all(boundary.reasons for boundary in made.boundaries if boundary.confidence < DOUBTFUL)


def _sentence(length: int) -> str:
    return "".join(prose(3, 9)).replace("。", "，")[: length - 1].rstrip("，") + "。"


def _with_quotation(width: int, lines: int) -> tuple[list[str], str]:
    """Paragraphs of 30 em that lost their indents, the sixth on a narrower measure."""
    paragraphs = prose(1, 10)
    paragraphs[5] = _sentence(width * (lines - 1) + width // 2)
    wrapped = [wrap(text, width if k == 5 else 30) for k, text in enumerate(paragraphs)]
    return paragraphs, "\n".join(chain.from_iterable(wrapped))


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (28, 5),
        (26, 5),
        pytest.param(
            26,
            2,
            marks=pytest.mark.xfail(strict=True, reason="one line end on a measure of its own says too little"),
        ),
    ],
)
def test_a_quotation_on_a_narrower_measure_is_one_paragraph(width: int, lines: int) -> None:
    paragraphs, raw = _with_quotation(width, lines)
    assert texts(raw) == paragraphs


@pytest.mark.xfail(strict=True, reason="a last line that is full and ends a sentence looks like a wrap")
def test_a_paragraph_may_end_with_a_full_line() -> None:
    paragraphs = prose(1, 10)
    paragraphs[5] = _sentence(60)
    assert texts("\n".join(line for text in paragraphs for line in wrap(text, 30))) == paragraphs


@pytest.mark.xfail(strict=True, reason="where lines are cut inside words, no list of words tells where a space was")
def test_words_that_are_cut_without_a_hyphen_come_back() -> None:
    text = _BILINGUAL
    raw = "\n".join(text[at : at + 30] for at in range(0, len(text), 30))
    assert texts(raw) == [text]


@pytest.mark.parametrize("end", ["。", "：", "；"])
def test_lines_that_may_end_a_paragraph_are_left_without_doubt(end: str) -> None:
    raw = f"各单位要把河道治理列为今年的重点工作抓紧抓好{end}\n此前的通知同时废止，以本通知为准{end}\n"
    made = repair(Extract(raw, split_lines(raw)))
    assert [(boundary.joined, boundary.confidence) for boundary in made.boundaries] == [(False, 1.0)]
