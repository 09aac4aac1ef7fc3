"""What the reader types -> where it stands in the document: in either language, else by pinyin, else by initials.

Offsets are those of paragraphs, not of rows: what is found may run over the end of a line of the screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from reader.annotate import is_traditional
from reader.language.pinyin import has_han, is_han, plain, syllables
from reader.model import Bitext, Block, Document
from reader.tui.page.flow import Side

# Characters of Chinese beyond which the document isn't read in pinyin for a search: it would take seconds.
_PINYIN_WITHIN = 400_000


class Found(NamedTuple):
    """text[start:stop] of a paragraph, in a block."""

    block: int
    side: Side
    paragraph: int
    start: int
    stop: int


class By(Enum):
    """How something was found."""

    TEXT = ""
    PINYIN = "by pinyin"
    INITIALS = "by initials"


class Finder:
    """Looks through a bitext. `fold` gives simplified characters for traditional ones, and is asked once at most."""

    def __init__(
        self, bitext: Bitext, blocks: Sequence[Block], fold: Callable[[], Mapping[int, int]] = dict[int, int]
    ) -> None:
        self.bitext = bitext
        self.blocks = blocks
        self._fold = fold

    def find(self, query: str) -> tuple[tuple[Found, ...], By]:
        """The hits in reading order: block by block, the source before the target."""
        wanted = _folded(query.strip())
        if not wanted:
            return (), By.TEXT
        hits = tuple(self._text(self._forms(wanted) if self.crosses(query) else wanted))
        letters = plain(query)
        if hits or has_han(query) or len(letters) < 2 or not self._reads_pinyin:
            return hits, By.TEXT
        for by in (By.PINYIN, By.INITIALS):
            hits = tuple(self._sound(letters, by))
            if hits:
                return hits, by
        return (), By.TEXT

    def crosses(self, query: str) -> bool:
        """May what is looked for stand in the other kind of characters? To know them takes the dictionary."""
        if not has_han(query):
            return False
        # The standard GB/T 2312 has no traditional characters.
        simplified = all(char.encode("gb2312", "ignore") for char in query if is_han(char))
        return not simplified or is_traditional(self.bitext.source.lang)

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        """For each character that has others of the same meaning, all of them."""
        kinds: dict[str, str] = {}
        for old, new in self._fold().items():
            kinds[chr(new)] = kinds.get(chr(new), chr(new)) + chr(old)
        return {char: kind for kind in kinds.values() for char in kind}

    def _forms(self, wanted: str) -> str | re.Pattern[str]:
        """What is looked for, in either kind of characters: as long as it is."""
        if not any(char in self._kinds for char in wanted):
            return wanted
        return re.compile(
            "".join(f"[{self._kinds[char]}]" if char in self._kinds else re.escape(char) for char in wanted)
        )

    @cached_property
    def _reads_pinyin(self) -> bool:
        source = self.bitext.source
        return source.lang.startswith("zh") and sum(len(p.text) for p in source.paragraphs) <= _PINYIN_WITHIN

    @cached_property
    def _texts(self) -> tuple[list[str], list[str]]:
        return _all_folded(self.bitext.source), _all_folded(self.bitext.target)

    @cached_property
    def _sounds(self) -> list[list[tuple[int, str]]]:
        """For each source paragraph, its Han characters: (offset, syllable without tone)."""
        return [
            [(offset, plain(one)) for offset, one in enumerate(syllables([p.text])) if is_han(p.text[offset])]
            for p in self.bitext.source.paragraphs
        ]

    def _text(self, wanted: str | re.Pattern[str]) -> Iterator[Found]:
        left, right = self._texts
        for k, block in enumerate(self.blocks):
            for side, texts, paragraphs in ((Side.SOURCE, left, block.source), (Side.TARGET, right, block.target)):
                for paragraph in paragraphs:
                    yield from (Found(k, side, paragraph, *span) for span in _spans(texts[paragraph], wanted))

    def _sound(self, letters: str, by: By) -> Iterator[Found]:
        for k, block in enumerate(self.blocks):
            for paragraph in block.source:
                yield from (
                    Found(k, Side.SOURCE, paragraph, start, stop)
                    for start, stop in _sounding(self._sounds[paragraph], letters, by)
                )


@dataclass(slots=True)
class Search:
    """A query with its hits, and which of them is the current one."""

    query: str = ""
    hits: tuple[Found, ...] = ()
    by: By = By.TEXT
    at: int | None = None
    _places: dict[tuple[Side, int], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for k, hit in enumerate(self.hits):
            self._places.setdefault((hit.side, hit.paragraph), []).append(k)

    @property
    def here(self) -> Found | None:
        """The current hit."""
        return self.hits[self.at] if self.at is not None and self.at < len(self.hits) else None

    def in_paragraph(self, side: Side, paragraph: int) -> Sequence[int]:
        """Which hits stand in a paragraph."""
        return self._places.get((side, paragraph), ())

    def start(self, block: int) -> Found | None:
        """Make the first hit from a block on the current one, from the beginning again if there is none."""
        if not self.hits:
            self.at = None
            return None
        self.at = next((k for k, hit in enumerate(self.hits) if hit.block >= block), 0)
        return self.hits[self.at]

    def move(self, direction: int) -> Found | None:
        """Make the next or last hit the current one, around the ends."""
        if not self.hits:
            return None
        self.at = ((self.at if self.at is not None else -direction) + direction) % len(self.hits)
        return self.hits[self.at]

    def words(self) -> str:
        """What to say of it: `3/17 by pinyin`."""
        if not self.query:
            return ""
        if not self.hits:
            return "not found"
        place = f"{self.at + 1}/{len(self.hits)}" if self.at is not None else str(len(self.hits))
        return f"{place} {self.by.value}".rstrip()


def _spans(text: str, wanted: str | re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where it stands; the plain text is found several times as fast."""
    if isinstance(wanted, re.Pattern):
        yield from (found.span() for found in wanted.finditer(text))
        return
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted))


def _sounding(sounds: Sequence[tuple[int, str]], letters: str, by: By) -> Iterator[tuple[int, int]]:
    """The runs of characters that sound like these letters; the last one may be begun only."""
    parts = [sound if by is By.PINYIN else sound[:1] for _, sound in sounds]
    edges = list(accumulate(map(len, parts), initial=0))
    index_at = {edge: k for k, edge in enumerate(edges[:-1])}
    text = "".join(parts)
    at = text.find(letters)
    while at >= 0:
        first = index_at.get(at)
        if first is not None:
            last = next(k for k in range(first, len(parts)) if edges[k + 1] >= at + len(letters))
            yield sounds[first][0], sounds[last][0] + 1
        at = text.find(letters, at + (len(letters) if first is not None else 1))


def _folded(text: str) -> str:
    """In small letters, as long as the text."""
    small = text.lower()
    return small if len(small) == len(text) else text


def _all_folded(document: Document) -> list[str]:
    return [_folded(paragraph.text) for paragraph in document.paragraphs]
