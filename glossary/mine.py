"""Texts -> candidate terms that no layer has: runs of content words that are frequent, specific or coined.

A candidate is a word, a run of words within one clause, what stands in quotation marks, or a title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import log2
from typing import NamedTuple

from glossary.chunks import by_themselves, recut, uses
from glossary.dictionary import Dictionary
from glossary.forms import key
from glossary.general import rarity
from glossary.index import Index
from glossary.straddle import costs
from glossary.termhood import Weight, weigh
from glossary.whole import is_whole, known_longer, places
from glossary.wordclass import VERBS, Words
from reader.language.pinyin import has_han
from reader.language.words import tokenizer

_QUOTED = re.compile(r"[“「]([^“”《》「」，。；：、！？\s]{2,12})[”」]")
_TITLE = re.compile(r"《([^《》\s]{2,24})》")
# What stands in quotation marks is a coined word, or only a name. Nats, as in `termhood`; the same for a title.
_MARKED, _DOUBLING = 1.3, 0.9
# Quoted words that are more common than this need no explanation, as a power of ten.
_COMMON = 4.4
_CONTEXT = 12
# Texts are searched as one, with this between them: nothing stands across it.
_SEAM = "\0"
# What has less is hardly ever a term; and nobody reads further.
_LEAST, _MOST = -1.0, 2000


class Candidate(NamedTuple):
    """A proposed term, how often it stands in the texts, its weight, one place of it, and why it is proposed."""

    zh: str
    times: int
    weight: float
    context: str
    why: str


def mine(texts: Sequence[str], glossary: Index | None = None, dictionary: Dictionary | None = None) -> list[Candidate]:
    """The candidates of some texts, best first, without those that the glossary has.

    The dictionary tells verbs from nouns better than jieba's list does, and reads traditional characters.
    """
    plain = [dictionary.fold(text) for text in texts] if dictionary else texts
    terms = glossary.forms(limit=1_000_000) if glossary else ()
    tokens, words = tokenizer(terms), Words(dictionary, terms)
    cuts = [recut(tokens.lcut(text), words) for text in plain]
    found = uses(cuts, words)
    times = Counter(word for cut in cuts for word in cut)
    in_dictionary = words.known(list({"".join(run) for run in found}))
    counts: Counter[str] = Counter()
    for run, use in found.items():
        counts["".join(run)] += use.times
    weights: dict[str, Weight] = {}
    for run, free in by_themselves(found, words).items():
        weight = weigh(run, free, found[run], words, times, in_dictionary)
        weights["".join(run)] = max(weights.get("".join(run), weight), weight)
    marked = _marked(plain)
    _put_before_pieces(marked, weights, counts)
    # A verb before a term is no term either: 发展新质生产力.
    verbs = (run for run in found if len(run) > 1 and words.kind(run[0]) in VERBS)
    objects = {"".join(run): "".join(run[1:]) for run in verbs}
    known = glossary.known(list(map(key, {*weights, *objects.values()}))) if glossary else {}
    ranked = sorted(
        (-weight.nats, form)
        for form, weight in weights.items()
        if weight.nats > _LEAST and known.keys().isdisjoint((key(form), key(objects.get(form, ""))))
    )[:_MOST]
    one, as_written = _SEAM.join(plain), _SEAM.join(texts)
    fragments = _fragments([form for _, form in ranked if form not in marked], one, dictionary)
    whole = [form for _, form in ranked if form not in fragments]
    return [_candidate(form, counts[form], weights[form], one, as_written) for form in _without_echoes(whole, counts)]


def _put_before_pieces(marked: dict[str, tuple[int, str]], weights: dict[str, Weight], counts: Counter[str]) -> None:
    """Weigh what is quoted or a title, in the place of its pieces that stand nowhere else."""
    for form, (count, why) in marked.items():
        for start, end in combinations(range(len(form) + 1), 2):
            if counts[form[start:end]] <= count:  # a piece, or the same
                weights.pop(form[start:end], None)
        counts[form] = max(counts[form], count)
        weights[form] = Weight(_MARKED + _DOUBLING * log2(count), why)


def _marked(texts: Sequence[str]) -> dict[str, tuple[int, str]]:
    """What is quoted or a title, how often, and which of them."""
    quoted = Counter(form for text in texts for form in _QUOTED.findall(text) if has_han(form) and form.isalnum())
    titles = Counter(form for text in texts for form in _TITLE.findall(text) if has_han(form))
    coined = {form: (count, "quoted") for form, count in quoted.items() if rarity(form) > _COMMON}
    return {**coined, **{form: (count, "a title") for form, count in titles.items()}}


def _fragments(candidates: Sequence[str], text: str, dictionary: Dictionary | None) -> set[str]:
    """Those that are nowhere whole: a word holds them or crosses their border, or the same character is beside them."""
    found = {word: places(word, text) for word in candidates}
    longer = known_longer(list(found.values()), dictionary.known) if dictionary else ()
    costs_beside = costs(candidates)
    return {word for word, at in found.items() if at and not is_whole(at, longer, costs_beside)}


def _without_echoes(ranked: Iterable[str], counts: Counter[str]) -> Iterator[str]:
    """Of candidates that stand equally often and overlap as texts, the best one."""
    kept: dict[int, list[str]] = {}
    for form in ranked:
        same = kept.setdefault(counts[form], [])
        if not any(form in other or other in form for other in same):
            same.append(form)
            yield form


def _candidate(form: str, times: int, weight: Weight, plain: str, text: str) -> Candidate:
    """A candidate as the text writes it, with the first place where it stands."""
    at = plain.find(form)
    end = at + len(form)
    first, last = plain.rfind(_SEAM, 0, at) + 1, plain.find(_SEAM, end)
    last = len(plain) if last < 0 else last
    start, stop = max(first, at - _CONTEXT), min(last, end + _CONTEXT)
    context = ("…" if start > first else "") + text[start:stop] + ("…" if stop < last else "")
    return Candidate(text[at:end], times, round(weight.nats, 2), context, weight.why)
