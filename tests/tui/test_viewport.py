"""Places and heights: what must not move comes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.align.beads import set_note, set_status, set_target
from reader.language.layout import LayoutOptions
from reader.model import Bitext, Origin, Status
from reader.tui.page.columns import Arrangement, Setting, arrange, cells_of
from reader.tui.page.flow import Side, bead_spans, one_line, touches
from reader.tui.page.heights import Heights
from reader.tui.page.interlinear import Gloss
from reader.tui.page.reading import Reading
from reader.tui.page.renewed import renewed
from reader.tui.page.viewport import Viewport
from tests.strategies import bitexts, texts
from tests.tui.samples import PAIRS, bitext, long_bitext, sentences

LONG = long_bitext(120)


def viewport(width: int = 80, height: int = 20, text: Bitext = LONG) -> Viewport:
    made = Viewport(text, LayoutOptions())
    made.resize(width, height)
    return made


@given(bitexts(), texts, st.integers(0, 99), st.booleans())
def test_the_blocks_of_a_corrected_text_are_those_that_it_has(old: Bitext, text: str, at: int, whole: bool) -> None:
    blocks = old.blocks()
    if not blocks:
        return
    k = at % len(old.beads)
    beads = next(one.beads for one in blocks if k in one.beads) if whole else range(k, k + 1)
    for new in (set_target(old, beads, text), set_note(old, k, text), set_status(old, beads, Status.FINAL)):
        replace(new)  # checks all of it
        made = renewed(old, blocks, new)
        assert made.blocks == new.blocks()
        for sides in zip(cells_of(old, blocks), cells_of(new, made.middle), cells_of(new, made.blocks), strict=True):
            assert made.spliced(*sides[:2]) == sides[2]


def test_a_correction_far_down_lays_out_nothing_anew_that_is_above_or_below() -> None:
    view = viewport()
    while view.refine(1.0):
        pass
    view.go(60)
    view.frame()
    known = view.heights.values
    view.renew(set_target(LONG, range(60, 61), "One. Two. " * 9))
    assert view.current == 60
    assert [k for k, (old, new) in enumerate(zip(known, view.heights.values, strict=True)) if old != new] == [60]


@settings(max_examples=40)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=700), st.data())
def test_heights_agree_with_plain_sums(values: list[int], data: st.DataObject) -> None:
    heights = Heights(values)
    for _ in range(5):
        index = data.draw(st.integers(0, len(values) - 1))
        values[index] = data.draw(st.integers(1, 9))
        heights.set(index, values[index])
    assert heights.total == sum(values)
    assert [heights.before(k) for k in range(len(values) + 1)] == [sum(values[:k]) for k in range(len(values) + 1)]
    lines = [(k, row) for k, value in enumerate(values) for row in range(value)]
    some = range(0, len(lines), max(1, len(lines) // 50))
    assert [heights.at(line) for line in some] == [lines[line] for line in some]
    assert heights.at(-1) == lines[0]
    assert heights.at(len(lines) + 5) == lines[-1]


@pytest.mark.parametrize("height", [None, 0, 1])
def test_a_key_before_the_first_size_or_in_no_room_does_no_harm(height: int | None) -> None:
    moves: list[Callable[[Viewport], object]] = [
        *(lambda v, k=k: v.step(k) for k in (1, -1)),
        *(lambda v, k=k: v.page(k) for k in (1, -1, 0.5)),
        lambda v: v.go(len(v.blocks) - 1),
        lambda v: v.scroll(3),
        lambda v: v.scroll_to(9),
        lambda v: v.follow(),
    ]
    for move in moves:
        made = Viewport(LONG, LayoutOptions())
        if height is not None:
            made.resize(40, height)
        move(made)
        made.resize(60, 20)
        assert made.frame()


@given(st.integers(1, 300), st.sampled_from(Arrangement), st.booleans())
def test_columns_never_leave_the_screen(width: int, arrangement: Arrangement, translated: bool) -> None:
    columns = arrange(width, arrangement, translated=translated)
    shown = [column for column in (columns.source, columns.target) if column]
    assert shown
    for column in shown:
        assert column.width >= 1
        assert column.x + column.width <= max(width, 3)
        assert column.mark >= 0
    if columns.source and columns.target and not columns.stacked:
        assert columns.source.x + columns.source.width < columns.target.mark


@pytest.mark.parametrize("width", [40, 80, 89, 90, 140, 200])
def test_two_columns_from_90_cells_on(width: int) -> None:
    columns = arrange(width, Arrangement.SIDE_BY_SIDE)
    assert columns.stacked is (width < 90)
    assert len(columns.marks) == (1 if width < 90 else 2)


@pytest.mark.parametrize("width", [12, 40, 100, 160])
def test_every_character_is_on_some_row(width: int) -> None:
    view = viewport(width)
    for side, document in ((Side.SOURCE, LONG.source), (Side.TARGET, LONG.target)):
        for block in range(0, len(view.blocks), 7):
            shown = [
                document.paragraphs[piece.paragraph].text[piece.start : piece.stop]
                for row in view.rows(block)
                for piece in row
                if piece.side is side
            ]
            text = document.paragraphs[block].text
            assert "".join(shown).replace(" ", "") == text.replace(" ", "")


def test_scrolling_there_and_back_keeps_the_place() -> None:
    view = viewport()
    view.scroll(57)
    place = view.top
    assert view.scroll(31) == 31
    assert view.scroll(-31) == -31
    assert view.top == place


def test_the_end_is_the_end() -> None:
    view = viewport()
    view.scroll(100_000)
    assert len(view.frame()) >= view.height - 1
    assert view.frame()[-1][0] == len(view.blocks) - 1
    assert view.scroll(1) == 0
    assert view.scroll(-100_000) < 0
    assert view.top == (0, 0)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_text_at_the_top_stays_when_the_size_changes(data: st.DataObject) -> None:
    view = viewport(data.draw(st.integers(20, 200)), data.draw(st.integers(5, 60)))
    view.go(data.draw(st.integers(10, 90)))
    for _ in range(3):
        top, current = view.top[0], view.current
        seen = view.seen(current)
        view.resize(data.draw(st.integers(20, 200)), data.draw(st.integers(5, 60)))
        assert view.current == current
        assert not seen or view.seen(current)
        if view.height > 20 and not seen:
            assert view.top[0] == top


@settings(max_examples=40, deadline=None)
@given(st.integers(12, 180), st.integers(3, 50), st.lists(st.sampled_from("jkJKdubfGgr"), max_size=40))
def test_the_current_paragraph_is_always_seen(width: int, height: int, keys: list[str]) -> None:
    view = viewport(width, height)
    moves: dict[str, Callable[[], object]] = {
        "j": lambda: view.step(1),
        "k": lambda: view.step(-1),
        "J": lambda: view.go(view.current + 1),
        "K": lambda: view.go(view.current - 1),
        "d": lambda: view.page(0.5),
        "u": lambda: view.page(-0.5),
        "f": lambda: view.page(1),
        "b": lambda: view.page(-1),
        "G": lambda: view.go(len(view.blocks) - 1),
        "g": lambda: view.go(0),
        "r": lambda: view.refine(0.001),
    }
    for key in keys:
        moves[key]()
        assert view.seen(view.current)
        assert 0 <= view.offset() < view.heights.total


def test_reading_on_reaches_every_row_of_a_paragraph_that_does_not_fit() -> None:
    view = viewport(30, 6)
    seen = set()
    for _ in range(60):
        seen |= {place for place in view.frame() if place[0] < 3}
        view.step(1)
    assert {place for place in seen if place[0] < 3} >= {(b, r) for b in range(3) for r in range(len(view.rows(b)) - 1)}


def test_what_is_estimated_becomes_exact_and_the_top_stays() -> None:
    view = viewport(100, 20)
    view.go(60)
    top = view.top
    while view.refine(0.01):
        pass
    assert view.top == top
    assert view.heights.total == sum(len(view.rows(k)) for k in range(len(view.blocks)))
    assert view.offset() == sum(len(view.rows(k)) for k in range(top[0])) + top[1]


def test_a_hint_stands_above_the_text_and_scrolls_with_it() -> None:
    view = Viewport(bitext(translated=False), LayoutOptions(), hint="No English yet.")
    view.resize(80, 20)
    assert view.rows(0)[0][0].side is Side.HINT
    assert view.columns.target is None


def test_readings_stay_above_the_line_at_the_top_when_the_window_narrows() -> None:
    view = viewport(height=6)
    view.set(
        Setting(readings=lambda paragraph: dict.fromkeys(range(len(LONG.source.paragraphs[paragraph].text)), "hé"))
    )
    view.go(4)
    view.scroll(2)
    for width in (30, 80, 24):
        view.resize(width, 6)
        block, row = view.frame()[0]
        assert view.rows(block)[row][0].side is Side.RUBY


def test_an_empty_document_moves_nowhere() -> None:
    view = viewport(text=bitext([]))
    view.step(1)
    view.page(1)
    view.go(5)
    assert view.frame() == []
    assert view.scroll(3) == 0


def test_more_of_the_same_text_is_shown_from_the_same_place() -> None:
    whole = placed(long_bitext(200), first=1)
    for lines_before in (0, 7):
        part = placed(long_bitext(60), first=1)
        made = viewport(100, 20, part)
        made.go(40)
        made.scroll(1 + lines_before)
        shown = [piece for place in made.frame() for piece in made.rows(place[0])[place[1]]]
        made.renew(whole)
        assert len(made.blocks) == 200
        assert made.current == 40
        assert [piece for place in made.frame() for piece in made.rows(place[0])[place[1]]] == shown


def test_the_place_is_found_again_where_paragraphs_were_parted_otherwise() -> None:
    made = viewport(100, 20, placed(long_bitext(60), first=3))
    made.go(40)
    made.renew(placed(long_bitext(200), first=1))
    assert made.current == 42


def placed(text: Bitext, *, first: int) -> Bitext:
    """The same, its paragraphs on the lines of a file from `first` on."""
    paragraphs = [replace(one, origin=Origin(1, first + k)) for k, one in enumerate(text.source.paragraphs)]
    return replace(text, source=replace(text.source, paragraphs=tuple(paragraphs)))


@pytest.mark.parametrize("width", [12, 30, 60, 80])
def test_a_tall_stacked_paragraph_goes_sentence_by_sentence_and_loses_nothing(width: int) -> None:
    text = sentences()
    view = viewport(width, 40, text)
    rows = [[piece.side for piece in row] for row in view.rows(0)]
    order = [row[0] for row in rows if row]
    changes = sum(one is not other for one, other in pairwise(order))
    assert changes == (5 if len(order) > 10 else 1)
    for side, document in ((Side.SOURCE, text.source), (Side.TARGET, text.target)):
        whole = document.paragraphs[0].text
        shown = [whole[p.start : p.stop] for row in view.rows(0) for p in row if p.side is side]
        assert "".join(shown).replace(" ", "") == whole.replace(" ", "")
    assert all(piece.x + piece.cells <= width for row in view.rows(0) for piece in row)


@pytest.mark.parametrize("width", [12, 30, 60, 80, 100])
@pytest.mark.parametrize("shown", [{0}, {1}, {2}, {0, 2}])
def test_english_that_is_hidden_leaves_no_gap_in_a_paragraph_and_the_chinese_above_stands(
    width: int, shown: set[int]
) -> None:
    text = sentences()
    view = viewport(width, 40, text)
    view.hide(lambda: view.hiding.toggle([]), 0, 0)
    alone = [row for row in view.rows(0) if row]
    view.hide(lambda: view.hiding.toggle(shown), 0, 0)
    rows = view.rows(0)
    assert rows[-1] == ()
    assert all(one or other for one, other in pairwise(rows))
    seen = [bead_spans(text, bead) for bead in shown]
    english = [any(touches(piece, one) for one in seen) for row in rows for piece in row if piece.side is Side.TARGET]
    assert any(english)
    assert view.columns.stacked is all(english) or width == 100
    first = next(k for k, row in enumerate(rows) if row[0].side is Side.TARGET) if width < 100 else len(alone)
    assert [row[:1] for row in rows[: first - 1]] == alone[: first - 1]
    assert len(rows) <= len(alone) + len(english) + 3


@pytest.mark.parametrize("size", [(40, 12), (40, 30), (80, 9), (120, 5), (120, 40)])
def test_the_sentence_that_is_read_stands_still_when_english_is_hidden_or_revealed(size: tuple[int, int]) -> None:
    def at(reading: Reading) -> int:
        spans = reading.spans(reading.bead or 0)
        rows = [reading.viewport.rows(block)[row] for block, row in reading.viewport.frame()]
        return next(k for k, row in enumerate(rows) if any(touches(p, spans) and p.side is Side.SOURCE for p in row))

    reading = Reading(sentences(30), lambda _: (), LayoutOptions())
    reading.resize(*size)
    for _ in range(50):
        reading.sentence(1)
    for change in (lambda: reading.hiding.toggle(reading.beads), reading.hiding.stop):
        for _ in range(3):
            before = at(reading)
            reading.hide(change)
            assert at(reading) == before


def test_what_was_found_is_still_seen_however_the_text_is_set() -> None:
    zh, en = PAIRS[2][:2]
    pinyin = Setting(readings=lambda _: dict.fromkeys(range(12 * len(zh)), "hé"))
    reading = Reading(bitext([(12 * zh, 12 * en)]), lambda _: (), LayoutOptions())
    reading.resize(80, 24)
    reading.go_to_text(0, Side.SOURCE, 0, range(400, 402))  # amid a paragraph that is taller than the screen
    spans = {(Side.SOURCE, 0): (400, 402)}
    changes: list[Callable[[], object]] = [
        lambda: reading.set(pinyin),
        lambda: reading.hide(lambda: reading.hiding.toggle(reading.beads)),
        lambda: reading.resize(100, 30),
        lambda: reading.resize(50, 12),
        lambda: reading.set(Setting()),
    ]
    for change in changes:
        change()
        assert len(reading.viewport.rows(0)) > reading.viewport.height
        rows = [reading.viewport.rows(block)[row] for block, row in reading.viewport.frame()]
        assert any(touches(piece, spans) for row in rows for piece in row)


BESIDE = Setting(
    readings=lambda paragraph: dict.fromkeys(range(0, len(LONG.source.paragraphs[paragraph].text), 3), "hé"),
    glosses=lambda paragraph: [Gloss(0, 1, "one")] * (paragraph % 2),
)


@settings(max_examples=40, deadline=None)
@given(st.integers(12, 120), st.integers(4, 30), st.lists(st.sampled_from("jkdufbGgwWnX"), min_size=1, max_size=30))
def test_readings_and_meanings_are_seen_with_their_line_and_no_row_is_passed_over(
    width: int, height: int, keys: list[str]
) -> None:
    view = viewport(width, height)
    view.set(BESIDE)
    moves: dict[str, Callable[[], object]] = {
        **{"j": lambda: view.step(1), "k": lambda: view.step(-1)},
        **{"d": lambda: view.page(0.5), "u": lambda: view.page(-0.5), "f": lambda: view.page(1)},
        **{"b": lambda: view.page(-1), "G": lambda: view.go(len(view.blocks) - 1), "g": lambda: view.go(0)},
        **{"w": lambda: view.scroll(3), "W": lambda: view.scroll(-3)},
        **{"n": lambda: view.resize(width - 2, height), "X": lambda: view.resize(width, height)},
    }
    for key in keys:
        before = view.frame()
        moves[key]()
        view.follow()
        frame = view.frame()
        if key in "dufbwW":
            assert frame[0] <= view._laid.walk(before[-1], 1)[0]
            assert view._laid.walk(frame[-1], 1)[0] >= before[0]
        assert view.seen(view.current)
        for at, step in ((frame[0], -1), (frame[-1], 1)):
            other = at[0], at[1] + step
            if 0 <= other[1] < len(view.rows(at[0])):
                above, below = sorted((at, other))
                assert not one_line(view.rows(above[0])[above[1]], view.rows(below[0])[below[1]])


@pytest.mark.parametrize("height", [1, 2, 3, 8])
def test_paging_with_readings_reaches_every_row_and_the_end(height: int) -> None:
    view = viewport(30, height, long_bitext(8))
    view.set(BESIDE)
    seen = set(view.frame())
    while view.scroll(max(1, height - 1)):
        seen |= set(view.frame())
    assert {(b, r) for b in range(8) for r in range(len(view.rows(b)) - 1)} <= seen
    while view.scroll(-max(1, height - 1)):
        pass
    assert view.top == (0, 0)
