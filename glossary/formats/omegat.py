"""Terms <-> OmegaT's glossary: source, target and comment parted by TAB, a row for each form and rendering."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.formats import TURNED_ROUND, Reading, decode, turned_round
from glossary.forms import GAP
from glossary.model import Layer, Rendering, Standing, Term
from reader.errors import FormatError

_MOST = 3


def write(terms: Sequence[Term], name: str) -> bytes:  # noqa: ARG001 - all writers have one signature
    """The renderings that may be used, best first; forbidden ones would be offered as translations."""
    rows = (
        "\t".join((form, rendering.text, rendering.when or term.definition))
        for term in terms
        for form in term.forms
        if GAP not in form
        for rendering in term.allowed
    )
    return "".join(row.rstrip("\t") + "\n" for row in rows).encode()


def read(data: bytes, name: str, where: str) -> Reading:  # noqa: ARG001
    """The terms of such a file: of the rows of one source text the first is preferred. `#` opens a comment."""
    terms: dict[str, Term] = {}
    problems: list[FormatError] = []
    for line, row in enumerate(decode(data, where).replace("\r\n", "\n").split("\n"), 1):
        cells = [" ".join(cell.split()) for cell in row.split("\t")]
        if not any(cells) or row.startswith("#"):
            continue
        zh, text, comment = (*cells, "", "")[:3]
        old = terms.get(zh)
        when = comment if old and comment != old.definition else ""
        fault = _fault(cells)
        if not fault and old and (text, when) in ((one.text, one.when) for one in old.renderings):
            fault = f"{zh} = {text} stands above"
        if fault:
            hint = "put the Chinese first: source TAB target TAB comment"
            problems.append(FormatError(fault, where=f"{where}:{line}", hint=hint))
            continue
        status = Standing.ADMITTED if old else Standing.PREFERRED
        renderings = (*(old.renderings if old else ()), Rendering(text, status, when=when))
        terms[zh] = Term(zh, renderings, old.definition if old else comment, layer=Layer.USER)
    return Reading(tuple(terms.values()), tuple(problems))


def _fault(cells: list[str]) -> str:
    if not 2 <= len(cells) <= _MOST:
        return f"{len(cells)} columns, expected 2 or 3"
    if not cells[0] or not cells[1]:
        return "a row without source or target"
    if turned_round(cells[0], cells[1:2]):
        return TURNED_ROUND
    if any(ord(char) < 32 or ord(char) == 127 for cell in cells for char in cell):
        return "a control character"
    return ""
