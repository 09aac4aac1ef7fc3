"""The nouns of the termbase: terms, their renderings, and hits in a text. Frozen values; imports nothing of ours.

Offsets count code points and are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Example:
    """A term in use, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: a Chinese term with its senses. `pinyin` is empty where the computed reading is right."""

    zh: str
    renderings: tuple[Rendering, ...]
    definition: str = ""
    variants: tuple[str, ...] = ()
    pinyin: str = ""
    pos: str = ""
    note: str = ""
    example: Example | None = None
    related: tuple[str, ...] = ()
    uncertain: bool = False
    domain: str = ""
    layer: Layer = Layer.BUILT_IN

    def __post_init__(self) -> None:
        if not self.zh.strip():
            raise ValueError("a term without its Chinese")

    @property
    def forms(self) -> tuple[str, ...]:
        """Every Chinese form that the term is found by, `zh` first."""
        return (self.zh, *self.variants)

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
    """text[start:end] is a form of `term`, white space inside it apart."""

    start: int
    end: int
    term: Term
