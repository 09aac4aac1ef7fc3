"""A text -> words -> the runs of them that may be terms, each with what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.general import word_list
from glossary.wordclass import ENDS_OF_PLACES, FUNCTION, HALVES, LEVELS, PLAIN_HEADS, PREFIXES, SUFFIXES, VERBS, Words
from reader.language.pinyin import has_han

Run = tuple[str, ...]

_MOST_WORDS, _MOST_CHARACTERS = 5, 14
# How many pieces and characters a word of the dictionary is put together from.
_PIECES, _LONGEST = 4, 8
# Words that have a measure behind them, as numbers have: 这条主线, or another word with which they are one: 本地区.
_POINTING = frozenset("这那每某几数两本该贵")
# Tags of names, which are one.
_NAMES = ("nr", "ns", "nt")
# What turns the word behind it into another: 有条件开放.
_TURNING = frozenset("有无不未非可")
_JOINS, _BORDERS = frozenset("和与及、"), frozenset("以及 或者 及其 关于 通过 其他".split())


@dataclass(slots=True)
class Uses:
    """How often a run stands in the texts, and between what: added up place by place."""

    times: int = 0
    turned: int = 0  # behind one of _TURNING
    open_left: bool = False
    open_right: bool = False
    verb_left: bool = False
    verb_right: bool = False
    noun_left: bool = True  # everywhere, as the next
    noun_right: bool = True
    listed: bool = False
    of_left: bool = False
    of_right: bool = False

    def add(self, before: str, after: str, words: Words) -> None:
        """Count a place. `before` and `after` are the words beside it, empty at an edge of the text."""
        self.times += 1
        self.turned += before in _TURNING
        self.open_left |= _is_open(before)
        self.open_right |= _is_open(after)
        self.verb_left |= words.is_predicate(before)
        self.verb_right |= words.is_predicate(after) and words.kind(after) != "pure"
        self.noun_left &= words.kind(before) in ("noun", "new", "verb")
        self.noun_right &= words.kind(after) in ("noun", "new", "name", "adjective", *VERBS)
        self.listed |= before in _JOINS or after == "、"
        self.of_left |= before == "的"
        self.of_right |= after == "的"


def recut(cut: Iterable[str], words: Words) -> list[str]:
    """The words of jieba's cut, with what it joins or parts wrongly put right where a list shows it."""
    pieces = [piece for word in cut for piece in _without_grammar(word, words)]
    whole = words.known([piece for piece in set(pieces) if len(piece) > 3])
    out = [half for piece in pieces for half in ((piece,) if piece in whole else _halves(piece))]
    listed = word_list()
    for k in range(1, len(out)):
        before, one = out[k - 1], out[k]
        if len(one) == 1 and len(before) > 2 and before[:-1] in listed:
            taken = before[-1] + one  # 燃气管|道: 管道 is a far more common word than 燃气管
            if listed.get(taken, (0, ""))[0] > listed.get(before, (0, ""))[0]:
                out[k - 1 : k + 1] = [before[:-1], taken]
    return _joined(out, words)


def _without_grammar(word: str, words: Words) -> list[str]:
    """A word without the particles that jieba has joined to a word that it does not know: 对市, 已垫资."""
    if words.is_whole(word) or not word.isalpha() or word.isascii():
        return [word]
    if FUNCTION.issuperset(word):
        return list(word)
    start, end = 0, len(word)
    while end - start > 2 and word[start] in FUNCTION:
        start += 1
    while end - start > 2 and word[end - 1] in FUNCTION:
        end -= 1
    return [*word[:start], word[start:end], *word[end:]]


def _halves(word: str) -> Run:
    """The two words of what jieba's list has as one, if either is the more common one: 管理|工作."""
    listed = word_list()
    count, tag = listed.get(word, (0, "n"))
    if len(word) < 4 or tag.startswith(_NAMES):
        return (word,)
    cuts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    least, best = max((min(listed.get(half, (0, ""))[0] for half in cut), cut) for cut in cuts)
    return best if least > count else (word,)


