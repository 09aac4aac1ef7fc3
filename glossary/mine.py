"""Texts -> candidate terms that no layer has: runs of content words that are frequent, specific or coined.

A candidate is a word, a run of words within one clause that ends in a noun, or what stands in quotation marks. Its
weight (`termhood`) grows with how often it stands by itself (as in the C-value: what stands only inside a longer
candidate counts for that one), and with how rare its words are in general language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import log2
from typing import NamedTuple

from glossary.dictionary import Dictionary
from glossary.forms import key
from glossary.index import Index
from glossary.straddle import costs
from glossary.termhood import Termhood, unusual
from glossary.whole import is_whole, known_longer, places
from reader.language.pinyin import has_han
from reader.language.words import tokenizer

_QUOTED = re.compile(r"[“《「]([^“”《》「」，。；：、！？\s]{2,12})[”》」]")
_MOST_WORDS, _MOST_CHARACTERS = 5, 12
# What stands in quotation marks is a coined word, or only a name.
_QUOTE = 1.3
_CONTEXT = 12
# Words that have a measure behind them, as numbers have: 这条主线.
_POINTING = frozenset("这那每某几数两")
# Nobody reads further.
_MOST = 2000


class Candidate(NamedTuple):
    """A proposed term, how often it stands in the texts, its weight, and one place where it stands."""

    zh: str
    times: int
    weight: float
    context: str


def mine(texts: Sequence[str], glossary: Index | None = None, dictionary: Dictionary | None = None) -> list[Candidate]:
    """The candidates of some texts, best first, without those that the glossary has.

    The dictionary tells verbs from nouns better than jieba's list does.
    """
    tokens = tokenizer(glossary.forms(limit=1_000_000) if glossary else ())
    cuts = [tokens.lcut(text) for text in texts]
    termhood = Termhood(Counter(word for words in cuts for word in words), dictionary)
    runs = Counter(run for words in cuts for run in _runs(words, termhood))
    weights: dict[str, float] = {}
    for run, free in _by_themselves(runs, termhood).items():
        weights["".join(run)] = max(weights.get("".join(run), 0.0), termhood.weight(run, free))
    counts = Counter({"".join(run): count for run, count in runs.items()})
    quoted = Counter(mark.group(1) for text in texts for mark in _QUOTED.finditer(text) if has_han(mark.group(1)))
    for quote, count in quoted.items():
        for start, end in combinations(range(len(quote) + 1), 2):
            if counts[quote[start:end]] <= count:  # a piece of what is quoted, or the same
                weights.pop(quote[start:end], None)
    for word, count in quoted.items():
        counts[word] = max(counts[word], count)
        weights[word] = log2(1 + count) * _QUOTE if word.isalpha() and unusual(word) else 0.0
    # A verb before a term is no term either: 发展新质生产力.
    objects = {"".join(run): "".join(run[1:]) for run in runs if len(run) > 1 and termhood.opens(run[0])}
    forms = [*weights, *objects.values()]
    known = glossary.known(list(map(key, forms))) if glossary else {}
    ranked = sorted(
        (-weight, word)
        for word, weight in weights.items()
        if weight and known.keys().isdisjoint((key(word), key(objects.get(word, ""))))
    )
    fragments = _fragments([word for _, word in ranked[:_MOST] if word not in quoted], texts, dictionary)
    whole = [(weight, word) for weight, word in ranked[:_MOST] if word not in fragments]
    return [
        Candidate(word, counts[word], round(-weight, 2), _context(word, texts))
        for weight, word in _without_echoes(whole, counts)
    ]


def _fragments(candidates: Sequence[str], texts: Sequence[str], dictionary: Dictionary | None) -> set[str]:
    """Those that are nowhere whole: a word holds them or crosses their border, or the same character is beside them."""
    found = {word: places(word, texts) for word in candidates}
    longer = known_longer(list(found.values()), dictionary.known) if dictionary else ()
    costs_beside = costs(candidates)
    return {word for word, at in found.items() if at and not is_whole(at, longer, costs_beside)}


def _runs(words: list[str], termhood: Termhood) -> Iterator[tuple[str, ...]]:
    """The runs of words that may be terms."""
    for first, before in enumerate(["", *words[:-1]]):
        if before[-1:].isnumeric() or before in _POINTING:
            continue  # what follows a number is its unit, and a measure may follow 这 and 各
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            run = tuple(words[first : last + 1])
            if not termhood.inside(run[-1]) or len("".join(run)) > _MOST_CHARACTERS:
                break
            if any(map(termhood.governs, run[:-1])):
                break  # a verb is part of a term only at its end: 联合攻关
            if len("".join(run)) > 1 and termhood.ends(run[-1]) and has_han("".join(run)):
                yield run


def _by_themselves(runs: Counter[tuple[str, ...]], termhood: Termhood) -> dict[tuple[str, ...], int]:
    """How often each run stands outside of the longer run that it stands in most.

    What stands behind a verb in such a run stands by itself as well: it may be the verb's object.
    """
    inside: Counter[tuple[str, ...]] = Counter()
    for run, count in runs.items():
        objects = termhood.opens(run[0])
        for start in range(len(run)):
            for end in range(start + 1, len(run) + 1):
                if end - start < len(run) and not (objects and start == 1 and end == len(run)):
                    inside[run[start:end]] = max(inside[run[start:end]], count)
    return {run: count - inside[run] for run, count in runs.items() if count > inside[run]}


def _without_echoes(ranked: Iterable[tuple[float, str]], counts: Counter[str]) -> Iterator[tuple[float, str]]:
    """Of two candidates that stand but once and overlap as texts, the better one."""
    once: list[str] = []
    for weight, word in ranked:
        if counts[word] == 1:
            if any(word in other or other in word for other in once):
                continue
            once.append(word)
        yield weight, word


def _context(word: str, texts: Sequence[str]) -> str:
    for text in texts:
        if (at := text.find(word)) >= 0:
            start, end = max(0, at - _CONTEXT), at + len(word) + _CONTEXT
            return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return ""
