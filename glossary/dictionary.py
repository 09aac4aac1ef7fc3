"""CC-CEDICT as an index: the dictionary below the glossary, built once from the file that a package carries.

The built file is derived from CC-CEDICT and so under CC BY-SA 4.0: it stays in the user's cache and says so inside.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from glossary.index import Index, is_surname
from glossary.store import Store
from glossary.tables import ENGLISH_KEYS, ENGLISH_TABLES, KEYS, SPELLING_TABLE, TABLES
from reader.errors import FormatError, InputError
from reader.language import pinyin
from reader.language.vocabulary import cedict_file

ATTRIBUTION = "Dictionary: CC-CEDICT, CC BY-SA 4.0, https://cc-cedict.org"
# Part of the files' names: raised whenever what is built changes.
_VERSION = 9
# They are large: the one in use and one before it stay.
_KEPT = 2
_DATE = re.compile(rb"#! date=(\S+)")
# A reference in a sense: 拜拜[bai2 bai2], 專|专[zhuan1].
_REFERENCE = re.compile(r"(?:[^\s\[\]|/():,]+\|)?([^\s\[\]|/():,]*)\[([A-Za-z0-9:,· ]+)\]")
_PAIR = re.compile(r"[^\s\[\]|/():,;]+\|([^\s\[\]|/():,;]+)")
_GZIP = b"\x1f\x8b"


class Dictionary(Index):
    """The index of the dictionary. Its English and the spelling of that have files of their own.

    They are made when they are first asked for.
    """

    def __init__(self, file: Path, cache: Path | None, notify: Callable[[], None] | None = None) -> None:
        date = _date(file)
        name = f"cedict-{_VERSION}.{re.sub(r'[^0-9]', '', date)}"
        super().__init__(cache, name, lambda made: _build(made, file, date), notify, _KEPT)

    @cached_property
    def english(self) -> Store:
        """Where the phrases and words of the senses are."""
        return self.part("english", self._build_english)

    @cached_property
    def spelling(self) -> Store:
        """Where the words of the senses are, as they are spelt."""
        return self.part("spelling", self._build_spelling)

    def alone(self, text: str) -> frozenset[str]:
        """Those characters of a text that are words by themselves; others are pieces of words."""
        characters = list(set(text))
        marks = ",".join("?" * len(characters))
        return frozenset(char for (char,) in self.ask(f"SELECT char FROM alone WHERE char IN ({marks})", *characters))  # noqa: S608

    def all_alone(self) -> frozenset[str]:
        """Every such character."""
        return frozenset(char for (char,) in self.ask("SELECT char FROM alone"))

    def surnames(self, characters: Iterable[str]) -> frozenset[str]:
        """Those of some characters that are surnames."""
        return frozenset(char for char in set(characters) if any(is_surname(one.entry) for one in self.by_form(char)))

    def fold(self, text: str) -> str:
        """The text with traditional characters as simplified ones; as long as it was."""
        characters = list(set(text))
        marks = ",".join("?" * len(characters))
        rows = self.ask(f"SELECT traditional, simplified FROM fold WHERE traditional IN ({marks})", *characters)  # noqa: S608
        return text.translate({ord(old): new for old, new in rows})

    def fold_table(self) -> dict[int, int]:
        """The whole table behind `fold`."""
        return {ord(old): ord(new) for old, new in self.ask("SELECT traditional, simplified FROM fold")}

    def date(self) -> str:
        """The day of the dictionary's data."""
        return str(self.ask("SELECT value FROM about WHERE key = 'date'")[0][0])[:10]

    def _senses(self) -> list[tuple[int, str]]:
        return [(number, data.rpartition("\t")[2]) for number, data in self.ask("SELECT id, data FROM entry")]

    def _build_english(self, connection: sqlite3.Connection) -> None:
        from glossary import cedict

        connection.executescript(ENGLISH_TABLES)
        _say_whose(connection)
        senses = self._senses()
        connection.executemany("INSERT INTO phrase VALUES (?, ?, ?)", cedict.phrases(senses))
        connection.executemany("INSERT INTO gloss (rowid, text) VALUES (?, ?)", senses)
        connection.executescript(ENGLISH_KEYS)

    def _build_spelling(self, connection: sqlite3.Connection) -> None:
        from glossary.spelling import counted

        connection.execute(SPELLING_TABLE)
        _say_whose(connection)
        words = counted(senses for _, senses in self._senses())
        connection.executemany("INSERT INTO spelling VALUES (?, ?)", words.items())

    def _read(self, data: str) -> dict[str, Any]:
        traditional, simplified, numbered, senses = data.split("\t")
        entry = {"zh": simplified, "traditional": traditional, "pinyin": _reading(numbered)}
        if simplified == traditional:
            del entry["traditional"]
        return {**entry, "senses": [_readable(sense) for sense in senses.split("/")]}


