"""Corrections: what they must leave alone comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.align.beads import next_without_target, set_note, set_status, set_target
from reader.formats.markdown import STYLES, read_markdown, write_markdown
from reader.model import Bitext, Status
from tests.strategies import bitexts, texts

FRONT = "---\nduizhao: 1\nsource: {lang: zh-Hans}\ntarget: {lang: en}\n---\n\n"
THREE = "<!-- p1 final -->\n甲。<!--/-->乙。<!--/-->丙。\n\nA. <!--/-->B. <!--/-->C.\n"
NONE = "<!-- p1 title -->\n甲\n\nA\n\n<!-- p2 heading 2 -->\n乙。丙。\n\n<!-- p3 -->\n丁。\n\nD.\n"


def read(body: str) -> Bitext:
    return read_markdown(FRONT + body, "x.md")


def clean(text: str) -> str:
    lines = (line.strip() for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def said(bitext: Bitext, beads: range) -> str:
    run = range(bitext.beads[beads.start].target.start, bitext.beads[beads.stop - 1].target.stop)
    return clean(bitext.target_text(run))


Said = tuple[range, str, Status, float | None, str]


def all_said(bitext: Bitext, until: int | None = None) -> list[Said]:
    """Every bead that says something, whatever the numbers of its target segments; only those before `until`."""
    rows = [
        (bead.source, said(bitext, range(k, k + 1)), bead.status, bead.confidence, bead.note)
        for k, bead in enumerate(bitext.beads[:until])
    ]
    return [row for row in rows if row[0] or row[1]]


def round_trips(bitext: Bitext) -> bool:
    return all(read_markdown(write_markdown(bitext, style)) == bitext for style in STYLES)


@given(bitexts())
def test_writing_what_stands_there_changes_nothing(bitext: Bitext) -> None:
    for block in bitext.blocks():
        assert set_target(bitext, block.beads, said(bitext, block.beads)) == bitext
    for k in range(len(bitext.beads)):
        assert set_target(bitext, range(k, k + 1), said(bitext, range(k, k + 1))) == bitext


@given(bitexts(), texts, st.integers(0, 99))
def test_what_is_written_for_a_bead_stands_there_and_no_other_bead_changes(bitext: Bitext, text: str, at: int) -> None:
    if not bitext.beads:
        return
    k = at % len(bitext.beads)
    old = bitext.beads[k]
    made = set_target(bitext, range(k, k + 1), text)
    expected: list[Said] = []
    for n, bead in enumerate(bitext.beads):
        here = said(bitext, range(n, n + 1))
        row: Said = (bead.source, here, bead.status, bead.confidence, bead.note)
        if n == k and clean(text) != here:
            row = (old.source, clean(text), Status.DRAFT, None, old.note)
        if row[0] or row[1]:
            expected.append(row)
    assert all_said(made) == expected
    assert (made.source, made.source_segments, made.provenance) == (
        bitext.source,
        bitext.source_segments,
        bitext.provenance,
    )
    assert round_trips(made)


@given(bitexts(), texts, st.integers(0, 99))
def test_what_is_written_for_a_block_stands_there_and_no_other_block_changes(
    bitext: Bitext, text: str, at: int
) -> None:
    blocks = bitext.blocks()
    if not blocks:
        return
    block = blocks[at % len(blocks)]
    made = set_target(bitext, block.beads, text)
    behind = len(bitext.beads) - block.beads.stop
    run = range(block.beads.start, len(made.beads) - behind)
    assert (said(made, run) if run else "") == clean(text)
    assert made.source == bitext.source
    outside = range(block.target.start), range(block.target.stop, len(bitext.target.paragraphs))
    for before, after in zip(
        [bitext.target.paragraphs[k] for part in outside for k in part],
        [
            *made.target.paragraphs[: len(outside[0])],
            *made.target.paragraphs[len(made.target.paragraphs) - len(outside[1]) :],
        ],
        strict=True,
    ):
        assert before == after
    assert all_said(bitext, block.beads.start) == all_said(made, block.beads.start)
    assert round_trips(made)


@given(bitexts(), st.sampled_from(Status), texts)
def test_status_and_note_change_nothing_else(bitext: Bitext, status: Status, note: str) -> None:
    for block in bitext.blocks():
        made = set_status(bitext, block.beads, status)
        assert all(made.beads[k].status is status for k in block.beads)
        k = block.beads.start
        made = set_note(made, k, note)
        assert made.beads[k].note == note
        ranges = [(bead.source, bead.target, bead.confidence) for bead in made.beads]
        assert ranges == [(bead.source, bead.target, bead.confidence) for bead in bitext.beads]
        assert (made.source, made.target) == (bitext.source, bitext.target)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. B. See.", [("甲。", "A. ", "final"), ("乙。", "B. ", "final"), ("丙。", "See.", "draft")]),
        ("Ay. B. C.", [("甲。", "Ay. ", "draft"), ("乙。", "B. ", "final"), ("丙。", "C.", "final")]),
        ("A. C.", [("甲。", "A. ", "final"), ("乙。", "", "draft"), ("丙。", "C.", "final")]),
        ("A. B. B too. C.", [("甲。", "A. ", "final"), ("乙。", "B. B too. ", "draft"), ("丙。", "C.", "final")]),
        ("A. B. C. More.", [("甲。", "A. ", "final"), ("乙。", "B. ", "final"), ("丙。", "C. More.", "draft")]),
        ("Ay. Bee. See.", [("甲。", "Ay. ", "draft"), ("乙。", "Bee. ", "draft"), ("丙。", "See.", "draft")]),
        ("All of it.", [("甲。乙。丙。", "All of it.", "draft")]),
        ("", [("甲。", "", "draft"), ("乙。", "", "draft"), ("丙。", "", "draft")]),
        ("A.\n\n  B. C.", [("甲。", "A.", "final"), ("乙。", "B. ", "final"), ("丙。", "C.", "final")]),
    ],
)
def test_sentences_of_a_paragraph_that_still_stand_keep_their_beads(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    made = set_target(read(THREE), range(3), text)
    assert [
        (made.source_text(bead.source), made.target_text(bead.target), bead.status) for bead in made.beads
    ] == expected


def names(bitext: Bitext) -> list[tuple[str, str, int, str]]:
    return [(one.id, str(one.kind), one.level, one.text) for one in bitext.target.paragraphs]


@pytest.mark.parametrize(
    ("beads", "text", "expected"),
    [
        (range(1, 3), "Bee. See.", [("p2", "heading", 2, "Bee. See.")]),
        (range(1, 2), "Bee.", [("p2", "heading", 2, "Bee.")]),
        (range(2, 3), "See.", [("p2", "heading", 2, "See.")]),
        (range(1, 3), "Bee.   See.", [("p2", "heading", 2, "Bee.   See.")]),
        (range(1, 3), "好。See.", [("p2", "heading", 2, "好。See.")]),
        (range(1, 3), "Bee.\nSee.", [("p2", "heading", 2, "Bee."), ("p2.2", "heading", 2, "See.")]),
        (range(1, 3), " \n", []),
    ],
)
def test_a_text_for_what_had_none_makes_paragraphs_named_as_the_originals(
    beads: range, text: str, expected: list[tuple[str, str, int, str]]
) -> None:
    made = set_target(read(NONE), beads, text)
    assert names(made) == [("p1", "title", 0, "A"), *expected, ("p3", "body", 0, "D.")]


def test_a_first_sentence_written_later_joins_its_paragraph() -> None:
    bitext = read("<!-- p1 -->\n<!--/-->甲。<!--/-->乙。\n\n<!--/--><!--/-->B.\n")
    assert names(set_target(bitext, range(1), "A.")) == [("p1", "body", 0, "A. B.")]


def test_a_run_over_two_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match="more than one block"):
        set_target(read(NONE), range(2), "x")


def test_the_next_place_without_translation_is_looked_for_round_the_end() -> None:
    bitext = read(NONE)
    assert [next_without_target(bitext, k) for k in range(4)] == [1, 2, 1, 1]
    assert next_without_target(read(THREE), 0) is None
