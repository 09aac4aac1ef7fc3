"""Bitext <-> aligned Markdown, the native file, in two styles: interleaved blocks or one table. docs/format.md.

Front matter holds the facts of the document, rows its blocks (`reader.formats.rows`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Literal

from reader.errors import FormatError
from reader.formats.rows import Row, name_counts, read_rows, write_rows
from reader.model import Bitext, FileRef, Provenance

Style = Literal["interleaved", "table"]
STYLES: tuple[Style, ...] = ("interleaved", "table")
VERSION = "1"
_FENCE = "---"
_HEAD = re.compile(r"<!-- (.*?) *-->")
_HEADING = re.compile(r"#{1,6} +")
_TABLE_HEAD = "| id | 原文 | English | note |"
_CELL_END = re.compile(r"(?<!\\)\|")
_PLAIN = re.compile(r"[^\W_](?:[\w./+-]| (?=[\w/+-]))*", re.ASCII)
_Place = Callable[[str], str]  # a front-matter key -> where it stands
_KNOWN = ("duizhao", "source", "target", "tool", "terms")


def is_native(text: str) -> bool:
    r"""Does the text begin as a native file does?

    >>> is_native("---\nduizhao: 1\n---\n"), is_native("# Notes\n")
    (True, False)
    """
    return bool(re.match(r"\ufeff?---\r?\n(?:[^\n]*\n){0,20}?duizhao:", text))


def write_markdown(bitext: Bitext, style: Style = "interleaved") -> str:
    """A bitext as a native file. `read_markdown` gives back an equal bitext."""
    rows = write_rows(bitext)
    if style == "table":
        body = [_TABLE_HEAD, "| --- | --- | --- | --- |", *map(_table_line, rows)] if rows else []
    else:
        body = [line for row in rows for line in _interleaved_lines(row)][:-1]
    return "\n".join([*_front_lines(bitext), "", *body]).rstrip("\n") + "\n"


def read_markdown(text: str, where: str = "") -> Bitext:
    """The bitext of a native file in either style, also as a person edited it.

    `where` names the file in errors. Raises FormatError with the line, the trouble and the way out.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    langs, provenance, start = _read_front(lines, where)
    numbered = [(n, line.rstrip(" \t")) for n, line in enumerate(lines[start:], start + 1)]
    first = next((line for _, line in numbered if line), "")
    rows = _read_table(numbered, where) if first.startswith("|") else _read_interleaved(numbered, langs, where)
    return read_rows(list(rows), langs, provenance, where)


def _front_lines(bitext: Bitext) -> Iterator[str]:
    facts = bitext.provenance
    yield _FENCE
    yield f"duizhao: {VERSION}"
    for key, lang, file in (("source", bitext.source.lang, facts.source), ("target", bitext.target.lang, facts.target)):
        known = {"lang": lang, "file": file.file, "sha256": file.sha256}
        yield f"{key}: {_flow({name: value for name, value in known.items() if value})}"
    if facts.tool:
        yield f"tool: {_scalar(facts.tool)}"
    if facts.terms:
        yield f"terms: {_flow(dict(facts.terms))}"
    for key, value in facts.facts:
        yield f"{_scalar(key)}: {_scalar(value)}"
    yield _FENCE


def _flow(mapping: dict[str, str]) -> str:
    return "{" + ", ".join(f"{_scalar(key)}: {_scalar(value)}" for key, value in mapping.items()) + "}"


def _scalar(text: str) -> str:
    """Text as a YAML scalar: plain where nobody could read it otherwise, else a JSON string, which YAML reads too."""
    if _PLAIN.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)


def _read_front(lines: list[str], where: str) -> tuple[tuple[str, str], Provenance, int]:
    """Languages, provenance, and the index of the first line behind the front matter."""
    import yaml

    hint = "a native file begins with front matter: ---, duizhao: 1, source: {lang: zh-Hans}, target: {lang: en}, ---"
    if not lines or lines[0].rstrip() != _FENCE:
        raise FormatError("no front matter", where=f"{where}:1", hint=hint)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise FormatError("the front matter has no end", where=f"{where}:1", hint="close it with a line ---")
    try:
        front = yaml.load("\n".join(lines[1:end]), Loader=yaml.BaseLoader)  # noqa: S506 -- BaseLoader makes only text
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise FormatError(
            f"the front matter is no YAML: {error.problem}", where=f"{where}:{line}", hint="quote text that holds ': '"
        ) from None
    except yaml.YAMLError as error:
        raise FormatError(f"the front matter is no YAML: {error}", where=f"{where}:2", hint=hint) from None
    if not isinstance(front, dict) or "duizhao" not in front:
        raise FormatError("the front matter has no `duizhao: 1`", where=f"{where}:2", hint=hint)
    if front["duizhao"] != VERSION:
        raise FormatError(
            f"version {front['duizhao']} of the format, this duizhao reads {VERSION}",
            where=f"{where}:2",
            hint="update duizhao",
        )
    return *_read_facts(front, lambda key: f"{where}:{_line_of(lines, key)}"), end + 1


