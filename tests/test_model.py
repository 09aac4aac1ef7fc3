"""The nouns refuse what cannot be: a wrong alignment cannot be built."""

import pytest

from reader.model import Bead, Bitext, Block, Document, Kind, Paragraph, Segment


def document(lang: str, *texts: str) -> Document:
    return Document(lang, tuple(Paragraph(f"p{n}", text) for n, text in enumerate(texts, 1)))


ZH = document("zh-Hans", "甲。乙。", "丙。")
EN = document("en", "A. B.", "C.")
ZH_SEGMENTS = (Segment(0, 0, 2), Segment(0, 2, 4), Segment(1, 0, 2))
EN_SEGMENTS = (Segment(0, 0, 3), Segment(0, 3, 5), Segment(1, 0, 2))


def bitext(*beads: tuple[range, range]) -> Bitext:
    return Bitext(ZH, EN, ZH_SEGMENTS, EN_SEGMENTS, tuple(Bead(*sides) for sides in beads))


def test_beads_that_cover_both_sides_once_and_in_order_are_a_bitext() -> None:
    made = bitext((range(0, 1), range(0, 2)), (range(1, 2), range(2, 2)), (range(2, 3), range(2, 3)))
    assert made.source_text(range(0, 3)) == "甲。乙。\n丙。"
    assert made.target_text(made.beads[0].target) == "A. B."
    assert made.blocks() == (
        Block(range(0, 1), range(0, 1), range(0, 2)),
        Block(range(1, 2), range(1, 2), range(2, 3)),
    )


@pytest.mark.parametrize(
    "beads",
    [
        [],
        [(range(0, 1), range(0, 1))],
        [(range(0, 3), range(0, 2)), (range(3, 3), range(1, 3))],
        [(range(0, 2), range(0, 1)), (range(1, 3), range(1, 3))],
        [(range(0, 4), range(0, 3))],
    ],
)
def test_beads_that_leave_out_repeat_or_cross_are_refused(beads: list[tuple[range, range]]) -> None:
    with pytest.raises(ValueError, match="bead"):
        bitext(*beads)


@pytest.mark.parametrize(
    "segments",
    [
        (Segment(0, 0, 4),),
        (Segment(0, 0, 2), Segment(1, 0, 2)),
        (Segment(0, 0, 4), Segment(1, 0, 3)),
        (Segment(0, 1, 4), Segment(1, 0, 2)),
        (Segment(0, 0, 4), Segment(1, 0, 2), Segment(2, 0, 1)),
        (Segment(0, 0, 0), Segment(0, 0, 4), Segment(1, 0, 2)),
    ],
)
def test_segments_that_do_not_tile_their_paragraphs_are_refused(segments: tuple[Segment, ...]) -> None:
    with pytest.raises(ValueError, match=r"[Ss]egment"):
        Bitext(ZH, Document("en"), segments, (), tuple(Bead(range(k, k + 1), range(0)) for k in range(len(segments))))


@pytest.mark.parametrize("text", ["", " ", "\n", "a\nb", " a", "a　", "a\r"])
def test_a_paragraph_is_one_stripped_line(text: str) -> None:
    with pytest.raises(ValueError, match="paragraph"):
        Paragraph("p1", text)


def test_a_paragraph_id_cannot_end_a_comment_or_stand_twice() -> None:
    with pytest.raises(ValueError, match="id"):
        Paragraph("p--1", "x")
    with pytest.raises(ValueError, match="twice"):
        Document("zh", (Paragraph("p1", "x"), Paragraph("p1", "y")))


def test_a_bead_has_a_segment_and_a_confidence_that_is_a_share() -> None:
    with pytest.raises(ValueError, match="without"):
        Bead(range(0), range(0))
    with pytest.raises(ValueError, match="between"):
        Bead(range(1), range(1), confidence=1.2)


def test_where_a_paragraph_stood_does_not_count_for_equality() -> None:
    assert Document("zh", ZH.paragraphs, raw="x") == Document("zh", ZH.paragraphs)
    assert Paragraph("p1", "x", Kind.BODY) != Paragraph("p1", "x", Kind.DATE)
