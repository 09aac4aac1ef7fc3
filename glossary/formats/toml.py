"""Terms <-> the TOML that `termbase` reads, and edits of such a file that leave the rest of it as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from glossary.formats import Reading, decode
from glossary.layers import USER, Source
from glossary.model import Term, as_dict
from glossary.termbase import entry_starts, parse_all


def read(data: bytes, name: str, where: str) -> Reading:  # noqa: ARG001 - all readers have one signature
    """The terms of a TOML file. One that is no TOML is a FormatError.

    Their domains are those that they name: what a file is called that is passed on says nothing of its terms.
    """
    terms, problems = parse_all(Source(Path(where), USER, data), by_name=False)
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


def put(data: bytes, where: str, terms: Iterable[Term]) -> bytes:
    """The file with the terms in it: each in the place of its entry of that name, else at the end. The rest stays."""
    text = decode(data, where)
    old, problems = parse_all(Source(Path(where), USER, data))
    if problems:
        raise problems[0]
    line_end = "\r\n" if "\r\n" in text else "\n"
    starts = [*entry_starts(text), len(text)]
    head, blocks = text[: starts[0]], {one.zh: text[a:b] for one, (a, b) in zip(old, pairwise(starts), strict=True)}
    for term in terms:
        named = replace(term, domain="") if term.domain == Path(where).stem else term  # the file's name says it
        new = entry(named).replace("\n", line_end)
        if term.zh in blocks:
            blocks[term.zh] = new + _tail(blocks[term.zh], line_end)
        else:
            before = next(reversed(blocks.values()), head)
            gap = (
                ""
                if not before or before.endswith(line_end * 2)
                else line_end
                if before.endswith(line_end)
                else line_end * 2
            )
            blocks[term.zh] = gap + new
    return "".join((head, *blocks.values())).encode()


def without(data: bytes, where: str, zh: str) -> bytes:
    """The file without the entry of that name; comments before the next entry stay."""
    text = decode(data, where)
    names = [one.zh for one in parse_all(Source(Path(where), USER, data))[0]]
    starts = [*entry_starts(text), len(text)]
    start, end = starts[names.index(zh)], starts[names.index(zh) + 1]
    line_end = "\r\n" if "\r\n" in text else "\n"
    tail = _tail(text[start:end], line_end).lstrip("\r\n") if "#" in text[start:end] else ""
    return (text[:start] + tail + text[end:]).encode()


def _tail(block: str, line_end: str) -> str:
    """The comments and empty lines at the end of an entry's text: they belong to what follows it."""
    lines = [line + line_end for line in block.removesuffix(line_end).split(line_end)]
    first = len(lines)
    while first and (not lines[first - 1].strip() or lines[first - 1].lstrip().startswith("#")):
        first -= 1
    return "".join(lines[first:])


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    # JSON's escapes are TOML's, but for DEL, which only TOML forbids.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
