"""Terms <-> CSV and TSV: a row for each rendering, with the term's other fields on its first row.

Any columns may be left out but `zh`, and stand in any order. Without a head, three columns are OmegaT's (`omegat`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from glossary.formats import TURNED_ROUND, Reading, decode, turned_round
from glossary.model import Example, Layer, Rendering, Standing, Term
from reader.errors import FormatError
from reader.language.pinyin import has_han

_OF_RENDERING = ("rendering", "status", "when", "source", "rendering_note")
_OF_TERM = (
    "variants",
    "pinyin",
    "pos",
    "definition",
    "note",
    "example_zh",
    "example_en",
    "related",
    "uncertain",
    "domain",
)
COLUMNS = ("zh", *_OF_RENDERING, *_OF_TERM)
# Several values in one cell: `甲 | 乙`; a bar inside a value is written `\\|`.
_BAR = re.compile(r"\s*(?<!\\)\|\s*")


def write(terms: Sequence[Term], name: str) -> bytes:
    """A CSV file (with a byte order mark, since spreadsheets ask for it) or a TSV file."""
    text = io.StringIO()
    rows = csv.writer(text, _dialect(name))
    rows.writerow(COLUMNS)
    for term in terms:
        for place, rendering in enumerate(term.renderings or (None,)):
            rows.writerow(
                [term.zh, *_rendering_cells(rendering), *(_term_cells(term) if place == 0 else ("",) * len(_OF_TERM))]
            )
    return text.getvalue().encode("utf-8-sig" if name == "csv" else "utf-8")


def read(data: bytes, name: str, where: str, columns: str = "") -> Reading:
    """The terms of a CSV or TSV file; rows of one `zh` are one term. `columns` are the names that its head lacks."""
    found = _Rows(where)
    if columns:
        found.head(columns.split(","), 1)
    for line, row in _records(decode(data, where), name, where):
        try:
            if isinstance(row, FormatError):
                raise row
            if found.columns is None:
                found.head(row, line)
            elif any(cell.strip() for cell in row):
                found.row(row, line)
        except FormatError as error:
            if found.columns is None:
                raise
            found.problems.append(error)
    return Reading(found.terms(), tuple(found.problems))


def _records(text: str, name: str, where: str) -> Iterator[tuple[int, list[str] | FormatError]]:
    """Each record with the line that it begins on, or what is wrong with it.

    A quotation mark that is never closed takes what follows for one cell: so behind a bad record the next line counts.
    """
    lines = list(io.StringIO(text, newline=""))
    start = at = 0
    rows = csv.reader(lines, _dialect(name), strict=True)
    while True:
        try:
            row: list[str] | FormatError = next(rows)
            after = start + rows.line_num
        except StopIteration:
            return
        except csv.Error as error:
            row = FormatError(str(error), where=f"{where}:{at + 1}", hint="is a quotation mark missing?")
            start = after = at + 1
            rows = csv.reader(lines[start:], _dialect(name), strict=True)
        yield at + 1, row
        at = after


def _dialect(name: str) -> type[csv.Dialect]:
    return _Csv if name == "csv" else _Tsv


class _Csv(csv.Dialect):
    delimiter, quotechar, doublequote, quoting, lineterminator = ",", '"', True, csv.QUOTE_MINIMAL, "\r\n"
    skipinitialspace = False


class _Tsv(csv.Dialect):
    delimiter, quotechar, doublequote, quoting, lineterminator = "\t", None, False, csv.QUOTE_NONE, "\n"
    skipinitialspace = False


class _Rows:
    """Gathers rows into terms."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.columns: list[str] | None = None
        self.problems: list[FormatError] = []
        self._fields: dict[str, dict[str, str]] = {}
        self._renderings: dict[str, list[Rendering]] = {}

    def head(self, row: list[str], line: int) -> None:
        names = [cell.strip().lower() for cell in row]
        if "zh" not in names and len(row) > 1 and any(map(has_han, row)):
            order = "zh,rendering" if has_han(row[0]) else "rendering,zh"
            hint = f"--columns {order}, or let the first row say so; two columns are needed, zh and rendering"
            raise self._error(line, "no head: this row is a term, and names no columns", hint)
        if "zh" not in names:
            raise self._error(line, "no column zh", f"the first row names the columns: {', '.join(COLUMNS)}")
        if unknown := [name for name in names if name and name not in COLUMNS]:
            place = names.index(unknown[0]) + 1
            raise self._error(line, f"column {place}: {unknown[0]!r} is not known", f"known are {', '.join(COLUMNS)}")
        if twice := [name for name in names if name and names.count(name) > 1]:
            raise self._error(line, f"the column {twice[0]!r} stands twice")
        self.columns = names

    def row(self, row: list[str], line: int) -> None:
        columns = self.columns or []
        if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
            raise self._error(
                line, f"{len(row)} columns, expected {len(columns)}", "is a cell with a comma not quoted?"
            )
        cells = {name: " ".join(cell.split()) for name, cell in zip(columns, row, strict=False) if name}
        zh = cells.get("zh", "")
        if not zh:
            raise self._error(line, "a row without zh", "each row names its term, one for another rendering too")
        if any(ord(char) < 32 or ord(char) == 127 for cell in cells.values() for char in cell):
            raise self._error(line, "a control character")
        if turned_round(zh, [cells.get("rendering", "")]):
            raise self._error(line, TURNED_ROUND, "let the first row name the columns: rendering,zh")
        rendering = self._rendering(cells, line)
        fields = self._fields.get(zh, {})
        for name in _OF_TERM:
            if cells.get(name) and fields.get(name, cells[name]) != cells[name]:
                raise self._error(line, f"another {name} for {zh} than above", "give it once, on the term's first row")
        if bool(cells.get("example_zh")) != bool(cells.get("example_en")):
            raise self._error(line, "an example in one language only")
        if rendering and rendering.sense in (one.sense for one in self._renderings.get(zh, ())):
            raise self._error(line, f"{zh} has the rendering {rendering.text!r} above")
        self._fields[zh] = {**fields, **{name: cells[name] for name in _OF_TERM if cells.get(name)}}
        self._renderings.setdefault(zh, []).extend([rendering] if rendering else [])

    def _rendering(self, cells: dict[str, str], line: int) -> Rendering | None:
        text, status, when, source, note = (cells.get(name, "") for name in _OF_RENDERING)
        if not text:
            if status or when or source or note:
                raise self._error(line, "a row that describes a rendering without it")
            return None
        status = status.lower() or Standing.PREFERRED
        if status not in tuple(Standing):
            raise self._error(line, f"status {status!r} is none of {', '.join(Standing)}")
        return Rendering(text, Standing(status), source, note, when)

    def terms(self) -> tuple[Term, ...]:
        return tuple(_term(zh, self._fields[zh], self._renderings[zh]) for zh in self._fields)

    def _error(self, line: int, message: str, hint: str = "") -> FormatError:
        return FormatError(message, where=f"{self.where}:{line}", hint=hint)


