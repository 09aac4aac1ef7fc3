"""Bitext <-> rows: what both styles of the native file share.

A row is a block of the bitext as marked-up text. `<!--/-->` parts its beads, as many on each side, and may carry the
next bead's status and confidence: `<!--/ machine .61-->`. `<!--.-->` parts the segments of a bead where the segmenter
would not find them again; a bead that has one is not given to the segmenter. A block that has one side only, and no
mark, has a bead for each segment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reader.errors import FormatError
from reader.formats.inline import escape, unescape
from reader.language.sentences import segment_ends
from reader.model import Bead, Bitext, Block, Document, Kind, Paragraph, Provenance, Segment, Status

_BEAD_MARK = re.compile(r"<!--/([^>]*)-->")
_SEGMENT_MARK = "<!--.-->"
_CONFIDENCE = re.compile(r"[01]?\.\d+")
_NOTE = re.compile(r"Note(?: (\d{1,6}))?\.(?: |$)")


@dataclass(frozen=True, slots=True)
class Row:
    """One block as text: `head` names its paragraphs and status, each side has one marked-up line a paragraph.

    `notes` are lines `Note. …` for the first bead and `Note 2. …` for the second; `line` is the head's line number.
    """

    head: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    notes: tuple[str, ...] = ()
    line: int = 0


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
    mark = "" if ends == segment_ends(text[start : part[-1].end], lang) else _SEGMENT_MARK
    return "".join(mark + escape(text[s.start : s.end], at_start=s.start == 0) for s in part)


def _write_notes(bead: Bead, number: int) -> list[str]:
    label = "Note." if number == 1 else f"Note {number}."
    return [f"{label} {_note_text(line)}".rstrip(" ") for line in bead.note.split("\n")] if bead.note else []


def _note_text(line: str) -> str:
    made = escape(line)
    body = made.strip()
    before, after = made[: len(made) - len(made.lstrip())], made[len(made.rstrip()) :] if body else ""
    return "".join([*(f"&#{ord(c)};" for c in before), body, *(f"&#{ord(c)};" for c in after)])


@dataclass(slots=True)
class _Side:
    """A document under construction."""

    lang: str
    paragraphs: list[Paragraph]
    segments: list[Segment]


def read_rows(rows: Sequence[Row], langs: tuple[str, str], provenance: Provenance, where: str) -> Bitext:
    """The bitext that rows describe. A FormatError names `where` and the row's line."""
    sides = (_Side(langs[0], [], []), _Side(langs[1], [], []))
    beads: list[Bead] = []
    seen: set[tuple[int, str]] = set()
    for row in rows:
        try:
            beads += _read_row(row, sides, seen)
        except ValueError as error:
            place = f"{where}:{row.line}"
            raise FormatError(str(error), where=place, hint="docs/format.md describes the file") from None
    source, target = (Document(side.lang, tuple(side.paragraphs)) for side in sides)
    return Bitext(
        source, target, tuple(sides[0].segments), tuple(sides[1].segments), beads=tuple(beads), provenance=provenance
    )


def _read_row(row: Row, sides: tuple[_Side, _Side], seen: set[tuple[int, str]]) -> list[Bead]:
    names, status, confidence = _read_head(row)
    starts = [len(side.segments) for side in sides]
    parsed = [_read_side(lines, side) for lines, side in zip((row.source, row.target), sides, strict=True)]
    for index, (side, texts) in enumerate(zip(sides, parsed, strict=True)):
        for name, parts in zip(names[index], texts.paragraphs, strict=True):
            if (index, name[0]) in seen:
                raise ValueError(f"the id {name[0]} stands twice; ids must differ")
            seen.add((index, name[0]))
            side.paragraphs.append(Paragraph(name[0], "".join(parts), *name[1:]))
            at = 0
            for part in parts:
                side.segments.append(Segment(len(side.paragraphs) - 1, at, at + len(part)))
                at += len(part)
    counts = _pair(*parsed)
    marks = [_read_mark(mark, status) for mark in (parsed[0] if parsed[0].paragraphs else parsed[1]).marks]
    attributes = [(status, confidence), *marks]
    if counts[0] == (0, 0):  # the leading mark of a one-sided block opens its first bead
        counts, attributes = counts[1:], marks
    if len(attributes) != len(counts):
        attributes = [attributes[0]] + [(status, None)] * (len(counts) - 1)
    made = []
    i, j = starts
    for (n, m), (state, share), note in zip(counts, attributes, _read_notes(row.notes, len(counts)), strict=True):
        if not n and not m:
            raise ValueError("two <!--/--> marks with nothing between them on either side")
        made.append(Bead(range(i, i + n), range(j, j + m), state, share, note))
        i, j = i + n, j + m
    return made


