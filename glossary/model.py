"""The nouns of the termbase: terms, their renderings, and hits in a text. Frozen values; imports nothing of ours.

Offsets count code points and are half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """Whether a rendering is to be used."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


class Layer(StrEnum):
    """Where a term comes from; of two terms with one `zh` the later layer's counts."""

    BUILT_IN = "built-in"
    USER = "user"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Rendering:
    """One English rendering. `when` says in which sense or register; `note` why, above all of a forbidden one."""

    text: str
    status: Standing = Standing.PREFERRED
    source: str = ""
    note: str = ""
    when: str = ""

    @property
    def sense(self) -> tuple[str, str, str]:
        """What tells it from another rendering of the term: one text may be right in a sense and wrong in another."""
        return self.text, self.status, self.when


@dataclass(frozen=True, slots=True)
class Example:
    """A term in use, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: a Chinese term with its senses.

    `pinyin` is empty in a file where the computed reading is right; the index fills it in, and gives `readings` of the
    variants (form, reading), which no file has. `uncertain` says what is not settled, if anything.
    """

    zh: str
    renderings: tuple[Rendering, ...]
    definition: str = ""
    variants: tuple[str, ...] = ()
    pinyin: str = ""
    pos: str = ""
    note: str = ""
    example: Example | None = None
    related: tuple[str, ...] = ()
    uncertain: str = ""
    domain: str = ""
    layer: Layer = Layer.BUILT_IN
    readings: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.zh.strip():
            raise ValueError("a term without its Chinese")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every Chinese form that the term is found by, `zh` first."""
        return (self.zh, *self.variants)

    def reading_of(self, form: str) -> str:
        """How a form is read; empty where nobody has said so."""
        return self.pinyin if form == self.zh else dict(self.readings).get(form, "")

    @property
    def origin(self) -> str:
        """Its layer and, if it has one, its domain."""
        return ", ".join(filter(None, (self.layer, self.domain)))

    @property
    def empty(self) -> bool:
        """Does the entry say nothing of the term, neither in English nor what it means?"""
        return not (self.renderings or self.definition or self.note)

    @property
    def preferred(self) -> str:
        """The rendering to use where nothing else is said; empty if there is none."""
        for status in (Standing.PREFERRED, Standing.ADMITTED):
            for rendering in self.renderings:
                if rendering.status is status:
                    return rendering.text
        return ""

    @property
    def allowed(self) -> tuple[Rendering, ...]:
        """The renderings that are not forbidden, preferred ones first."""
        return tuple(
            rendering
            for status in (Standing.PREFERRED, Standing.ADMITTED)
            for rendering in self.renderings
            if rendering.status is status
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """text[start:end] is a form of `term`, white space inside it apart, and what stands in a form's gap."""

    start: int
    end: int
    term: Term


def as_dict(term: Term) -> dict[str, Any]:
    """A term as TOML and JSON have it: what is empty is left out, and what is only computed.

    >>> as_dict(Term("会办", (Rendering("co-handle"),)))
    {'zh': '会办', 'renderings': [{'text': 'co-handle', 'status': 'preferred'}], 'layer': 'built-in'}
    """
    entry = {
        "zh": term.zh,
        "variants": list(term.variants),
        "pinyin": term.pinyin,
        "pos": term.pos,
        "renderings": [
            _filled(text=one.text, status=str(one.status), source=one.source, note=one.note, when=one.when)
            for one in term.renderings
        ],
        "definition": term.definition,
        "note": term.note,
        "example": term.example and {"zh": term.example.zh, "en": term.example.en},
        "related": list(term.related),
        "uncertain": term.uncertain,
        "domain": term.domain,
        "layer": str(term.layer),
    }
    return _filled(**entry)


def from_dict(entry: Mapping[str, Any]) -> Term:
    """The term that `as_dict` made the entry of."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    values["renderings"] = tuple(
        Rendering(**{**one, "status": Standing(one["status"])}) for one in entry.get("renderings", ())
    )
    values["layer"] = Layer(entry.get("layer", Layer.BUILT_IN))
    values["readings"] = tuple(entry.get("readings", ()))
    if "example" in entry:
        values["example"] = Example(**entry["example"])
    return Term(**values)


def _filled(**entry: Any) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value}
