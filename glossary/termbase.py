"""TOML of terms -> terms; layers of terms -> one termbase. Says file and line where a file is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from glossary import forms
from glossary.layers import Source
from glossary.match import Matcher
from glossary.model import Example, Hit, Layer, Rendering, Standing, Term
from reader.errors import FormatError
from reader.language.vocabulary import cedict_file

_TERM = re.compile(r"^[ \t]*\[\[[ \t]*term[ \t]*\]\]", re.M)
_TEXTS = ("zh", "pinyin", "pos", "definition", "note", "uncertain")
_KEYS = (*_TEXTS, "variants", "renderings", "example", "related", "domain")
_RENDERING_KEYS = ("text", "status", "source", "note", "when")
_HINT = "docs/glossary.md shows an entry"


class Termbase:
    """The terms in force: of two with one `zh`, the one of the later layer. `words` as for a `Matcher`."""

    def __init__(
        self, terms: Iterable[Term], fold: Mapping[int, int] | None = None, words: Mapping[str, int] | None = None
    ) -> None:
        self._by_zh = {term.zh: term for term in terms}
        self._fold = fold
        self._words = words

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms, in the order of their layers and files."""
        return tuple(self._by_zh.values())

    def get(self, zh: str) -> Term | None:
        """The term of that name."""
        return self._by_zh.get(zh)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The terms of a Chinese text, longest match from left to right."""
        return self.matcher.find(text)

    def folded(self, fold: Mapping[int, int]) -> Termbase:
        """The same terms, found in text whose characters count as what `fold` makes of them."""
        return Termbase(self.terms, fold, self._words)

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher over all forms, made at first use."""
        return Matcher(self._by_zh.values(), self._fold, self._words)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two terms that claim one form, or one term that two layers hold; `winner` is the one in force."""

    form: str
    winner: Term
    loser: Term

    def __str__(self) -> str:
        names = [f"{term.zh} ({term.origin})" for term in (self.winner, self.loser)]
        return f"{self.form}: {names[0]} counts, {names[1]} does not"


def read(sources: Iterable[Source]) -> tuple[Term, ...]:
    """The terms of all sources. The first thing wrong is a FormatError with file and line."""
    return tuple(term for source in sources for term in parse(source))


def simplified(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms, one whose name is in traditional characters under its simplified name: so it overrides that one.

    The name that it had is then a variant. What characters are simplified to is read from the file of the dictionary.
    """
    found = tuple(terms)
    if not any(map(_is_traditional, found)):
        return found
    from glossary.cedict import folds, read_lines

    file = cedict_file()
    fold = str.maketrans(dict(folds(read_lines(file)))) if file else {}
    return tuple(
        replace(term, zh=name, variants=(term.zh, *(form for form in term.variants if form != name)))
        if _is_traditional(term) and (name := term.zh.translate(fold)) != term.zh
        else term
        for term in found
    )


def _is_traditional(term: Term) -> bool:
    """Has its name a character that simplified writing has not? The standard GB/T 2312 holds those that this has."""
    return not all(char.isascii() or char.encode("gb2312", "ignore") for char in term.zh)


def conflicts(terms: Iterable[Term]) -> tuple[Conflict, ...]:
    """What a later term overrides, and which forms two terms claim."""
    by_zh: dict[str, Term] = {}
    found: list[Conflict] = []
    for term in terms:
        if term.zh in by_zh:
            found.append(Conflict(term.zh, term, by_zh[term.zh]))
        by_zh[term.zh] = term
    claims: dict[str, list[Term]] = {}
    for term in by_zh.values():
        for form in dict.fromkeys(map(forms.key, term.forms)):
            claims.setdefault(form, []).append(term)
    names = {forms.key(zh): term for zh, term in by_zh.items()}
    for form, claimants in claims.items():
        winner = names.get(form, claimants[-1])
        found.extend(Conflict(form, winner, loser) for loser in claimants if loser is not winner)
    return tuple(found)


def parse(source: Source) -> tuple[Term, ...]:
    """The terms of one TOML file. The first thing wrong is a FormatError."""
    terms, problems = parse_all(source)
    if problems:
        raise problems[0]
    return terms


def parse_all(source: Source, *, by_name: bool = True) -> tuple[tuple[Term, ...], tuple[FormatError, ...]]:
    """The good entries of one TOML file, and what is wrong with the others. What is no TOML is a FormatError.

    An entry without a domain has the one that the file is named by, unless `by_name` is false.
    """
    try:
        text = source.data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = source.data[: error.start].count(b"\n") + 1
        raise FormatError("not UTF-8", where=f"{source.path}:{line}", hint="save the file as UTF-8") from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(source.path, text, error) from None
    return _Reader(source, text, source.domain if by_name else "").terms(table)


def entry_starts(text: str) -> list[int]:
    """Where each entry of a TOML text begins."""
    return [mark.start() for mark in _TERM.finditer(text)]


