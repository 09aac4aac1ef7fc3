"""The nouns: documents, segments and bitexts, as frozen values. Imports nothing of ours.

Offsets count code points and are half-open; pages and lines are 1-based, as printed; segment and paragraph
indexes are 0-based.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9._]*(?:-[A-Za-z0-9._]+)*")


DOUBTFUL_BEAD = 0.7  # a bead that is less sure is worth a look
OPEN_END = 10**6  # the last page of a range that names none


class Kind(StrEnum):
    """What a paragraph is. The parts of an official document (公文) have the names of GB/T 9704-2012."""

    MARKING = "marking"  # 密级, 公开属性, 办理结果: stands above or beside the document
    ISSUER = "issuer"  # 发文机关标志: the red heading
    NUMBER = "number"  # 发文字号
    TITLE = "title"  # 标题
    SALUTATION = "salutation"  # 主送机关: to whom
    HEADING = "heading"  # 层次标题 that stands alone
    BODY = "body"  # 正文
    ITEM = "list-item"  # a paragraph that opens with a list mark
    CLOSING = "closing"  # 结语
    ATTACHMENT = "attachment"  # 附件说明: what is attached, one entry each
    SIGNATURE = "signature"  # 署名
    DATE = "date"  # 成文日期
    CONTACT = "contact"  # 联系人, 联系电话, 地址
    COPY = "copy-line"  # 抄送
    NOTE = "note"  # a footnote
    ROW = "table-row"  # cells parted by TAB
    VERBATIM = "verbatim"  # verse, code, an address: one visual line each


class Status(StrEnum):
    """How far the English of a bead is to be trusted."""

    DRAFT = "draft"
    MACHINE = "machine"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def is_reviewed(self) -> bool:
        """Has a person looked at it and left it as it is?"""
        return self in (Status.REVIEWED, Status.FINAL)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something stands in the file it came from."""

    page: int = 1
    line: int = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, origin at the page's lower left."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """A visual line as extracted: its text without the line end, and where the raw text holds it.

    `start` is the offset of its first character in `Extract.raw`; `box` and `size` (font size) are in points,
    None where the format has no positions. `raised` holds the offsets in `text` of superscripts; `verbatim` is code,
    whose blanks and line ends were set on purpose; a line is `bold` if all of it is. What is
    `aside` stands beside or across the text, as numbers of lines and stamps do.
    """

    text: str
    start: int
    origin: Origin = Origin()
    box: Box | None = None
    size: float | None = None
    raised: tuple[int, ...] = ()
    verbatim: bool = False
    bold: bool = False
    aside: bool = False

    @property
    def end(self) -> int:
        """The offset in the raw text just behind the line's last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extractor found: the raw text, its visual lines in order, and what the user should be told."""

    raw: str
    lines: tuple[Line, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace raw[start:end] by `new`, because of `rule`. In a Document `old` is raw[start:end]: it can be undone."""

    start: int
    end: int
    new: str
    rule: str
    old: str = ""


@dataclass(frozen=True, slots=True)
class Boundary:
    """What repair decided at a line end: `offset` of the line end in the raw text, joined to the next or not.

    `confidence` is 0 to 1 that the decision is right; `reasons` are short words for `--explain`.
    """

    offset: int
    joined: bool
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: one line of text without white space around it.

    `level` is its depth in the outline, from 1: of headings, and of paragraphs that open with one; 0 for all others.
    """

    id: str
    text: str
    kind: Kind = Kind.BODY
    level: int = 0
    origin: Origin = field(default=Origin(), compare=False)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"paragraph id {self.id!r}: letters, digits, '.', '_' and single '-' only")
        if not self.text.strip() or self.text != self.text.strip() or "\n" in self.text or "\r" in self.text:
            raise ValueError(f"paragraph {self.id}: text must be one line, not empty, stripped: {self.text[:40]!r}")
        if self.level < 0:
            raise ValueError(f"paragraph {self.id}: level {self.level}")