def _read_facts(front: dict[str, object], place: _Place) -> tuple[tuple[str, str], Provenance]:
    sides: dict[str, dict[str, str]] = {}
    for key, lang in (("source", "zh-Hans"), ("target", "en")):
        sides[key] = {"lang": lang, "file": "", "sha256": "", **_mapping(front.get(key, {}), key, place)}
        unknown = sides[key].keys() - {"lang", "file", "sha256"}
        if unknown:
            raise FormatError(
                f"{key} has an unknown {min(unknown)!r}", where=place(key), hint="it holds lang, file and sha256"
            )
    facts = []
    for key, value in front.items():
        if key not in _KNOWN:
            if not isinstance(value, str):
                raise FormatError(f"{key!r} is not one line of text", where=place(key), hint="quote it")
            facts.append((str(key), value))
    tool = front.get("tool", "")
    provenance = Provenance(
        FileRef(sides["source"]["file"], sides["source"]["sha256"]),
        FileRef(sides["target"]["file"], sides["target"]["sha256"]),
        tool=tool if isinstance(tool, str) else "",
        terms=tuple(_mapping(front.get("terms", {}), "terms", place).items()),
        facts=tuple(facts),
    )
    return (sides["source"]["lang"], sides["target"]["lang"]), provenance


def _mapping(value: object, key: str, place: _Place) -> dict[str, str]:
    if value == "":
        return {}
    if not isinstance(value, dict) or not all(isinstance(item, str) for pair in value.items() for item in pair):
        raise FormatError(f"{key} should be {{name: value, …}}", where=place(key), hint="see docs/format.md")
    return value


def _line_of(lines: list[str], key: str) -> int:
    return next((n for n, line in enumerate(lines, 1) if line.startswith((f"{key}:", f"'{key}':", f'"{key}":'))), 2)


# ---- one block after the other


def _interleaved_lines(row: Row) -> Iterator[str]:
    yield f"<!-- {row.head} -->"
    prefix = _heading_prefix(row.head)
    for line in row.source:
        yield from (prefix + line, "")
    for line in row.target:
        yield from (prefix + line, "")
    for number, note in enumerate(row.notes):
        if number:
            yield ">"
        yield f"> {note}"
    if row.notes:
        yield ""


def _heading_prefix(head: str) -> str:
    """Titles and headings are headings on a forge too. Only what stands alone in its block: `p8 heading 2 final`."""
    words = head.split()
    if "," in head or "=" in head or len(words) < 2 or words[1] not in ("title", "heading"):
        return ""
    level = int(words[2]) + 1 if len(words) > 2 and words[2].isdecimal() else 1
    return "#" * min(level, 6) + " "


def _read_interleaved(lines: list[tuple[int, str]], langs: tuple[str, str], where: str) -> Iterator[Row]:
    head, at = "", 0
    block: list[str] = []
    for number, line in [*lines, (0, "<!-- -->")]:
        found = _HEAD.fullmatch(line)
        if not found:
            if line and not head:
                raise FormatError(
                    "text before the first block",
                    where=f"{where}:{number}",
                    hint="put a line such as <!-- p1 body --> above it",
                )
            block.append(line)
            continue
        if head:
            yield _interleaved_row(head, block, langs, at)
        head, at, block = found.group(1), number, []


def _interleaved_row(head: str, lines: list[str], langs: tuple[str, str], at: int) -> Row:
    paragraphs: list[list[str]] = [[]]
    notes: list[str] = []
    for line in lines:
        if line.startswith(">"):
            notes += filter(None, [line[1:].strip(" ")])
        elif line:
            paragraphs[-1].append(line.strip(" \t"))
            continue
        if paragraphs[-1]:
            paragraphs.append([])
    found = [p for p in paragraphs if p]
    count = min(name_counts(head)[0], len(found))
    joined = [
        ("" if langs[0 if k < count else 1].startswith("zh") else " ").join(p) for k, p in enumerate(found)
    ]  # lines that an editor wrapped
    texts = [_HEADING.sub("", text, count=1) if text.startswith("#") else text for text in joined]
    return Row(head, tuple(texts[:count]), tuple(texts[count:]), tuple(notes), at)


# ---- one table


def _table_line(row: Row) -> str:
    cells = [row.head, *("<br>".join(part) for part in (row.source, row.target, row.notes))]
    return "| " + " | ".join(cells) + " |"


def _read_table(lines: list[tuple[int, str]], where: str) -> Iterator[Row]:
    rows = [(number, line.strip(" ")) for number, line in lines if line]
    for number, line in rows[2:]:
        cells = [cell.strip(" \t") for cell in _CELL_END.split(line)]
        if len(cells) != 6 or cells[0] or cells[-1]:
            raise FormatError(
                f"a row of {max(len(cells) - 2, 0)} cells, expected 4 (id, 原文, English, note)",
                where=f"{where}:{number}",
                hint="write \\| for a | inside a cell, and keep each row on one line",
            )
        head, source, target, notes = cells[1:-1]
        yield Row(head, _cell_lines(source), _cell_lines(target), _cell_lines(notes), number)


def _cell_lines(cell: str) -> tuple[str, ...]:
    return tuple(line.strip(" ") for line in re.split(r"<br ?/?>", cell)) if cell else ()
