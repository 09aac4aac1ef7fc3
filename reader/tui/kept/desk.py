"""What a session needs of the world to keep corrections: files, glossaries, and the terms anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from glossary.model import Layer, Term
from reader.model import Bitext
from reader.tui.page.reading import Uses


class Glossary(NamedTuple):
    """A glossary that terms can be put into, and the layer that its terms are of."""

    name: str
    file: Path
    layer: Layer


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms in force: one by its name, and how a bitext uses them."""

    get: Callable[[str], Term | None]
    annotate: Callable[[Bitext], Uses]


@dataclass(frozen=True, slots=True)
class Desk:
    """`file` is what was opened, None for standard input; saved `in_place` if native, never if not `saves`.

    `read_terms` reads all glossaries anew; `glossaries` are those that a term can be put into. `unsaved` is the
    folder for copies of unsaved work; None keeps none.
    """

    terms: Terms
    read_terms: Callable[[], Terms]
    file: Path | None = None
    in_place: bool = True
    saves: bool = True
    glossaries: tuple[Glossary, ...] = ()
    unsaved: Path | None = None
