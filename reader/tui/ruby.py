"""Which syllables stand above which characters of the Chinese: over the terms, or over everything.

The glossary's readings rule: 长三角 is cháng, whatever else a dictionary would say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from reader.annotate import TermUse
from reader.language.pinyin import is_han, syllables
from reader.tui.flow import Readings
from reader.tui.reading import Uses
from reader.tui.viewport import Viewport

# Paragraphs whose readings are kept: several screens.
_KEPT = 600


class Ruby(Enum):
    """What has its reading above it."""

    OFF = "off"
    TERMS = "terms"
    ALL = "all"


def readings(viewport: Viewport, uses_of: Uses, ruby: Ruby) -> Readings | None:
    """The readings to set above the source."""
    if ruby is Ruby.OFF:
        return None
    starts = [block.source.start for block in viewport.blocks]
    paragraphs = viewport.bitext.source.paragraphs

    @lru_cache(maxsize=_KEPT)
    def of(paragraph: int) -> Mapping[int, str]:
        text = paragraphs[paragraph].text
        made = _everywhere(text) if ruby is Ruby.ALL else {}
        block = viewport.blocks[bisect_right(starts, paragraph) - 1]
        for use in uses_of(block):
            if use.paragraph == paragraph:
                made |= _of_term(use, text)
        return made

    return of


def _everywhere(text: str) -> dict[int, str]:
    return {offset: one for offset, one in enumerate(syllables([text])) if is_han(text[offset])}


def _of_term(use: TermUse, text: str) -> dict[int, str]:
    """A term's own reading, one syllable a character; the computed one where another form stands in the text."""
    start, end = use.hit.start, use.hit.end
    form = text[start:end]
    han = [start + k for k, char in enumerate(form) if is_han(char)]
    own = [one for one in use.hit.term.pinyin.split() if not one.isascii() or one.islower()]
    if form == use.hit.term.zh and len(own) == len(han):
        return dict(zip(han, own, strict=True))
    return {start + k: one for k, one in enumerate(syllables([form])) if is_han(form[k])}
