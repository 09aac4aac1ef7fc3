"""Terms <-> bytes: TOML (native), CSV and TSV, OmegaT's three columns, TBX-Basic.

A reader keeps what is good and says of each bad entry on which line it stands; a writer's bytes, read again and
written again, are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import NamedTuple

from glossary.formats.kinds import looks_like, no_text
from glossary.model import Term
from reader.errors import FormatError
from reader.language.pinyin import has_han

TURNED_ROUND = "the Chinese stands where the English belongs"

TABLES = ("csv", "tsv")
FORMATS = {  # name -> (the module that reads and writes it, the file ending)
    "toml": ("glossary.formats.toml", ".toml"),
    "csv": ("glossary.formats.table", ".csv"),
    "tsv": ("glossary.formats.table", ".tsv"),
    "omegat": ("glossary.formats.omegat", ".txt"),
    "tbx": ("glossary.formats.tbx", ".tbx"),
}


class Reading(NamedTuple):
    """What a file holds: its good entries, and what is wrong with the others."""

    terms: tuple[Term, ...]
    problems: tuple[FormatError, ...] = ()


def format_of(ending: str) -> str | None:
    """The format that a file ending (`.tbx`) names."""
    return next((name for name, (_, known) in FORMATS.items() if known == ending.lower()), None)


def read(data: bytes, name: str, where: str, columns: str = "") -> Reading:
    """The terms of a file; `where` names it. A file that is not of the format at all is a FormatError.

    `columns` names those of a table without a head: zh,rendering.
    """
    refuse_no_text(data, where)
    reader: Callable[..., Reading] = import_module(FORMATS[name][0]).read
    try:
        found = reader(data, name, where, *([columns] if columns else ()))
    except FormatError:
        _refuse_another_kind(data, name, where)
        raise
    if found.problems and not found.terms:
        _refuse_another_kind(data, name, where)
    return found


def refuse_no_text(data: bytes, where: str) -> None:
    """Raise a FormatError where the bytes are a spreadsheet, a PDF or the like."""
    if kind := no_text(data):
        raise FormatError(f"is {kind[0]}: no terms can be read from it", where=where, hint=kind[1])


def _refuse_another_kind(data: bytes, name: str, where: str) -> None:
    """Raise where a file that cannot be read looks like one of another format."""
    looks = looks_like(data)
    if looks == ";":
        raise FormatError("the columns are parted by ;", where=f"{where}:1", hint="save it with commas, or tabs (.tsv)")
    if looks and looks != name:
        raise FormatError(f"looks like {looks.upper()}, not {name.upper()}", where=f"{where}:1", hint=f"--from {looks}")


def turned_round(zh: str, texts: Iterable[str]) -> bool:
    """Do the two languages of an entry stand in each other's place?"""
    return not has_han(zh) and any(map(has_han, texts))


def write(terms: Sequence[Term], name: str) -> bytes:
    """The bytes of a file with the terms."""
    writer: Callable[[Sequence[Term], str], bytes] = import_module(FORMATS[name][0]).write
    return writer(terms, name)


def decode(data: bytes, where: str) -> str:
    """The text of a UTF-8 file, with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        said = f"not UTF-8 (column {column}, byte 0x{data[error.start]:02x})"
        raise FormatError(
            said, where=f"{where}:{line}", hint="save the file as UTF-8, or name its --encoding"
        ) from None
