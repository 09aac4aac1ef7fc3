"""Bitext -> rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reader.formats.markdown.inline import escape
from reader.formats.markdown.rows import SEGMENT_MARK, Row
from reader.language.sentences import segment_ends
from reader.model import Bead, Bitext, Block, Document, Paragraph, Segment, Status


def write_rows(bitext: Bitext) -> list[Row]:
    """The blocks of a bitext as rows."""
    return [_write_row(bitext, block) for block in bitext.blocks()]


def _write_row(bitext: Bitext, block: Block) -> Row:
    beads = [bitext.beads[k] for k in block.beads]
    source = bitext.source.paragraphs[block.source.start : block.source.stop]
    target = bitext.target.paragraphs[block.target.start : block.target.stop]
    runs = [[bead.source for bead in beads], [bead.target for bead in beads]]
    marks = ["", *(_mark(bead, beads[0].status) for bead in beads[1:])]
    if not (source and target):
        if _is_plain(beads):
            runs = [[range(side[0].start, side[-1].stop)] for side in runs]
            marks = [""]
        else:
            marks[0] = _mark(beads[0], beads[0].status)
    bare = ["<!--/-->" if mark else "" for mark in marks]
    return Row(
        _head(source, target, beads[0]),
        _write_side(bitext.source, bitext.source_segments, runs[0], marks),
        _write_side(bitext.target, bitext.target_segments, runs[1], bare if source else marks),
        tuple(line for k, bead in enumerate(beads, 1) for line in _write_notes(bead, k)),
    )


def _is_plain(beads: list[Bead]) -> bool:
    """Beads that a one-sided block has when it is unmarked: one a segment, all alike."""
    same = all(bead.status == beads[0].status and bead.confidence is None for bead in beads[1:])
    return same and all(len(bead.source) + len(bead.target) == 1 for bead in beads)


def _head(source: Sequence[Paragraph], target: Sequence[Paragraph], first: Bead) -> str:
    sides = _names(source)
    if target and _names(target) != sides:
        sides += f" = {_names(target)}"
    return " ".join(filter(None, [sides, first.status, _share(first.confidence)]))


def _names(paragraphs: Sequence[Paragraph]) -> str:
    return ", ".join(f"{p.id} {p.kind}{f' {p.level}' if p.level else ''}" for p in paragraphs) or "-"


def _share(confidence: float | None) -> str:
    """A confidence with all its digits and always a point, which tells it from a level: .61, 1.0."""
    return "" if confidence is None else format(Decimal(repr(float(confidence))), "f").removeprefix("0")


def _mark(bead: Bead, inherited: Status) -> str:
    said = " ".join(filter(None, ["" if bead.status == inherited else bead.status, _share(bead.confidence)]))
    return f"<!--/{' ' if said else ''}{said}-->"


def _write_side(
    document: Document, segments: Sequence[Segment], runs: list[range], marks: list[str]
) -> tuple[str, ...]:
    """One line a paragraph: each bead's mark stands before its first segment, or at the end where it has none."""
    lines: list[str] = []
    waiting = ""  # marks that no segment has followed yet
    for run, mark in zip(runs, marks, strict=True):
        waiting += mark
        for part in _by_paragraph([segments[k] for k in run]):
            text = document.paragraphs[part[0].paragraph].text
            if part[0].start == 0:
                lines.append("")
            lines[-1] += waiting + _write_part(text, part, document.lang)
            waiting = ""
    if lines:
        lines[-1] += waiting
    return tuple(lines)


def _by_paragraph(segments: list[Segment]) -> list[list[Segment]]:
    parts: list[list[Segment]] = []
    for segment in segments:
        if not parts or parts[-1][0].paragraph != segment.paragraph:
            parts.append([])
        parts[-1].append(segment)
    return parts


def _write_part(text: str, part: list[Segment], lang: str) -> str:
    """A bead's run of segments inside one paragraph, marked only where the segmenter would cut it otherwise."""
    start = part[0].start
    ends = [segment.end - start for segment in part]
    mark = "" if ends == segment_ends(text[start : part[-1].end], lang) else SEGMENT_MARK
    return "".join(mark + escape(text[s.start : s.end], at_start=s.start == 0) for s in part)


def _write_notes(bead: Bead, number: int) -> list[str]:
    label = "Note." if number == 1 else f"Note {number}."
    return [f"{label} {_note_text(line)}".rstrip(" ") for line in bead.note.split("\n")] if bead.note else []


def _note_text(line: str) -> str:
    made = escape(line)
    body = made.strip()
    before, after = made[: len(made) - len(made.lstrip())], made[len(made.rstrip()) :] if body else ""
    return "".join([*(f"&#{ord(c)};" for c in before), body, *(f"&#{ord(c)};" for c in after)])
