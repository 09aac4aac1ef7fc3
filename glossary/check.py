"""Terms -> what is wrong or doubtful in them. A table of rules, each a few lines; more of the same is one more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from glossary.forms import GAP, key
from glossary.layers import PARTS_OF_SPEECH
from glossary.match import Matcher, used
from glossary.model import Layer, Standing, Term
from glossary.straddle import costs
from glossary.termbase import conflicts
from reader.language import pinyin

# CJK and full-width punctuation.
_CHINESE_MARK = re.compile("[\u3000-\u303f\uff00-\uffef]")


class Finding(NamedTuple):
    """What a rule found in a term."""

    term: Term
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.term.zh} ({self.term.origin}): {self.message}"


def check(terms: Sequence[Term], fold: Mapping[int, int] | None = None) -> tuple[Finding, ...]:
    """All findings, in the order of the terms. `terms` are those of all layers, so that clashes show.

    Forms and examples are matched as the reader matches them. With `fold` (traditional characters to simplified ones)
    a form is found that differs from another of the term in nothing else.
    """
    matcher = Matcher(terms, words=costs(form for term in terms for form in term.forms))
    found = [
        Finding(term, name, message)
        for term in terms
        for name, rule in RULES.items()
        for message in rule(term, matcher)
    ]
    for clash in conflicts(terms):
        if clash.winner.layer is clash.loser.layer:
            other = f"{clash.winner.zh} ({clash.winner.origin}) has it"
            found.append(Finding(clash.loser, "clash", f"{clash.form}: {other}"))
    known = {form for term in terms for form in term.forms}
    for term in terms:
        found += [Finding(term, "variant", message) for message in _same(term, fold or {})]
        lost = [name for name in term.related if name not in known]
        found += [Finding(term, "related", f"related {name} is no term") for name in lost]
    return tuple(found)


def is_hint(finding: Finding) -> bool:
    """Is it no fault? One's own terms need no definition, and may have a reading that could be computed."""
    return finding.rule in ("definition", "computed") and finding.term.layer is not Layer.BUILT_IN


def _definition(term: Term, _: Matcher) -> Iterator[str]:
    if not term.definition:
        yield "no definition"


def _renderings(term: Term, _: Matcher) -> Iterator[str]:
    if not term.allowed:
        yield "no rendering that may be used"
    seen: set[tuple[str, str]] = set()
    for rendering in term.renderings:
        if pinyin.has_han(rendering.text) or _CHINESE_MARK.search(rendering.text):
            yield f"Chinese in the rendering {rendering.text!r}"
        sense = (rendering.text.lower(), rendering.when)
        if sense in seen:
            yield f"the rendering {rendering.text!r} stands twice"
        seen.add(sense)
        if rendering.status is Standing.FORBIDDEN and not rendering.note:
            yield f"{rendering.text!r} is forbidden without a note why"
    preferred = [one for one in term.renderings if one.status is Standing.PREFERRED]
    if sum(not one.when for one in preferred) > 1:
        yield f"{len(preferred)} preferred renderings: `when` should say which in which sense"


def _variants(term: Term, matcher: Matcher) -> Iterator[str]:
    for form in term.forms:
        if not any(map(str.isalnum, form)):
            yield f"the form {form!r} has no character that could be found"
        elif GAP in form and not all(part and GAP not in part for part in form.split(GAP, 1)):
            yield f"the form {form} must have one {GAP}, between two parts"
        else:
            text = form.replace(GAP, "了")
            hits = matcher.find(text)
            if not hits or (hits[0].start, hits[0].end) != (0, len(text)):
                yield f"the form {form} is never found"


def _same(term: Term, fold: Mapping[int, int]) -> Iterator[str]:
    """Forms that are found without being given: white space, case and the script do not count."""
    seen: dict[str, str] = {}
    for form in term.forms:
        plain = key(form).translate(fold)
        if plain in seen:
            yield f"the form {form} is not needed: {seen[plain]} stands for it"
        seen.setdefault(plain, form)


def _pos(term: Term, _: Matcher) -> Iterator[str]:
    if term.pos and term.pos not in PARTS_OF_SPEECH:
        yield f"part of speech {term.pos!r} is none of {', '.join(PARTS_OF_SPEECH)}"


def _reading(term: Term, _: Matcher) -> Iterator[str]:
    """A reading that is written down must be one that the characters can have."""
    if not term.pinyin:
        return
    from pypinyin import Style
    from pypinyin import pinyin as read

    characters = [char for char in term.zh if pinyin.is_han(char)]
    syllables = [part for part in term.pinyin.split() if not part.isascii() or part.islower()]
    if len(syllables) != len(characters):
        yield f"pinyin has {len(syllables)} syllables for {len(characters)} characters"
        return
    for char, syllable in zip(characters, syllables, strict=True):
        possible = read(char, style=Style.TONE, heteronym=True)[0]
        if syllable.lower() not in possible and pinyin.plain(syllable) not in map(pinyin.plain, possible):
            yield f"pinyin {syllable}: {char} is read {', '.join(possible)}"


def _computed(term: Term, _: Matcher) -> Iterator[str]:
    if term.pinyin and term.pinyin.lower() == pinyin.reading(term.zh).lower():
        yield "pinyin is as computed and need not be given"


def _example(term: Term, matcher: Matcher) -> Iterator[str]:
    if term.example is None:
        return
    if term.zh not in {hit.term.zh for hit in matcher.find(term.example.zh)}:
        yield "the example does not show the term (or a longer one hides it)"
    if not any(use.rendering in term.allowed for use in used(term, term.example.en)):
        yield "the example's English has no rendering that may be used"


RULES: Mapping[str, Callable[[Term, Matcher], Iterator[str]]] = {
    "definition": _definition,
    "rendering": _renderings,
    "variant": _variants,
    "pos": _pos,
    "pinyin": _reading,
    "computed": _computed,
    "example": _example,
}
