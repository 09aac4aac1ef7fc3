"""Which syllables stand above which characters of the Chinese: over the terms, over rare words too, over everything.

The glossary's readings rule: 长三角 is cháng, whatever else a dictionary would say.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from reader.annotate import TermUse, folding
from reader.language.pinyin import is_han, of_form, syllables
from reader.language.words import cut, frequency, frequency_at
from reader.tui.page.columns import Readings
from reader.tui.page.reading import Reading

# Traditional characters whose simplified ones are read otherwise by themselves: 着 zhe, 干 gān, 只 zhǐ, 发 fā, 脏 zàng.
_OWN = "著乾隻髮髒"
# Paragraphs whose readings are kept: several screens.
_KEPT = 600
# Characters; a longer paragraph is no paragraph, and would hold the screen up.
LONGEST = 20_000


class Ruby(Enum):
    """What has its reading above it."""

    OFF = "off"
    TERMS = "terms"
    RARE = "rare"
    ALL = "all"


def prepare(ruby: Ruby, rank: int) -> None:
    """Load what the readings need: a second's work, so that it can be done beside the screen."""
    if ruby is not Ruby.OFF:
        syllables(["准备"] if ruby is Ruby.TERMS else cut("准备"))
    if ruby is Ruby.RARE:
        frequency_at(rank)


def readings(reading: Reading, ruby: Ruby, rank: int) -> Readings | None:
    """The readings to set above the source; a word is rare behind place `rank` of the general list."""
    if ruby is Ruby.OFF:
        return None
    # Only simplified words are known to the computed readings, which have zhǎng qī for 長期.
    fold = {old: new for old, new in folding(reading.bitext.source.lang).items() if chr(old) not in _OWN}

    @lru_cache(maxsize=_KEPT)
    def of(paragraph: int) -> Mapping[int, str]:
        text = reading.bitext.source.paragraphs[paragraph].text  # of the whole, as soon as that is there
        if len(text) > LONGEST:
            return {}
        text = text.translate(fold)
        made = {} if ruby is Ruby.TERMS else _of_words(text, frequency_at(rank) if ruby is Ruby.RARE else None)
        for use in reading.uses_in(paragraph):
            made |= _of_term(use, text)
        return made

    return of


def _of_words(text: str, common: int | None) -> dict[int, str]:
    """The readings of the words that stand less often than `common` in running text; of all, if that is None."""
    made: dict[int, str] = {}
    at = 0
    for word in cut(text):
        if common is None or frequency(word) < common:
            made |= {at + k: one for k, one in enumerate(syllables([word])) if is_han(word[k]) and one != word[k]}
        at += len(word)
    return made


def _of_term(use: TermUse, text: str) -> dict[int, str]:
    """The readings over a term, one syllable a character."""
    start, end = use.hit.start, use.hit.end
    term = use.hit.term
    return {start + k: one for k, one in enumerate(of_form(text[start:end], term.zh, term.pinyin)) if one}
