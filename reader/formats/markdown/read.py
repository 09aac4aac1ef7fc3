"""Rows -> bitext. Forgiving where a person's meaning is plain, exact about the place where it is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import FormatError
from reader.formats.markdown.inline import unescape
from reader.formats.markdown.rows import BEAD_MARK, CONFIDENCE, SEGMENT_MARK, Row
from reader.language.sentences import segment_ends
from reader.model import Bead, Bitext, Document, Kind, Paragraph, Provenance, Segment, Status

_KINDS, _STATUSES = frozenset(Kind), frozenset(Status)
_NOTE = re.compile(r"Note(?: (\d{1,6}))?\.(?: |$)")


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
        pieces = BEAD_MARK.split(line)  # text, mark, text, mark, … text
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
    if SEGMENT_MARK in part:
        return [unescape(piece) for piece in part.split(SEGMENT_MARK) if piece]
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
    confidence = float(words.pop()) if words and CONFIDENCE.fullmatch(words[-1]) else None
    status = Status(words.pop()) if words and words[-1] in _STATUSES else Status.DRAFT
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


def _read_names(text: str) -> list[_Name]:
    names: list[_Name] = []
    for item in text.split(",") if text.strip() != "-" else []:
        words = item.split()
        level = int(words.pop()) if len(words) > 1 and words[-1].isdecimal() else 0
        kind = Kind(words.pop()) if len(words) > 1 and words[-1] in _KINDS else Kind.BODY
        if len(words) > 1:
            strange = next((word for word in words[1:] if word not in _KINDS), words[1])
            raise ValueError(
                f"“{strange}” is neither a kind ({', '.join(Kind)}) nor a status ({', '.join(Status)}); "
                "a head is: id kind level status confidence"
            )
        if not words:
            raise ValueError("a paragraph without an id; write one with its kind: p8 body")
        names.append((words[0], kind, level))
    return names


def _read_mark(said: str, inherited: Status) -> tuple[Status, float | None]:
    words = said.split()
    confidence = float(words.pop()) if words and CONFIDENCE.fullmatch(words[-1]) else None
    status = Status(words.pop()) if words and words[-1] in _STATUSES else inherited
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
