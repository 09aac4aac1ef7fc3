"""Terms <-> the TOML that `termbase` reads, and edits of such a file that leave the rest of it as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from glossary.formats import Reading, decode
from glossary.layers import USER, Source
from glossary.model import Term, as_dict
from glossary.termbase import entry_starts, parse_all


def read(data: bytes, name: str, where: str) -> Reading:  # noqa: ARG001 - all readers have one signature
    """The terms of a TOML file. One that is no TOML is a FormatError."""
    terms, problems = parse_all(Source(Path(where), USER, data))
    return Reading(terms, problems)


def write(terms: Sequence[Term], name: str) -> bytes:  # noqa: ARG001
    """A TOML file with the terms."""
    return "\n".join(map(entry, terms)).encode()


def entry(term: Term) -> str:
    """The lines of one entry.

    >>> print(entry(Term("会办", (), pos="verb", variants=("协办",))), end="")
    [[term]]
    zh = "会办"
    variants = ["协办"]
    pos = "verb"
    """
    values = as_dict(term)
    del values["layer"]
    lines = ["[[term]]"]
    for key, value in values.items():
        if key == "renderings":
            lines += ["renderings = [", *(f"  {_value(one)}," for one in value), "]"]
        else:
            lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def put(data: bytes, where: str, term: Term) -> bytes:
    """The file with the term in it: in the place of its entry of that name, else at the end. The rest stays."""
    text = decode(data, where)
    terms, problems = parse_all(Source(Path(where), USER, data))
    if problems:
        raise problems[0]
    line_end = "\r\n" if "\r\n" in text else "\n"
    new = entry(term).replace("\n", line_end)
    starts = [*entry_starts(text), len(text)]
    for place, old in enumerate(terms):
        if old.zh == term.zh:
            following = text[starts[place] : starts[place + 1]]
            kept = following[len(following.rstrip()) :] or line_end
            comments = _comments_behind(following, line_end)
            return (text[: starts[place]] + new + comments + kept[len(line_end) :] + text[starts[place + 1] :]).encode()
    gap = "" if not text or text.endswith(line_end * 2) else line_end if text.endswith(line_end) else line_end * 2
    return (text + gap + new).encode()


def _comments_behind(entry_text: str, line_end: str) -> str:
    """The comment lines at the end of an entry's text: they belong to what follows it."""
    lines = entry_text.rstrip().split(line_end)
    first = len(lines)
    while first and (not lines[first - 1].strip() or lines[first - 1].lstrip().startswith("#")):
        first -= 1
    return "".join(line + line_end for line in lines[first:])


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    # JSON's escapes are TOML's, but for DEL, which only TOML forbids.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