def find_file(folder: Path | None = None) -> Path | None:
    """The file of CC-CEDICT: one that the user has put into the folder, else the one of the installed package."""
    if folder is not None and (own := sorted(folder.glob("cedict*"))):
        return own[-1]
    return cedict_file()


def open_dictionary(file: Path, cache: Path | None, notify: Callable[[], None] | None = None) -> Dictionary:
    """The dictionary from the cache folder, made from the file if need be."""
    return Dictionary(file, cache, notify)


def _date(file: Path) -> str:
    """The date that the file's head gives."""
    try:
        with file.open("rb") as opened:
            head = opened.read(4096)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(file)) from None
    try:
        text = zlib.decompressobj(31).decompress(head) if head.startswith(_GZIP) else head
    except zlib.error:
        text = b""
    found = _DATE.search(text)
    if not found:
        raise FormatError("no '#! date=' in its head", where=str(file), hint="is this a file of CC-CEDICT?")
    return found.group(1).decode("ascii", "replace")


def _say_whose(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE about (key TEXT, value TEXT)")
    connection.execute("INSERT INTO about VALUES ('licence', ?)", (ATTRIBUTION,))


def _build(connection: sqlite3.Connection, file: Path, date: str) -> None:
    from glossary import cedict

    connection.executescript(TABLES)
    connection.execute("CREATE TABLE fold (traditional TEXT PRIMARY KEY, simplified TEXT) WITHOUT ROWID")
    connection.execute("CREATE TABLE alone (char TEXT PRIMARY KEY) WITHOUT ROWID")
    _say_whose(connection)
    connection.execute("INSERT INTO about VALUES ('date', ?)", (date,))
    lines = cedict.by_frequency(cedict.read_lines(file))
    entries = ((n, line.simplified, "\t".join(line)) for n, line in enumerate(lines))
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", entries)
    forms = ((form.lower(), n) for n, line in enumerate(lines) for form in {line.simplified, line.traditional})
    connection.executemany("INSERT INTO form VALUES (?, ?)", forms)
    connection.executemany("INSERT INTO sound VALUES (?, ?, ?)", cedict.sounds(lines))
    connection.executemany("INSERT INTO fold VALUES (?, ?)", cedict.folds(lines))
    connection.executemany("INSERT INTO alone VALUES (?)", ((char,) for char in cedict.alone(lines)))
    connection.executescript(KEYS)


def _reading(numbered: str) -> str:
    return " ".join(map(_syllable, numbered.split()))


def _readable(sense: str) -> str:
    """A sense with its references as people write them.

    >>> _readable("CL:場|场[chang3],屆|届[jie4]"), _readable("a moment (Taiwan pr. [hui3])"), _readable("see 專班|专班")
    ('measure word: 场 (chǎng), 届 (jiè)', 'a moment (Taiwan pr. huǐ)', 'see 专班')
    """
    if sense.startswith("CL:"):
        sense = "measure word: " + sense[3:].replace("],", "], ")
    return _PAIR.sub(r"\1", _REFERENCE.sub(_reference, sense))


def _reference(reference: re.Match[str]) -> str:
    word, numbered = reference.groups()
    return f"{word} ({_reading(numbered)})" if word else _reading(numbered)


@lru_cache(maxsize=4096)
def _syllable(numbered: str) -> str:
    return pinyin.marked(numbered)
