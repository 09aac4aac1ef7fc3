"""A block of a bitext taken apart into what each bead says in the target language, and put together again.

Whole segments, paragraph names and kinds are kept where they can be; white space between sentences is mended where
other sentences come to stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from reader.align.splice import with_block
from reader.language.sentences import segment_ends
from reader.model import Bead, Bitext, Paragraph, Segment, Status


@dataclass(slots=True)
class Part:
    """A bead: its source segments, and its target segments line by line.

    `goes_on`: the first line continues the paragraph before it. `homes` are the target paragraphs that the lines stood
    in. A written part is no longer what the bitext had; `gap` is what was written between it and the one before.
    """

    bead: Bead
    source: range
    lines: list[list[str]] = field(default_factory=list)
    goes_on: bool = False
    homes: list[int] = field(default_factory=list)
    is_written: bool = False
    gap: str | None = None

    @classmethod
    def written(cls, parts: Sequence[Part], text: str, lang: str) -> Part:
        """These parts as one, with this text: a draft that a person made."""
        source = range(parts[0].source.start, parts[-1].source.stop)
        notes = "\n".join(part.bead.note for part in parts if part.bead.note)
        lines = [_cut(line, lang) for line in text.split("\n") if line]
        homes = list(dict.fromkeys(home for part in parts for home in part.homes))
        bead = replace(parts[0].bead, status=Status.DRAFT, confidence=None, note=notes)
        return cls(bead, source, lines, homes=homes, is_written=True)

    @property
    def text(self) -> str:
        """What it says, without white space around its lines."""
        return "\n".join("".join(line).strip() for line in self.lines)


def block_of(bitext: Bitext, beads: range) -> range:
    """The beads of the block that holds these. Raises ValueError where they lie in two blocks."""
    start, stop = beads.start, beads.start + 1
    while not bitext.is_border(start):
        start -= 1
    while not bitext.is_border(stop):
        stop += 1
    if not beads or beads.stop > stop:
        raise ValueError(f"{beads} lies in more than one block")
    return range(start, stop)


def take_apart(bitext: Bitext, block: range) -> list[Part]:
    """The parts of a block."""
    made = []
    for bead in bitext.beads[block.start : block.stop]:
        part = Part(bead, bead.source)
        for index in bead.target:
            segment = bitext.target_segments[index]
            text = bitext.target.paragraphs[segment.paragraph].text[segment.start : segment.end]
            if not part.lines:
                part.goes_on = segment.start > 0
            if not part.lines or segment.start == 0:
                part.lines.append([])
                part.homes.append(segment.paragraph)
            part.lines[-1].append(text)
        made.append(part)
    return made


def put_together(bitext: Bitext, block: range, parts: Sequence[Part]) -> Bitext:
    """The bitext with these parts in place of the block's."""
    first, last = bitext.beads[block.start].target.start, bitext.beads[block.stop - 1].target.stop
    segments, count_before = bitext.target_segments, len(bitext.target.paragraphs)
    at = segments[first].paragraph if first < len(segments) else count_before
    until = segments[last - 1].paragraph + 1 if first < last else at
    lines = _spaced(parts, bitext.target.lang)
    paragraphs = _named(bitext, parts, lines, range(at, until))
    made: list[Segment] = []
    sizes = [0] * len(parts)
    for index, line in enumerate(lines, at):
        end = 0
        for piece in line:
            made.append(Segment(index, end, end := end + len(piece.text)))
            sizes[piece.part] += 1
    return with_block(bitext, block, range(at, until), paragraphs, made, list(_beads(first, parts, sizes)))


@dataclass(slots=True)
class _Piece:
    """A segment to be: its text, its part, and the paragraph that it stood in."""

    text: str
    part: int
    home: int | None


def _paragraphs(parts: Sequence[Part]) -> list[list[_Piece]]:
    made: list[list[_Piece]] = []
    for k, part in enumerate(parts):
        for n, line in enumerate(part.lines):
            home = part.homes[n] if n < len(part.homes) else None
            if n or not part.goes_on or not made:
                made.append([])
            made[-1] += [_Piece(text, k, home) for text in line]
    return made


def _spaced(parts: Sequence[Part], lang: str) -> list[list[_Piece]]:
    """No white space around a paragraph; between two sentences of which one is new, what usually parts them."""
    usual = "" if lang.lower().startswith(("zh", "ja")) else " "
    made = []
    for line in _paragraphs(parts):
        for left, right in pairwise(line):
            between = parts[left.part : right.part + 1]
            changed = left.home != right.home or any(part.is_written or part.gap is not None for part in between)
            if left.part == right.part or not changed or not left.text.strip() or not right.text.strip():
                continue
            kept = left.text.rstrip()
            gap = parts[right.part].gap
            left.text = kept + ((left.text[len(kept) :] or usual) if gap is None else gap)
            right.text = right.text.lstrip()
        made.append(_stripped(line))
    return [line for line in made if line]


def _stripped(line: list[_Piece]) -> list[_Piece]:
    while line and not line[0].text.strip():
        line = line[1:]
    while line and not line[-1].text.strip():
        line = line[:-1]
    if line:
        line[0].text = line[0].text.lstrip()
        line[-1].text = line[-1].text.rstrip()
    return line


def _named(bitext: Bitext, parts: Sequence[Part], lines: Sequence[Sequence[_Piece]], old: range) -> list[Paragraph]:
    """The paragraphs: those that there were keep their names and kinds, a new one takes the original's."""
    target = bitext.target.paragraphs
    homes = list(old) if len(lines) == len(old) else _homes(lines)
    taken: set[str] = set()
    if None in homes:
        taken = {paragraph.id for paragraph in (*target[: old.start], *target[old.stop :])}
        taken |= {target[home].id for home in homes if home is not None}
    made: list[Paragraph] = []
    for line, home in zip(lines, homes, strict=True):
        text = "".join(piece.text for piece in line)
        if home is not None:
            made.append(replace(target[home], text=text))
            continue
        like = _original(bitext, parts[line[0].part]) or (made[-1] if made else Paragraph("t1", text))
        made.append(replace(like, id=next(name for name in _names(like.id) if name not in taken), text=text))
        taken.add(made[-1].id)
    return made


def _original(bitext: Bitext, part: Part) -> Paragraph | None:
    """The source paragraph in which a part begins."""
    return bitext.source.paragraphs[bitext.source_segments[part.source.start].paragraph] if part.source else None


def _homes(lines: Sequence[Sequence[_Piece]]) -> list[int | None]:
    """For each paragraph the old one that it comes from; each old one once."""
    made: list[int | None] = []
    for line in lines:
        made.append(next((piece.home for piece in line if piece.home is not None and piece.home not in made), None))
    return made


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}.{n}" for n in count(2))


def _beads(at: int, parts: Sequence[Part], sizes: Sequence[int]) -> Iterator[Bead]:
    """The beads of the parts, whose target segments begin at `at`."""
    for part, size in zip(parts, sizes, strict=True):
        if part.source or size:
            yield replace(part.bead, source=part.source, target=range(at, at + size))
        at += size


def _cut(line: str, lang: str) -> list[str]:
    made, start = [], 0
    for end in segment_ends(line, lang):
        made.append(line[start:end])
        start = end
    return made
