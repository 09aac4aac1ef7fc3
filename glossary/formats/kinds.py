"""Bytes that were taken for terms in one format -> what they look like instead. Tells, and reads nothing."""

from __future__ import annotations

import re

from reader.language.pinyin import has_han

# How files begin that are no text, and what to do with them.
_NO_TEXT = {
    b"PK\x03\x04": ("a packed file (a spreadsheet?)", "save its sheet as CSV in UTF-8"),
    b"\xd0\xcf\x11\xe0": ("an old spreadsheet or document", "save its sheet as CSV in UTF-8"),
    b"%PDF": ("a PDF", "terms are read from tables, TOML and TBX"),
    b"\xff\xfe": ("UTF-16", "save the file as UTF-8"),
    b"\xfe\xff": ("UTF-16", "save the file as UTF-8"),
}
_TERM = re.compile(r"^\s*\[\[\s*terms?\s*\]\]", re.M)
_TBX = re.compile(r"<(?:tbx|martif)\b")
_OMEGAT_TABS = (1, 2)
# How much of a file is looked at.
_SAMPLE = 20_000


def no_text(data: bytes) -> tuple[str, str] | None:
    """What a file is that is no text in UTF-8, and the way out; None if it may be one."""
    for beginning, kind in _NO_TEXT.items():
        if data.startswith(beginning):
            return kind
    return ("a binary file", "terms are read from tables, TOML and TBX") if b"\0" in data else None


def looks_like(data: bytes) -> str:
    """The format that a text in UTF-8 looks like: a name of ours, `;` for a table parted by that, or nothing.

    >>> looks_like(b'[[term]]'), looks_like(b"zh,rendering"), looks_like(b"zh;rendering"), looks_like(b"<p/>")
    ('toml', 'csv', ';', '')
    """
    text = data[:_SAMPLE].decode("utf-8-sig", "replace")
    if _TERM.search(text):
        return "toml"
    if _TBX.search(text):
        return "tbx"
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    first = lines[0] if lines else ""
    for mark, name in ((",", "csv"), ("\t", "tsv"), (";", ";")):
        if mark in first and "zh" in (cell.strip(' "').lower() for cell in first.split(mark)):
            return name
    return "omegat" if first.count("\t") in _OMEGAT_TABS and has_han(first.split("\t")[0]) else ""
