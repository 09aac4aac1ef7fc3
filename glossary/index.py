"""Entries in SQLite, found by form, sound and English: the terms of all layers, compiled once.

A lookup parses no TOML and computes no pinyin. The dictionary has the same `tables`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.forms import GAP
from glossary.layers import INDEX_VERSION, Source, fingerprint
from glossary.store import Store
from glossary.tables import ENGLISH_KEYS, ENGLISH_TABLES, INITIALS, KEYS, PINYIN, SPELLING_TABLE, TABLES

if TYPE_CHECKING:
    from glossary.model import Term

# What every SQLite takes in one query.
_MOST_VALUES = 900
# Where an entry keeps how its variants are read.
_READINGS = "readings"
# The last character of Unicode: the end of a range of keys with one beginning.
_END = "\U0010ffff"


class Found(NamedTuple):
    """An entry as JSON has it, with its number: the lower, the more common."""

    number: int
    entry: dict[str, Any]


def is_surname(entry: Mapping[str, Any]) -> bool:
    """Is an entry of the dictionary that of a surname? Its first sense says so; a term has no senses."""
    return any(sense.startswith("surname ") for sense in entry.get("senses", ())[:1])


class Index(Store):
    """A store of entries. Whatever is asked for, the most common entries come first."""

    @property
    def english(self) -> Store:
        """Where the English of the entries is: in the same file, if nothing else is said."""
        return self

    @property
    def spelling(self) -> Store:
        """Where the words of that English are, as they are spelt."""
        return self

    def known(self, forms: list[str]) -> dict[str, int]:
        """Those of some forms that stand in the index, with the number of their most common entry."""
        found: dict[str, int] = {}
        for start in range(0, len(forms), _MOST_VALUES):
            some = forms[start : start + _MOST_VALUES]
            marks = ",".join("?" * len(some))
            query = f"SELECT form, min(entry) FROM form WHERE form IN ({marks}) GROUP BY form"  # noqa: S608
            found.update(self.ask(query, *some))
        return found

    def all_known(self) -> dict[str, int]:
        """Every form with the number of its most common entry, for whoever asks for very many."""
        return dict(self.ask("SELECT form, min(entry) FROM form GROUP BY form"))

    def by_form(self, form: str) -> list[Found]:
        """The entries with a Chinese form."""
        return self._found("SELECT entry FROM form WHERE form = ? ORDER BY entry", form)

    def by_sound(self, key: str, kind: str, limit: int) -> list[Found]:
        """The entries with a reading: its letters alone, or its initials."""
        return self._found(
            "SELECT entry FROM sound WHERE key = ? AND kind = ? ORDER BY entry LIMIT ?", key, kind, limit
        )

    def by_phrase(self, stems: str, limit: int) -> list[tuple[int, Found]]:
        """The entries with an English phrase, given as its stems, and which of the entry's phrases it is."""
        rows = self.english.ask("SELECT place, entry FROM phrase WHERE stems = ? ORDER BY entry LIMIT ?", stems, limit)
        return [(int(place), self._entry(number)) for place, number in rows]

    def by_word(self, phrases: Iterable[str], limit: int) -> list[Found]:
        """The entries whose English has the words of one of the phrases, one behind the other."""
        quoted = " OR ".join('"' + phrase.replace('"', " ") + '"' for phrase in phrases)
        query = "SELECT rowid FROM gloss WHERE gloss MATCH ? ORDER BY rowid LIMIT ?"
        return [self._entry(number) for (number,) in self.english.ask(query, quoted, limit)]

    def forms(self, beginning: str = "", limit: int = 5000) -> list[str]:
        """The forms with one beginning."""
        rows = self.ask(
            "SELECT DISTINCT form FROM form WHERE form >= ? AND form < ? LIMIT ?", beginning, beginning + _END, limit
        )
        return [str(form) for (form,) in rows]

    def separable(self) -> list[str]:
        """The forms with a gap."""
        return [str(form) for (form,) in self.ask("SELECT DISTINCT form FROM form WHERE instr(form, ?)", GAP)]

    def keys(self, beginning: str, lengths: tuple[int, int]) -> dict[str, int]:
        """The Latin keys with one beginning and a length between two, each with the number of an entry that has it."""
        sounds = (
            "SELECT key, entry FROM sound WHERE key >= ? AND key < ? AND length(key) BETWEEN ? AND ? AND kind = 'p'"
        )
        phrases = "SELECT stems, entry FROM phrase WHERE stems >= ? AND stems < ? AND length(stems) BETWEEN ? AND ?"
        meant = (beginning, beginning + _END, *lengths)
        return dict([*self.ask(sounds, *meant), *self.english.ask(phrases, *meant)])

    def spelt(self, words: Iterable[str]) -> frozenset[str]:
        """Those of some English words, in lower case, that stand in the entries as they are."""
        asked = tuple(words)
        query = f"SELECT word FROM spelling WHERE word IN ({','.join('?' * len(asked))})"  # noqa: S608
        return frozenset(str(word) for (word,) in self.spelling.ask(query, *asked))

    def spellings(self, beginning: str, lengths: tuple[int, int]) -> dict[str, int]:
        """The English words with one beginning and a length between two, with how often they stand in the entries."""
        query = "SELECT word, times FROM spelling WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
        return dict(self.spelling.ask(query, beginning, beginning + _END, *lengths))

    def name(self, number: int) -> str:
        """The Chinese of an entry."""
        return str(self.ask("SELECT zh FROM entry WHERE id = ?", number)[0][0])

    def terms(self) -> tuple[Term, ...]:
        """All terms in force, their pinyin filled in, and that of their variants."""
        from glossary.model import from_dict

        entries = (json.loads(data) for (data,) in self.ask("SELECT data FROM entry ORDER BY id"))
        return tuple(from_dict({**one, _READINGS: one[_READINGS].items()}) for one in entries)

    def words(self) -> dict[str, int]:
        """What words cost where they stand beside terms (`straddle`). The reader needs them, a lookup does not."""
        found: dict[str, int] = {}
        for cost, words in self._words.ask("SELECT cost, words FROM word"):
            found.update(dict.fromkeys(words.split("\t"), cost))
        return found

    @cached_property
    def _words(self) -> Store:
        return self.part("words", self._build_words)

    def _build_words(self, connection: sqlite3.Connection) -> None:
        from glossary.straddle import costs

        # A row for each cost, not for each word: 60,000 words are read at each start of the reader.
        connection.execute("CREATE TABLE word (cost INTEGER, words TEXT)")
        words: dict[int, list[str]] = {}
        for word, cost in costs(form for (form,) in self.ask("SELECT form FROM form")).items():
            words.setdefault(cost, []).append(word)
        rows = [(cost, "\t".join(some)) for cost, some in words.items()]
        connection.executemany("INSERT INTO word VALUES (?, ?)", rows)

    def _found(self, query: str, *values: object) -> list[Found]:
        return [self._entry(number) for (number,) in self.ask(query, *values)]

    def _entry(self, number: int) -> Found:
        return Found(number, self._read(self.ask("SELECT data FROM entry WHERE id = ?", number)[0][0]))

    def _read(self, data: str) -> dict[str, Any]:
        """An entry from how the store keeps it."""
        entry: dict[str, Any] = json.loads(data)
        if not entry.get(_READINGS, True):
            del entry[_READINGS]
        return entry


