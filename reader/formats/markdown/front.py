"""The front matter of a native file: languages, provenance, and what a person added, as YAML of text values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from reader.errors import FormatError
from reader.model import Bitext, FileRef, Provenance

VERSION = "1"
_FENCE = "---"
_PLAIN = re.compile(r"[^\W_](?:[\w./+-]| (?=[\w/+-]))*", re.ASCII)
_KNOWN = ("duizhao", "source", "target", "tool", "terms")
_Place = Callable[[str], str]  # a front-matter key -> where it stands


def front_lines(bitext: Bitext) -> Iterator[str]:
    """The lines of the front matter, fences included."""
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


def read_front(lines: list[str], where: str) -> tuple[tuple[str, str], Provenance, int]:
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
