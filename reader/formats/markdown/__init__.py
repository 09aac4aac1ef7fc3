"""Bitext <-> aligned Markdown, the native file, in two styles: interleaved blocks or one table. docs/format.md.

Front matter holds the facts of the document, rows its blocks.
"""

from __future__ import annotations

import re

from reader.errors import FormatError
from reader.formats.markdown.front import front_lines, read_front
from reader.formats.markdown.read import read_rows
from reader.formats.markdown.styles import STYLES, Style, read_style, write_style
from reader.formats.markdown.write import write_rows
from reader.model import Bitext

__all__ = [
    "STYLES",
    "Style",
    "check_not_broken",
    "first_blocks",
    "is_native",
    "read_markdown",
    "style_of",
    "write_markdown",
]


def is_native(text: str) -> bool:
    r"""Does the text begin as a native file does?

    >>> is_native("---\nduizhao: 1\n---\n"), is_native("# Notes\n")
    (True, False)
    """
    return bool(re.match(r"\ufeff?---\r?\n(?:[^\n]*\n){0,20}?duizhao:", text))


def check_not_broken(text: str, where: str) -> None:
    """Raise FormatError where a text is a native file that lost the beginning of its front matter."""
    start = text.lstrip("\ufeff \t\r\n")[:500]
    if re.search(r"^duizhao: *\d", start, re.MULTILINE):
        raise FormatError(
            "looks like aligned Markdown, but does not begin with ---",
            where=f"{where}:1",
            hint="put a line --- at the very beginning, and one behind the front matter",
        )


def first_blocks(text: str, size: int) -> str:
    """A native text up to where a block begins, about so many characters; the front matter if none does."""
    start = text.find("\n---", 3) + 4
    return text[: max(start, text.rfind("\n<!-- ", start, size) + 1 or text.rfind("\n| ", start, size) + 1)]


def style_of(text: str) -> Style:
    """The style of a native text."""
    body = text.replace("\r\n", "\n").partition("\n---\n")[2]
    return "table" if body.lstrip().startswith("|") else "interleaved"


def write_markdown(bitext: Bitext, style: Style = "interleaved") -> str:
    """A bitext as a native file. `read_markdown` gives back an equal bitext."""
    lines = [
        *front_lines(bitext),
        "",
        *write_style(write_rows(bitext), (bitext.source.lang, bitext.target.lang), style),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def read_markdown(text: str, where: str = "") -> Bitext:
    """The bitext of a native file in either style, also as a person edited it.

    `where` names the file in errors. Raises FormatError with the line, the trouble and the way out.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    langs, provenance, start = read_front(lines, where)
    numbered = [(n, line.rstrip(" \t")) for n, line in enumerate(lines[start:], start + 1)]
    return read_rows(list(read_style(numbered, langs, where)), langs, provenance, where)