def open_index(sources: tuple[Source, ...], cache: Path | None, notify: Callable[[], None] | None = None) -> Index:
    """The index of these sources from the cache folder, made if need be. Wrong TOML is a FormatError."""
    name = f"glossary-{INDEX_VERSION}.{fingerprint(sources)}"
    return Index(cache, name, lambda connection: _build(connection, sources), notify)


def _build(connection: sqlite3.Connection, sources: tuple[Source, ...]) -> None:
    from dataclasses import replace

    from glossary.forms import key
    from glossary.model import as_dict
    from glossary.spelling import counted
    from glossary.termbase import Termbase, read, simplified
    from reader.language import pinyin
    from reader.language.english import phrase_key

    connection.executescript(TABLES + ENGLISH_TABLES + SPELLING_TABLE)
    terms = Termbase(simplified(read(sources))).terms
    for number, term in enumerate(terms):
        term = replace(term, pinyin=pinyin.spaced(term.pinyin) or pinyin.reading(term.zh))
        forms = {(key(form), number) for form in term.forms}
        connection.executemany("INSERT INTO form VALUES (?, ?)", forms)
        spoken = [(form, pinyin.of_form(form, term.zh, term.pinyin)) for form in term.variants]
        variants = {form: pinyin.reading(form, each) for form, each in spoken}
        data = json.dumps({**as_dict(term), _READINGS: variants}, ensure_ascii=False)
        connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, term.zh, data))
        readings = [term.pinyin, *variants.values()]
        sounds = {(pinyin.plain(one), PINYIN, number) for one in readings}
        sounds |= {(pinyin.initials(one), INITIALS, number) for one in readings}
        connection.executemany("INSERT INTO sound VALUES (?, ?, ?)", sounds)
        phrases = [phrase_key(one.text) for one in term.renderings]
        connection.executemany(
            "INSERT INTO phrase VALUES (?, ?, ?)", [(stems, number, place) for place, stems in enumerate(phrases)]
        )
        text = " | ".join(one.text for one in term.renderings)
        connection.execute("INSERT INTO gloss (rowid, text) VALUES (?, ?)", (number, text))
    spellings = counted(one.text for term in terms for one in term.allowed)
    connection.executemany("INSERT INTO spelling VALUES (?, ?)", spellings.items())
    connection.executescript(KEYS + ENGLISH_KEYS)
