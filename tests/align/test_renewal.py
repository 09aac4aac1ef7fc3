"""What stays of an aligned document when one of its sides is another text."""

from dataclasses import replace

import pytest
from hypothesis import given

from reader.align.renewal import mirrored, standing, with_notes
from reader.model import Bead, Bitext, Document, Paragraph, Segment, Status
from reader.pipeline import segment
from tests.strategies import bitexts

LINES = ("Notice", "Works stop in May.", "Ask the office.", "Office")


def document(lang: str, lines: tuple[str, ...]) -> Document:
    return Document(lang, tuple(Paragraph(f"p{k}", line) for k, line in enumerate(lines, 1)))


def bitext(targets: tuple[int, ...]) -> Bitext:
    """One source line for each number, which says how many of LINES are its translation."""
    source, target = document("zh-Hans", ("句。",) * len(targets)), document("en", LINES)
    beads, at = [], 0
    for k, count in enumerate(targets):
        beads.append(Bead(range(k, k + 1), range(at, at + count), Status.REVIEWED))
        at += count
    one = [tuple(Segment(k, 0, len(p.text)) for k, p in enumerate(side.paragraphs)) for side in (source, target)]
    return Bitext(source, target, one[0], one[1], tuple(beads))


@pytest.mark.parametrize(
    ("targets", "lines", "kept"),
    [
        ((1, 1, 1, 1), LINES, [range(1), range(1, 2), range(2, 3), range(3, 4)]),
        (
            (1, 1, 1, 1),
            ("Notice", "Works stop in June.", "Ask the  office.", "Office"),
            [range(1), range(2, 3), range(3, 4)],
        ),
        ((1, 1, 1, 1), ("To all", *LINES), [range(1, 2), range(2, 3), range(3, 4), range(4, 5)]),
        ((2, 2), ("Notice", "Works stop in May.", "In short:", *LINES[2:]), [range(2), range(3, 5)]),
        ((1, 2, 1), ("Notice", "Works stop in May.", "Do ask.", "Office"), [range(1), range(3, 4)]),
        ((1, 0, 3), LINES, [range(1), range(1, 1), range(1, 4)]),
        ((1, 0, 3), ("Notice", "Hear, hear.", *LINES[1:]), [range(1), range(2, 5)]),
        ((0, 4), LINES, [range(0), range(4)]),
        ((4, 0), LINES, [range(4), range(4, 4)]),
        ((4, 0), ("Another text",), []),
    ],
)
def test_what_is_the_same_text_stands(targets: tuple[int, ...], lines: tuple[str, ...], kept: list[range]) -> None:
    new = document("en", lines)
    old = bitext(targets)
    known, gone = standing(old, new, segment(new))
    assert [(run.start, run.stop) for _, run in known] == [(run.start, run.stop) for run in kept]
    assert len(known) + len(gone) == len(old.beads)


@given(bitexts())
def test_a_translation_that_has_not_changed_stands_as_a_whole(some: Bitext) -> None:
    known, gone = standing(some, some.target, some.target_segments)
    assert {bead.target for bead in gone} <= {range(0)}
    assert all((pair == (bead.source, bead.target)) for pair, bead in known.items())
    assert mirrored(mirrored(some)) == some


def test_a_note_goes_where_its_original_is() -> None:
    old = bitext((1, 1, 1, 1))
    gone = [replace(old.beads[2], note="ask"), replace(old.beads[3], note="")]
    noted = with_notes(replace(old, beads=(*old.beads[:2], replace(old.beads[2], note="first"), old.beads[3])), gone)
    assert [bead.note for bead in noted.beads] == ["", "", "first\nask", ""]