@dataclass(slots=True)
class _Texts:
    """A side of one block: segments by paragraph, segments counted by bead, and what the bead marks say."""

    paragraphs: list[list[str]]
    counts: list[int]
    marks: list[str]


def _read_side(lines: Sequence[str], side: _Side) -> _Texts:
    made = _Texts([], [0], [])
    for line in lines:
        segments: list[str] = []
        pieces = _BEAD_MARK.split(line)  # text, mark, text, mark, … text
        for k, piece in enumerate(pieces):
            if k % 2:
                made.marks.append(piece)
                made.counts.append(0)
                continue
            found = _read_part(piece, side.lang)
            made.counts[-1] += len(found)
            segments += found
        if not "".join(segments).strip():
            raise ValueError("a paragraph without text")
        made.paragraphs.append(segments)
    return made


def _read_part(part: str, lang: str) -> list[str]:
    if _SEGMENT_MARK in part:
        return [unescape(piece) for piece in part.split(_SEGMENT_MARK) if piece]
    text = unescape(part)
    ends = segment_ends(text, lang)
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def _pair(source: _Texts, target: _Texts) -> list[tuple[int, int]]:
    """Segments on each side, bead by bead. A side that a person wrote in one piece takes the whole other side."""
    n, m = source.counts, target.counts
    if not source.paragraphs or not target.paragraphs:
        whole = n if source.paragraphs else m
        each = whole if len(whole) > 1 else [1] * whole[0]
        return [(k, 0) if source.paragraphs else (0, k) for k in each]
    if len(n) == len(m):
        return list(zip(n, m, strict=True))
    if 1 in (len(n), len(m)):
        return [(sum(n), sum(m))]
    raise ValueError(f"{len(n)} parts of the original, {len(m)} of the translation: put as many <!--/--> on both sides")


_Name = tuple[str, Kind, int]


def _read_head(row: Row) -> tuple[tuple[list[_Name], list[_Name]], Status, float | None]:
    left, parted, right = row.head.partition("=")
    last = right if parted else left
    words = last.split()
    confidence = float(words.pop()) if words and _CONFIDENCE.fullmatch(words[-1]) else None
    status = Status(words.pop()) if words and words[-1] in set(Status) else Status.DRAFT
    last = " ".join(words)
    source = _read_names(left if parted else last)
    target = _read_names(last) if parted else source
    lines = [*row.source, *row.target]
    if len(row.source) != len(source) or len(row.target) not in (len(target), 0 if not parted else len(target)):
        wanted = len(source) + len(target)
        raise ValueError(
            f"{len(lines)} paragraphs stand under “{row.head}”, which names {wanted}; each is one line, "
            "with an empty line before the next"
        )
    return (source, target if row.target else []), status, confidence


def name_counts(head: str) -> tuple[int, int]:
    """How many paragraphs a head names on each side; the target's are the source's where it names none."""
    left, parted, right = head.partition("=")
    counts = [0 if side.strip().startswith("-") else side.count(",") + 1 for side in (left, right if parted else left)]
    return counts[0], counts[1]


def _read_names(text: str) -> list[_Name]:
    names: list[_Name] = []
    for item in text.split(",") if text.strip() != "-" else []:
        words = item.split()
        level = int(words.pop()) if len(words) > 1 and words[-1].isdecimal() else 0
        kind = words.pop() if len(words) > 1 else Kind.BODY
        if len(words) != 1 or kind not in set(Kind):
            raise ValueError(f"“{item.strip()}” is no paragraph name; write an id and a kind: p8 body")
        names.append((words[0], Kind(kind), level))
    return names


def _read_mark(said: str, inherited: Status) -> tuple[Status, float | None]:
    words = said.split()
    confidence = float(words.pop()) if words and _CONFIDENCE.fullmatch(words[-1]) else None
    status = Status(words.pop()) if words and words[-1] in set(Status) else inherited
    if words:
        raise ValueError(f"“{said.strip()}” in a <!--/--> mark: a status ({', '.join(Status)}) and a confidence (.61)")
    return status, confidence


def _read_notes(lines: Sequence[str], beads: int) -> list[str]:
    found: list[list[str]] = [[] for _ in range(beads)]
    number = 1
    for line in lines:
        label = _NOTE.match(line)
        if not label:
            found[number - 1][-1:] = [" ".join([*found[number - 1][-1:], unescape(line)])]
            continue
        number = int(label.group(1) or 1)
        if not 1 <= number <= beads:
            raise ValueError(f"“Note {number}.”, but the block has {beads} beads")
        found[number - 1].append(unescape(line[label.end() :]))
    return ["\n".join(texts) for texts in found]
