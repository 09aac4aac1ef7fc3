"""A short meaning for each word of the Chinese: the glossary's rendering, else the dictionary's first fitting sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from glossary.gloss import word_gloss
from glossary.model import Standing
from glossary.official import official_senses
from reader.annotate import TermUse
from reader.language.pinyin import has_han
from reader.language.words import cut
from reader.tui.page.columns import Glosses
from reader.tui.page.interlinear import Gloss
from reader.tui.page.reading import Reading
from reader.tui.page.ruby import LONGEST
from reader.tui.page.words import Ask

_KEPT, _WORDS = 600, 20_000  # paragraphs; words


def prepare(ask: Ask) -> bool:
    """Load what the glosses need, and make the dictionary's index where there is none: seconds of work.

    False where there is no dictionary.
    """
    cut("准备")
    return any(known for _, known in ask("准备"))


def glosses(reading: Reading, ask: Ask) -> Glosses:
    """The glosses of a source paragraph, in order; function words have none."""
    paragraphs = reading.bitext.source.paragraphs

    @lru_cache(maxsize=_WORDS)
    def meanings(word: str) -> tuple[Gloss, ...]:
        return tuple(_meanings(word, ask))

    @lru_cache(maxsize=_KEPT)
    def of(paragraph: int) -> tuple[Gloss, ...]:
        text = paragraphs[paragraph].text
        if len(text) > LONGEST:
            return ()
        made: list[Gloss] = []
        at = 0
        for use in reading.uses_in(paragraph):
            start, end = use.hit.start, use.hit.end
            made += _moved(text[at:start], at, meanings)
            if words := _rendering(use):
                made.append(Gloss(start, end, words))
            at = end
        made += _moved(text[at:], at, meanings)
        return tuple(gloss for gloss in made if not text[: gloss.start][-1:].isdecimal())  # a unit needs its number

    return of


def _moved(text: str, at: int, meanings: Callable[[str], Sequence[Gloss]]) -> Iterator[Gloss]:
    """The glosses of a stretch of text that begins at `at` of its paragraph."""
    for word in cut(text):
        for gloss in meanings(word):
            yield Gloss(at + gloss.start, at + gloss.stop, gloss.words)
        at += len(word)


def _rendering(use: TermUse) -> str:
    """What the English makes of a term here, unless it should not; else what it is to be."""
    if use.rendering and use.rendering.status is not Standing.FORBIDDEN:
        return use.rendering.text
    return use.choice


def _meanings(word: str, ask: Ask) -> list[Gloss]:
    """The gloss of a word; of its parts where the dictionary has only these, single characters left out."""
    if official := official_senses().get(word):
        return [Gloss(0, len(word), official)]
    made: list[Gloss] = []
    end = 0
    for part, known in ask(word) if has_han(word) else ():
        start = word.find(part, end)
        if start < 0:
            continue
        end = start + len(part)
        whole = [entry for entry in known if len(entry["zh"]) == len(part)]  # not those of its characters
        if whole and (len(part) > 1 or part == word) and (words := word_gloss(whole[0]["zh"], whole)):
            made.append(Gloss(start, end, words))
    return made