def _joined(pieces: list[str], words: Words) -> list[str]:
    """Pieces that are one word of the dictionary, or a word with its prefix or suffix, as one."""
    spans = [(i, j) for i in range(len(pieces)) for j in range(i + 2, min(len(pieces), i + _PIECES) + 1)]
    forms = {"".join(pieces[i:j]) for i, j in spans if not FUNCTION.difference("不可").intersection(pieces[i:j])}
    known = words.known([form for form in forms if 2 < len(form) <= _LONGEST and form.isalpha()])
    out: list[str] = []
    at = 0
    while at < len(pieces):
        ends = range(min(len(pieces), at + _PIECES), at + 1, -1)
        end = next((end for end in ends if "".join(pieces[at:end]) in known), at + 1)
        piece = "".join(pieces[at:end])
        if out and out[-1] in PREFIXES and words.kind(piece) == "noun" and len(piece) == 2:
            out[-1] += piece  # 高|能级
        elif out and piece in SUFFIXES and 1 < len(out[-1]) < 4 and words.kind(out[-1]) not in ("", "name", "support"):
            out[-1] += piece
        else:
            out.append(piece)
        at = end
    return out


def runs(cut: Sequence[str], words: Words) -> Iterator[tuple[Run, str, str]]:
    """The runs of a text's words that may be terms, each with the words beside it."""
    for first, opening in enumerate(cut):
        before = cut[first - 1] if first else ""
        if before[-1:].isnumeric() or before in _POINTING or words.kind(opening) in ("", "support"):
            continue  # what follows a number is its unit
        shared = _shares_its_head(cut, first, words)
        for end in range(first + 1, min(first + _MOST_WORDS, len(cut)) + 1):
            run, after = tuple(cut[first:end]), cut[end] if end < len(cut) else ""
            text = "".join(run)
            if not words.kind(run[-1]) or after == "们" or len(text) > _MOST_CHARACTERS:
                break
            if shared and len(run) > 1:
                break
            if len(text) > 1 and _may_end(run[-1], words) and has_han(text):
                yield run, before, after


def _may_end(head: str, words: Words) -> bool:
    return words.kind(head) != "support" and head not in HALVES and head[-1] not in ENDS_OF_PLACES


def _shares_its_head(cut: Sequence[str], first: int, words: Words) -> bool:
    """Is a word the last of some verbs that have one head: 产出、引进、转化机制?"""
    if first < 2 or cut[first - 1] not in _JOINS or words.kind(cut[first]) not in VERBS:
        return False
    return words.kind(cut[first - 2]) in VERBS or words.is_predicate(cut[first - 2])


def uses(cuts: Iterable[Sequence[str]], words: Words) -> dict[Run, Uses]:
    """The runs of some texts and how they stand there."""
    found: dict[Run, Uses] = {}
    for cut in cuts:
        for run, before, after in runs(cut, words):
            found.setdefault(run, Uses()).add(before, after, words)
    return {run: use for run, use in found.items() if use.turned < use.times}


def by_themselves(found: dict[Run, Uses], words: Words) -> dict[Run, int]:
    """How often each run stands outside of the longer run that it stands in most, as in the C-value.

    What stands behind a verb or a name stands by itself as well, as does what a plain head follows: the
    longer run may be a clause or a phrase.
    """
    inside: Counter[Run] = Counter()
    for run, use in found.items():
        opened = (words.kind(run[0]) in (*VERBS, "name") or run[0] in LEVELS) and not words.is_described(run)
        starts = {0, 1} if opened else {0}
        ends = {len(run), len(run) - 1} if _is_loose(run[-1], words) else {len(run)}
        for start in range(len(run)):
            for end in range(start + 1, len(run) + 1):
                if start not in starts or end not in ends:
                    part = run[start:end]
                    inside[part] = max(inside[part], use.times)
    return {run: use.times - inside[run] for run, use in found.items() if use.times > inside[run]}


def _is_loose(head: str, words: Words) -> bool:
    return head in PLAIN_HEADS or words.kind(head) in VERBS


def _is_open(beside: str) -> bool:
    """Is what stands beside a run a mark, grammar or an edge, so that the run ends there for sure?"""
    return not beside.isalnum() or beside in FUNCTION or beside in _BORDERS
