"""A short meaning for each word of the Chinese: the glossary's rendering, else the dictionary's first fitting sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.cut import NUMERALS
from glossary.gloss import word_gloss
from glossary.index import is_surname
from glossary.model import Standing
from glossary.official import official_senses
from glossary.unglossed import unglossed
from reader.annotate import TermUse, folding
from reader.language.pinyin import has_han
from reader.language.words import tokenizer
from reader.tui.page.columns import Glosses
from reader.tui.page.interlinear import Gloss
from reader.tui.page.reading import Reading
from reader.tui.page.ruby import LONGEST
from reader.tui.page.words import Ask

if TYPE_CHECKING:
    from jieba import Tokenizer

_KEPT, _WORDS = 600, 20_000  # paragraphs; words
_COUNTING = frozenset((*NUMERALS, "两", *"0123456789"))
_ORDER = {"前": "first", "后": "last"}


def prepare(ask: Ask) -> bool:
    """Load what the glosses need, and make the dictionary's index where there is none: seconds of work.

    False where there is no dictionary.
    """
    _cut("准备")
    return any(known for _, known in ask("准备"))


def glosses(reading: Reading, ask: Ask) -> Glosses:
    """The glosses of a source paragraph, in order; function words have none."""
    paragraphs = reading.bitext.source.paragraphs
    fold = folding(reading.bitext.source.lang)

    @lru_cache(maxsize=_WORDS)
    def meanings(word: str) -> tuple[Gloss, ...]:
        return tuple(_meanings(word, ask))

    @lru_cache(maxsize=_WORDS)
    def may_be_name(char: str) -> bool:
        return has_han(char) and any(is_surname(entry) for _, entries in ask(char) for entry in entries)

    @lru_cache(maxsize=_KEPT)
    def of(paragraph: int) -> tuple[Gloss, ...]:
        text = paragraphs[paragraph].text.translate(fold)
        if len(text) > LONGEST:
            return ()
        made: list[Gloss] = []
        words: list[str] = []
        at = 0
        for use in reading.uses_in(paragraph):
            start, end = use.hit.start, use.hit.end
            made += _moved(before := _cut(text[at:start]), at, meanings)
            words += [*before, text[start:end]]
            if rendering := _rendering(use):
                made.append(Gloss(start, end, rendering))
            at = end
        made += _moved(rest := _cut(text[at:]), at, meanings)
        silent = list(unglossed(text, [*words, *rest], may_be_name))
        said = (gloss for gloss in made if not any(a <= gloss.start and gloss.stop <= b for a, b in silent))
        return tuple(_placed(text, gloss) for gloss in said if not _is_unit(text, gloss))

    return of


def _cut(text: str) -> list[str]:
    return [str(word) for word in _tokenizer().lcut(text)]


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    """One that holds the words of official documents for words: 强弱项, 不少于."""
    return tokenizer(official_senses())


def _moved(words: Sequence[str], at: int, meanings: Callable[[str], Sequence[Gloss]]) -> Iterator[Gloss]:
    """The glosses of words that begin at `at` of their paragraph."""
    for word in words:
        for gloss in meanings(word):
            yield Gloss(at + gloss.start, at + gloss.stop, gloss.words)
        at += len(word)


def _is_unit(text: str, gloss: Gloss) -> bool:
    """Is it what a number counts? That needs its number: 月 in 11月, but 以上 in 500以上 says how much is meant."""
    before = text[: gloss.start][-1:]
    return before.isdecimal() or (gloss.stop - gloss.start == 1 and before in _COUNTING)


def _placed(text: str, gloss: Gloss) -> Gloss:
    """前 and 后 before a number count from one end: 前三季度."""
    counted = text[gloss.stop :][:1] in _COUNTING
    order = _ORDER.get(text[gloss.start : gloss.stop]) if counted else None
    return gloss._replace(words=order) if order else gloss


def _rendering(use: TermUse) -> str:
    """What the English makes of a term here, unless it should not; else what it is to be."""
    if use.rendering and use.rendering.status is not Standing.FORBIDDEN:
        return use.rendering.text
    return use.choice


def _meanings(word: str, ask: Ask) -> list[Gloss]:
    """The gloss of a word; of its parts where the dictionary has only these.

    A single character has none but the one of official documents: what it means in older Chinese is seldom meant.
    """
    if official := official_senses().get(word):
        return [Gloss(0, len(word), official)]
    made: list[Gloss] = []
    end = 0
    for part, known in ask(word) if len(word) > 1 and has_han(word) else ():
        start = word.find(part, end)
        if start < 0:
            continue
        end = start + len(part)
        whole = [entry for entry in known if len(entry["zh"]) == len(part)]  # not those of its characters
        if whole and len(part) > 1 and (words := word_gloss(whole[0]["zh"], whole)):
            made.append(Gloss(start, end, words))
    return made
