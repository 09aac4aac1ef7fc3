"""The headings of the document, to go to; where it has none, the beginnings of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.model import Bitext, Block, Kind, Paragraph

_HEADS = frozenset((Kind.ISSUER, Kind.TITLE, Kind.HEADING))
# Entries in the list: Textual lays out each of them when it opens.
_MOST = 1_000


class Head(NamedTuple):
    """A line of the outline: the block it leads to, its depth, its text."""

    block: int
    level: int
    text: str


def outline(bitext: Bitext, blocks: Sequence[Block]) -> list[Head]:
    """The headings; where there are fewer than two, all paragraphs."""
    heads: list[Head] = []
    every: list[Head] = []
    least = min((p.level for p in bitext.source.paragraphs if p.level), default=1)
    for k, block in enumerate(blocks):
        for index in block.source:
            paragraph = bitext.source.paragraphs[index]
            if index == block.source.start:
                every.append(Head(k, 0, paragraph.text))
            if paragraph.kind in _HEADS or paragraph.level:
                heads.append(Head(k, max(0, paragraph.level - least), _head_of(paragraph)))
    return (heads if len(heads) > 1 else every)[:_MOST]


def _head_of(paragraph: Paragraph) -> str:
    """Of a paragraph that opens with its heading, the heading."""
    return paragraph.text.partition("。")[0] if paragraph.kind is Kind.ITEM else paragraph.text