class _Reader:
    """Reads the entries of one file and knows on which line each stands."""

    def __init__(self, source: Source, text: str, domain: str) -> None:
        self.source = source
        self.domain = domain
        self.text = text
        self.starts = entry_starts(text)

    def terms(self, table: dict[str, object]) -> tuple[tuple[Term, ...], tuple[FormatError, ...]]:
        self.at = -1
        self._known(table, ("title", "term"), "the file")
        entries = self._list(table, "term")
        terms: dict[str, Term] = {}
        problems: list[FormatError] = []
        for self.at, entry in enumerate(entries):
            try:
                term = self._term(entry)
                if term.zh in terms:
                    raise self._error("zh", f"{term.zh} stands twice in this file", "one entry holds all senses")
                terms[term.zh] = term
            except FormatError as error:
                problems.append(error)
        return tuple(terms.values()), tuple(problems)

    def _term(self, entry: object) -> Term:
        if not isinstance(entry, dict):
            raise self._error("term", "a term must be a table: [[term]]")
        self._known(entry, _KEYS, "a term")
        texts = {key: self._text(entry, key) for key in _TEXTS if key != "uncertain"}
        if not texts["zh"]:
            raise self._error("zh", "a term without zh")
        uncertain = entry.get("uncertain", "")
        if isinstance(uncertain, bool):
            uncertain = "No settled English." if uncertain else ""
        elif not isinstance(uncertain, str):
            raise self._error("uncertain", "uncertain must be true or a text")
        renderings = tuple(self._rendering(one) for one in self._list(entry, "renderings"))
        return Term(
            **texts,
            uncertain=uncertain,
            renderings=renderings,
            variants=self._texts(entry, "variants"),
            related=self._texts(entry, "related"),
            example=self._example(entry),
            domain=self._text(entry, "domain") or self.domain,
            layer=Layer(self.source.layer),
            readings=(),  # computed, by the index
        )

    def _rendering(self, entry: object) -> Rendering:
        if isinstance(entry, str):
            entry = {"text": entry}
        if not isinstance(entry, dict):
            raise self._error("renderings", 'a rendering must be {text = "…", status = "…"}')
        self._known(entry, _RENDERING_KEYS, "a rendering")
        text = self._text(entry, "text")
        if not text:
            raise self._error("renderings", "a rendering without text")
        status = self._text(entry, "status") or Standing.PREFERRED
        if status not in tuple(Standing):
            raise self._error("renderings", f"status {status!r} is none of {', '.join(Standing)}")
        note, when, origin = (self._text(entry, key) for key in ("note", "when", "source"))
        return Rendering(text, Standing(status), origin, note, when)

    def _example(self, entry: dict[str, object]) -> Example | None:
        example = entry.get("example")
        if example is None:
            return None
        if not isinstance(example, dict) or set(example) != {"zh", "en"}:
            raise self._error("example", 'example must be {zh = "…", en = "…"}')
        return Example(self._text(example, "zh"), self._text(example, "en"))

    def _known(self, entry: Mapping[str, object], keys: Sequence[str], what: str) -> None:
        for key in entry:
            if key not in keys:
                raise self._error(key, f"{what} has no {key!r}", f"known are {', '.join(keys)}")

    def _text(self, entry: Mapping[str, object], key: str) -> str:
        value = entry.get(key, "")
        if not isinstance(value, str):
            raise self._error(key, f"{key} must be a text in quotes")
        if any(ord(char) < 32 and char not in "\n\t" for char in value):
            raise self._error(key, f"{key} holds a control character")
        return " ".join(value.split())

    def _texts(self, entry: Mapping[str, object], key: str) -> tuple[str, ...]:
        return tuple(self._text({key: one}, key) for one in self._list(entry, key))

    def _list(self, entry: Mapping[str, object], key: str) -> list[object]:
        value = entry.get(key, [])
        if not isinstance(value, list):
            raise self._error(key, f"{key} must be a list" if key != "term" else "terms are opened by [[term]]")
        return value

    def _error(self, key: str, message: str, hint: str = _HINT) -> FormatError:
        start, end = 0, len(self.text)
        if 0 <= self.at < len(self.starts):
            start = self.starts[self.at]
            end = self.starts[self.at + 1] if self.at + 1 < len(self.starts) else end
        mark = re.compile(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", re.M).search(self.text, start, end)
        line = self.text.count("\n", 0, mark.start() if mark else start) + 1
        return FormatError(message, where=f"{self.source.path}:{line}", hint=hint)


def _toml_error(path: object, text: str, error: tomllib.TOMLDecodeError) -> FormatError:
    message = str(error)
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    line = place.group(1) if place and place.group(1) else text.count("\n") + 1
    said = message[: place.start()] if place else message
    if place and place.group(2):
        said += f" (column {place.group(2)})"
    return FormatError(f"not TOML: {said}", where=f"{path}:{line}", hint="texts stand in straight quotes, lists in [ ]")
