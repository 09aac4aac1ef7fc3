"""All layers of terms, compiled into one SQLite index: a lookup parses no TOML and computes no pinyin."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.layers import INDEX_VERSION, Source, fingerprint
from glossary.store import Store

if TYPE_CHECKING:
    from glossary.model import Term

_TABLES = """
CREATE TABLE term (id INTEGER PRIMARY KEY, zh TEXT UNIQUE, data TEXT);
CREATE TABLE form (form TEXT, term INTEGER, PRIMARY KEY (form, term)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, kind TEXT, term INTEGER, PRIMARY KEY (key, kind, term)) WITHOUT ROWID;
CREATE TABLE english (
    phrase TEXT, term INTEGER, rendering INTEGER, PRIMARY KEY (phrase, term, rendering)
) WITHOUT ROWID;
CREATE TABLE word (stem TEXT, term INTEGER, rendering INTEGER, PRIMARY KEY (stem, term, rendering)) WITHOUT ROWID;
"""


class Index(Store):
    """The index of some layers."""

    def terms(self) -> tuple[Term, ...]:
        """All terms in force, their pinyin filled in."""
        from glossary.model import from_dict

        return tuple(from_dict(json.loads(data)) for (data,) in self.ask("SELECT data FROM term ORDER BY id"))

    def entry(self, term: int) -> dict[str, Any]:
        """A term as JSON has it."""
        found: dict[str, Any] = json.loads(self.ask("SELECT data FROM term WHERE id = ?", term)[0][0])
        return found


def open_index(sources: tuple[Source, ...], cache: Path | None, notify: Callable[[], None] | None = None) -> Index:
    """The index of these sources from the cache folder, made if need be. Wrong TOML is a FormatError."""
    name = f"glossary{INDEX_VERSION}-{fingerprint(sources)}"
    return Index(cache, name, lambda connection: _build(connection, sources), notify)


def _build(connection: sqlite3.Connection, sources: tuple[Source, ...]) -> None:
    from dataclasses import replace

    from glossary.match import key
    from glossary.model import as_dict
    from glossary.termbase import Termbase, read
    from reader.language import pinyin
    from reader.language.english import words

    connection.executescript(_TABLES)
    for number, term in enumerate(Termbase(read(sources)).terms):
        term = replace(term, pinyin=term.pinyin or pinyin.reading(term.zh))
        data = json.dumps(as_dict(term), ensure_ascii=False)
        connection.execute("INSERT INTO term VALUES (?, ?, ?)", (number, term.zh, data))
        forms = {(key(form), number) for form in term.forms}
        connection.executemany("INSERT INTO form VALUES (?, ?)", forms)
        readings = [term.pinyin, *(pinyin.reading(form) for form in term.variants)]
        sounds = {(pinyin.plain(one), "pinyin", number) for one in readings}
        sounds |= {(pinyin.initials(one), "initials", number) for one in readings}
        connection.executemany("INSERT INTO sound VALUES (?, ?, ?)", sounds)
        for place, rendering in enumerate(term.renderings):
            stems = [word.stem for word in words(rendering.text)]
            connection.execute("INSERT INTO english VALUES (?, ?, ?)", (" ".join(stems), number, place))
            connection.executemany("INSERT INTO word VALUES (?, ?, ?)", {(stem, number, place) for stem in stems})