@dataclass(frozen=True, slots=True)
class Document:
    """Paragraphs in order, with how they came from the raw text.

    `lang` is a BCP 47 tag. Equality leaves out `raw`, `edits` and `boundaries`: the native file does not hold them.
    """

    lang: str
    paragraphs: tuple[Paragraph, ...] = ()
    raw: str = field(default="", compare=False, repr=False)
    edits: tuple[Edit, ...] = field(default=(), compare=False, repr=False)
    boundaries: tuple[Boundary, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for paragraph in self.paragraphs:
            if paragraph.id in seen:
                raise ValueError(f"paragraph id {paragraph.id!r} stands twice")
            seen.add(paragraph.id)


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or a heading: `text[start:end]` of the paragraph at index `paragraph`. Segments tile paragraphs."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bead:
    """n source segments beside m target segments, as index ranges; an empty range is the 0 of 1:0 and 0:1.

    `confidence` is 0 to 1 that the bead is exactly right, None where a person made it.
    """

    source: range
    target: range
    status: Status = Status.DRAFT
    confidence: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise ValueError("a bead without segments")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that a text came from: its name without folders, and the SHA-256 of its bytes in hex."""

    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a bitext came from.

    `terms` are this document's term choices (term, rendering); `facts` is what else a person wrote in the front
    matter (key, value), kept as it is.
    """

    source: FileRef = FileRef()
    target: FileRef = FileRef()
    tool: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest run of beads that no paragraph crosses, as index ranges: a row of the paragraph view."""

    source: range  # paragraphs
    target: range  # paragraphs
    beads: range


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two documents, their segments, and the beads between them.

    Beads cover both sides once and in order, and segments tile their paragraphs: anything else is a ValueError.
    """

    source: Document
    target: Document
    source_segments: tuple[Segment, ...]
    target_segments: tuple[Segment, ...]
    beads: tuple[Bead, ...]
    provenance: Provenance = Provenance()

    def __post_init__(self) -> None:
        _check_tiling(self.source, self.source_segments)
        _check_tiling(self.target, self.target_segments)
        i = j = 0
        for k, bead in enumerate(self.beads):
            for side, at in ((bead.source, i), (bead.target, j)):
                if side.step != 1 or side.start != at or side.stop < at:
                    raise ValueError(f"bead {k}: {side} should begin at segment {at}")
            i, j = bead.source.stop, bead.target.stop
        if (i, j) != (len(self.source_segments), len(self.target_segments)):
            raise ValueError(f"beads end at {i}, {j} of {len(self.source_segments)}, {len(self.target_segments)}")

    def source_text(self, segments: range) -> str:
        """The source text of a run of segments, paragraphs joined by a line end."""
        return _text(self.source, self.source_segments, segments)

    def target_text(self, segments: range) -> str:
        """The target text of a run of segments, paragraphs joined by a line end."""
        return _text(self.target, self.target_segments, segments)

    def blocks(self) -> tuple[Block, ...]:
        """The paragraph view: cut wherever both sides stand at the border of a paragraph."""
        cuts = [k for k in range(len(self.beads) + 1) if self.is_border(k)]
        return tuple(self.block(range(start, stop)) for start, stop in pairwise(cuts))

    def is_border(self, bead: int) -> bool:
        """Do both sides stand at the border of a paragraph before this bead? So they do at either end."""
        if bead == len(self.beads):
            return True
        one = self.beads[bead]
        return _at_border(self.source_segments, one.source.start) and _at_border(self.target_segments, one.target.start)

    def block(self, beads: range) -> Block:
        """The block of a run of beads from one border to the next."""
        first, last = self.beads[beads.start], self.beads[beads.stop - 1]
        return Block(
            _paragraphs(self.source_segments, range(first.source.start, last.source.stop)),
            _paragraphs(self.target_segments, range(first.target.start, last.target.stop)),
            beads,
        )

    def unpaired(self, block: Block) -> tuple[int, ...]:
        """The beads of a block that have text on one side alone, where the block itself has some on both."""
        if not block.source or not block.target:
            return ()
        return tuple(k for k in block.beads if not self.beads[k].source or not self.beads[k].target)


def _check_tiling(document: Document, segments: tuple[Segment, ...]) -> None:
    lengths = [len(paragraph.text) for paragraph in document.paragraphs]
    paragraph = offset = 0
    for segment in segments:
        if (segment.paragraph, segment.start) != (paragraph, offset) or paragraph == len(lengths):
            raise ValueError(f"{segment} should begin at paragraph {paragraph}, offset {offset}")
        if not segment.start < segment.end <= lengths[paragraph]:
            raise ValueError(f"{segment} is empty or ends behind its paragraph")
        paragraph, offset = (paragraph + 1, 0) if segment.end == lengths[paragraph] else (paragraph, segment.end)
    if (paragraph, offset) != (len(lengths), 0):
        raise ValueError(f"segments end at paragraph {paragraph}, offset {offset}")


def _at_border(segments: tuple[Segment, ...], index: int) -> bool:
    return index == len(segments) or segments[index].start == 0


def _paragraphs(segments: tuple[Segment, ...], run: range) -> range:
    if run:
        return range(segments[run.start].paragraph, segments[run.stop - 1].paragraph + 1)
    at = segments[run.start].paragraph if run.start < len(segments) else (segments[-1].paragraph + 1 if segments else 0)
    return range(at, at)


def _text(document: Document, segments: tuple[Segment, ...], run: range) -> str:
    parts: list[str] = []
    for index in run:
        segment = segments[index]
        if parts and segment.start == 0:
            parts.append("\n")
        parts.append(document.paragraphs[segment.paragraph].text[segment.start : segment.end])
    return "".join(parts)
