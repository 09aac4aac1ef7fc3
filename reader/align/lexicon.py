"""Which English stems translate a Chinese word: the dictionary and the curated terms, in an index made for alignment.

Built once into the cache folder. It is derived from CC-CEDICT and so under CC BY-SA 4.0, which the file says inside.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from glossary import layers, termbase
from glossary.cedict import read_lines
from glossary.dictionary import ATTRIBUTION, find_file
from glossary.model import Standing
from glossary.store import Store
from reader.language.english import stem
from reader.language.pinyin import is_han, plain

Gloss = tuple[str, ...]  # the stems of a translation's content words

# Part of the file's name: raised whenever what is built changes.
_VERSION = 3
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\S*\|\S*|CL:.*")
_LONGEST = 12
# Of an entry the first senses, and of these none that is a sentence.
_SENSES, _STEMS = 12, 5
STOP = frozenset(
    "a an the of to in on at by for with from as is are was were be been being am and or but not no nor so if then "
    "than that this these those it its he she they them him her his their i you we me my our your us who whom whose "
    "which what when where how do does did done have has had having will would shall should can could may might must "
    "there here up out into over under one's one sth sb etc eg ie fig lit also variant used esp usually about after "
    "before said just now very s t d ll re ve m".split()
)


class Lexicon:
    """A text is cut into the index's words by longest match; a word is asked for its translations once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._words = frozenset(str(store.ask("SELECT words FROM form")[0][0]).split("\n")) - {""}
        self._longest: dict[str, int] = {}
        for word in self._words:
            if len(word) > self._longest.get(word[0], 1):
                self._longest[word[0]] = min(len(word), _LONGEST)
        self._readings = {
            str(char): frozenset(str(sounds).split()) for char, sounds in store.ask("SELECT * FROM sound")
        }
        self._glosses: dict[str, tuple[Gloss, ...]] = {}

    def cut(self, text: str) -> list[str]:
        """The Chinese words of a text, in order; a character that begins none stands for itself."""
        words = []
        at = 0
        while at < len(text):
            size = min(self._longest.get(text[at], 0), len(text) - at)
            if not size and not is_han(text[at]):
                at += 1
                continue
            size = max(size, 1)
            while size > 1 and text[at : at + size] not in self._words:
                size -= 1
            words.append(text[at : at + size])
            at += size
        return words

    def glosses(self, word: str) -> tuple[Gloss, ...]:
        """The translations of a word; none if it is not in the index."""
        if word not in self._glosses:
            rows = self._store.ask("SELECT stems FROM gloss WHERE word = ?", word)
            self._glosses[word] = tuple(tuple(one.split(" ")) for one in rows[0][0].split("/")) if rows else ()
        return self._glosses[word]

    def readings(self, char: str) -> frozenset[str]:
        """The syllables, without tones, that a character is read as."""
        return self._readings.get(char, frozenset())


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """`reader.language.english.stem`, remembered."""
    return stem(word)


def stems(text: str) -> list[str]:
    """The stems of the content words of an English text, in order.

    >>> stems("to be used for the task forces")
    ['task', 'forc']
    """
    return [stem_of(word) for word in _WORD.findall(text) if word.lower() not in STOP]


def open_lexicon(cache: Path | None, notify: Callable[[], None] | None = None, folder: Path | None = None) -> Lexicon:
    """The lexicon from the cache folder, made if need be; without a folder it is made in memory.

    `folder` may hold a newer file of CC-CEDICT than the installed one. Without any, the curated terms remain.
    """
    file = find_file(folder)
    terms = layers.built_in()
    name = f"align-{_VERSION}.{layers.fingerprint(terms)}.{file.stat().st_size if file else 0:x}"
    return Lexicon(Store(cache, name, lambda connection: _build(connection, file, terms), notify))


def _build(connection: sqlite3.Connection, file: Path | None, terms: tuple[layers.Source, ...]) -> None:
    glosses: dict[str, list[Gloss]] = {}
    sounds: dict[str, set[str]] = {}
    for term in termbase.read(terms):
        texts = [one.text for one in term.renderings if one.status is not Standing.FORBIDDEN]
        for form in (term.zh, *term.variants):
            glosses.setdefault(form, []).extend(_glosses(texts))
    for traditional, simplified, reading, senses in read_lines(file) if file else ():
        found = _glosses(part for sense in senses.split("/")[:_SENSES] for part in _ASIDE.sub(" ", sense).split(";"))
        for form in {simplified, traditional}:
            glosses.setdefault(form, []).extend(found)
            if len(form) == 1:
                sounds.setdefault(form, set()).add(plain(reading).rstrip("12345"))
    connection.executescript(
        "CREATE TABLE about (value TEXT); CREATE TABLE form (words TEXT);"
        "CREATE TABLE sound (char TEXT, syllables TEXT);"
        "CREATE TABLE gloss (word TEXT PRIMARY KEY, stems TEXT) WITHOUT ROWID"
    )
    connection.execute("INSERT INTO about VALUES (?)", (ATTRIBUTION,))
    connection.execute("INSERT INTO form VALUES (?)", ("\n".join(word for word in sorted(glosses) if len(word) > 1),))
    connection.executemany(
        "INSERT INTO sound VALUES (?, ?)", ((c, " ".join(sorted(s))) for c, s in sorted(sounds.items()))
    )
    rows = ((word, "/".join(dict.fromkeys(map(" ".join, made)))) for word, made in sorted(glosses.items()) if made)
    connection.executemany("INSERT INTO gloss VALUES (?, ?)", rows)


def _glosses(texts: Iterable[str]) -> list[Gloss]:
    found = (tuple(dict.fromkeys(stems(text))) for text in texts)
    return [one for one in found if 0 < len(one) <= _STEMS]