def _term(zh: str, fields: dict[str, str], renderings: list[Rendering]) -> Term:
    example = Example(fields["example_zh"], fields["example_en"]) if "example_zh" in fields else None
    return Term(
        zh,
        tuple(renderings),
        definition=fields.get("definition", ""),
        variants=_split(fields.get("variants", "")),
        pinyin=fields.get("pinyin", ""),
        pos=fields.get("pos", ""),
        note=fields.get("note", ""),
        example=example,
        related=_split(fields.get("related", "")),
        uncertain=fields.get("uncertain", ""),
        domain=fields.get("domain", ""),
        layer=Layer.USER,
    )


def _rendering_cells(rendering: Rendering | None) -> tuple[str, ...]:
    if rendering is None:
        return ("",) * len(_OF_RENDERING)
    return (rendering.text, str(rendering.status), rendering.when, rendering.source, rendering.note)


def _term_cells(term: Term) -> tuple[str, ...]:
    example = term.example or Example("", "")
    return (
        _joined(term.variants), term.pinyin, term.pos, term.definition, term.note,
        example.zh, example.en, _joined(term.related), term.uncertain, term.domain,
    )  # fmt: skip


def _joined(values: tuple[str, ...]) -> str:
    return " | ".join(value.replace("|", "\\|") for value in values)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(value.replace("\\|", "|") for value in _BAR.split(cell) if value)
