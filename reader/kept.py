"""The words that a reader keeps: a list in a file, one a line, as Anki imports it.

Anki's rules for text files: UTF-8; lines `#key:value` at the top name the separator, whether fields are HTML, and the
columns; a field with the separator, a quotation mark or a line end is quoted, marks inside doubled; any other line that
begins with # is a comment, so a first field that does is quoted too.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.errors import OutputError
from reader.files import output_error, write_atomically


class Kept(NamedTuple):
    """A word with its reading and meaning, the sentence it stood in, its English, the document, and the day."""

    word: str
    pinyin: str = ""
    meaning: str = ""
    sentence: str = ""
    english: str = ""
    source: str = ""
    day: str = ""


COLUMNS = ("word", "pinyin", "meaning", "sentence", "English", "source", "day")


def read_kept(file: Path) -> list[Kept]:
    """The words kept, in the order in which they were; no file, none. A line that was cut off is passed over."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    lines = text.splitlines(keepends=True)
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return [Kept(*row) for row in rows if len(row) == len(COLUMNS) and row[0]]


def keep(file: Path, word: Kept) -> bool:
    """Add a word, unless it is there; whether it was added. Raises OutputError.

    One line is written at once behind what is there, so that two readers at the same time lose nothing.
    """
    if any(one.word == word.word for one in read_kept(file)):
        return False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as out:
            whole = not out.tell() or _ends_a_line(file)
            head = _header(COLUMNS) if not out.tell() else "" if whole else "\n"
            os.write(out.fileno(), (head + _row(word)).encode("utf-8", "replace"))
    except OutputError:
        raise
    except OSError as error:
        raise output_error(file, error) from error
    return True


def forget(file: Path, words: Iterable[str]) -> list[str]:
    """Take words off the list; those that were on it. Raises OutputError."""
    wanted = set(words)
    kept = read_kept(file)
    gone = [one.word for one in kept if one.word in wanted]
    if gone:
        rest = (_row(one) for one in kept if one.word not in wanted)
        write_atomically(file, (_header(COLUMNS) + "".join(rest)).encode("utf-8", "replace"))
    return gone


def for_anki(words: Iterable[Kept]) -> str:
    """The words as a file that Anki imports; without the day."""
    return _header(COLUMNS[:-1]) + "".join(_row(one[:-1]) for one in words)


def _header(columns: Sequence[str]) -> str:
    return "#separator:tab\n#html:false\n#columns:" + "\t".join(columns) + "\n"


def _row(fields: Sequence[str]) -> str:
    """One line, its white space made blanks.

    >>> _row(["#1", "c"]).split(chr(9))[0]
    '"#1"'
    """
    plain = [" ".join(field.split()) for field in fields]
    made = io.StringIO()
    csv.writer(made, delimiter="\t", lineterminator="\n").writerow(plain)
    row = made.getvalue()
    return f'"{plain[0]}"{row[len(plain[0]) :]}' if row.startswith("#") else row


def _ends_a_line(file: Path) -> bool:
    with file.open("rb") as text:
        text.seek(-1, os.SEEK_END)
        return text.read(1) == b"\n"
