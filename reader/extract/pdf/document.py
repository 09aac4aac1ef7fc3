"""The bytes of a PDF -> raw text and its lines. Opens and closes the file; what is on a page the other modules know.

pdfium is not thread-safe: call this from one thread of a process only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median_low
from typing import TYPE_CHECKING

from reader.errors import InputError, UsageError
from reader.extract.pdf.chars import SLANTED, PageChars, read_chars
from reader.extract.pdf.findings import Findings, page_words
from reader.extract.pdf.fonts import use_squares
from reader.extract.pdf.forms import most_drawn
from reader.extract.pdf.lines import PageLine, page_lines
from reader.extract.pdf.tables import find_grids, page_rules, turned
from reader.model import Box, Extract, Line, Origin

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_ASCENT, _DESCENT = 0.85, 0.15  # em that a line of type takes above and below its baseline
_STAMP, _LEVEL_STAMP = 1.3, 1.8  # of the text's size: words across the page, at an angle and level
_HYPHEN, _SOFT_HYPHEN = "\u2010", "\u00ad"
_NOT_AN_ERROR = "Success"  # what pdfium calls it if a file that it can read has no page
_NO_STRING = 2  # bytes that pdfium gives for a value that isn't there: the end of an empty string
_DRAWN = 100_000  # forms that a form draws; pdfium takes 3 KB for each
_FEW = 0.02  # of the characters of a page; fewer unreadable ones are not worth a word


def read_pdf(data: bytes, *, where: str, password: str | None = None, pages: range | None = None) -> Extract:
    """Read the text of a PDF. `where` names it in errors; `pages` counts from 1.

    Raw text is one line for each visual line or table row (cells parted by TAB), pages parted by form feeds.
    """
    document = _open(data, where, password)
    try:
        chosen = _chosen(len(document), pages, where)
        if most_drawn(data, _DRAWN) > _DRAWN:
            raise InputError(
                "this PDF draws forms within forms too often to be read",
                where=where,
                hint="its pages would fill the memory; another program may print it to a new PDF",
            )
        findings = Findings(attached=document.count_attachments())
        lines = [(number, line) for number in chosen for line in _page(document, number, findings)]
    finally:
        document.close()
    _mark_breaks([line for _, line in lines])
    if not lines:
        raise _no_text(findings, where, len(chosen))
    raw, made = _assembled(lines)
    return Extract(raw, made, tuple(findings.notices()))


def read_first_pages(data: bytes, *, where: str, password: str | None = None, count: int) -> Extract | None:
    """The text of the first `count` pages of a longer PDF; None if it isn't longer."""
    document = _open(data, where, password)
    try:
        longer = len(document) > count
    finally:
        document.close()
    return read_pdf(data, where=where, password=password, pages=range(1, count + 1)) if longer else None


def _open(data: bytes, where: str, password: str | None) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    use_squares()
    try:
        return PdfDocument(data, password=password)
    except PdfiumError as error:
        if "password" in str(error).lower():
            if password is None:
                raise InputError("this PDF is locked", where=where, hint="give its --password") from error
            raise InputError("this is not the PDF's password", where=where) from error
        if _NOT_AN_ERROR in str(error):  # it was read, and holds nothing
            raise InputError("this PDF has no pages", where=where) from error
        raise InputError(
            "this PDF is damaged and cannot be opened", where=where, hint="fetch it again, or print it to a new PDF"
        ) from error


def _chosen(count: int, pages: range | None, where: str) -> Sequence[int]:
    if not count:
        raise InputError("this PDF has no pages", where=where)
    if pages is None:
        return range(1, count + 1)
    chosen = [number for number in pages if 1 <= number <= count]
    if not chosen:
        raise UsageError(f"{where} has pages 1 to {count}, not {page_words(pages)}")
    return chosen


def _page(document: PdfDocument, number: int, findings: Findings) -> list[PageLine]:
    """The lines of one page; what is odd about it goes to the findings."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
        if _has_typed_over(page):
            page = _flattened(document, page, number)
            findings.typed.append(number)
    except PdfiumError:
        findings.broken.append(number)
        return []
    try:
        chars = read_chars(page)
        _note_unmapped(chars, number, findings)
        if not chars.total:
            (findings.scanned if _has_picture(page) else findings.empty).append(number)
            return []
        return _upright_lines(page, chars, number, findings)
    except PdfiumError:
        findings.broken.append(number)
        return []
    finally:
        page.close()


def _upright_lines(page: PdfPage, chars: PageChars, number: int, findings: Findings) -> list[PageLine]:
    lines: list[PageLine] = []
    rules = page_rules(page)
    if chars.vertical:
        findings.vertical.append(number)
    for turn, group in chars.by_turn.items():
        if lines and number not in findings.turned:
            findings.turned.append(number)
        grids = find_grids(turned(rules, turn, page.get_bbox())) if rules and turn != SLANTED else []
        made, rubies = page_lines(group, [] if chars.vertical else grids)
        _mark_stamps(made, lines or made, slanted=turn == SLANTED)
        if rubies:
            findings.ruby[number] += rubies
        lines += made
    return lines


def _mark_stamps(made: Sequence[PageLine], text: Sequence[PageLine], *, slanted: bool) -> None:
    """Words in large type across the lines, or strewn over the page at an angle, are no text: 征求意见稿, 内部资料."""
    size = median_low([line.size for line in text])
    large = [line for line in made if line.size >= (_STAMP if slanted else _LEVEL_STAMP) * size and len(line.text) > 1]
    often = Counter(line.text for line in made) if slanted else Counter()
    for line in made:
        line.aside |= often[line.text] > 1
    for line in large:
        line.aside |= slanted or sum(_lies_over(line, other) for other in text if other.size < line.size) > 1


def _lies_over(stamp: PageLine, line: PageLine) -> bool:
    """Is a line of the text under the middle of these letters?"""
    return (
        stamp.base < line.base + 0.4 * line.size < stamp.base + 0.75 * stamp.size
        and min(stamp.right, line.right) - max(stamp.left, line.left) > stamp.size
    )


def _note_unmapped(chars: PageChars, number: int, findings: Findings) -> None:
    wrong = sum(chars.unmapped.values())
    if chars.total and wrong > _FEW * chars.total:
        font = chars.unmapped.most_common(1)[0][0]
        findings.unmapped[number] = (min(1.0, wrong / chars.total), font)


def _flattened(document: PdfDocument, page: PdfPage, number: int) -> PdfPage:
    """The page with what is typed over it made part of it; the file stays as it is."""
    import pypdfium2.raw as pdfium

    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number - 1]


def _has_typed_over(page: PdfPage) -> bool:
    """Are there fields to fill in, or text boxes over the page? What stands in them is no text of the page itself."""
    import pypdfium2.raw as pdfium

    for i in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, i)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        filled = pdfium.FPDFAnnot_GetStringValue(note, b"V", None, 0) > _NO_STRING
        pdfium.FPDFPage_CloseAnnot(note)
        if kind == pdfium.FPDF_ANNOT_FREETEXT or (kind == pdfium.FPDF_ANNOT_WIDGET and filled):
            return True
    return False


def _has_picture(page: PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_SHADING)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, i)) in kinds
        for i in range(pdfium.FPDFPage_CountObjects(page.raw))
    )


def _no_text(findings: Findings, where: str, count: int) -> InputError:
    if findings.broken:
        return InputError("no page of this PDF can be read: it is damaged", where=where, hint="fetch it again")
    if findings.scanned:
        return InputError(
            "this PDF holds pictures of pages, no text",
            where=where,
            hint="reading text from pictures (OCR) is not offered yet; another program has to add a text layer",
        )
    return InputError(f"no text on {'its page' if count == 1 else f'any of {count} pages'}", where=where)


def _mark_breaks(lines: Sequence[PageLine]) -> None:
    """A typographic hyphen that stands nowhere but at line ends only marks the breaks: make it a soft one."""
    if any(_HYPHEN in line.text[:-1] for line in lines):
        return
    for line in lines:
        if line.text.endswith(_HYPHEN):
            line.text = line.text[:-1] + _SOFT_HYPHEN


def _assembled(lines: Sequence[tuple[int, PageLine]]) -> tuple[str, tuple[Line, ...]]:
    """The raw text and the lines with their offsets in it."""
    parts: list[str] = []
    made: list[Line] = []
    at = row = 0
    last = lines[0][0]
    for number, line in lines:
        if made:
            parts.append("\n" if number == last else "\f")
            at += 1
        row = row + 1 if number == last else 1
        last = number
        box = Box(line.left, line.base - _DESCENT * line.size, line.right, line.base + _ASCENT * line.size)
        made.append(
            Line(
                line.text,
                at,
                Origin(number, row),
                box,
                line.size,
                line.raised,
                verbatim=line.verbatim,
                bold=line.bold,
                aside=line.aside,
            )
        )
        parts.append(line.text)
        at += len(line.text)
    return "".join(parts), tuple(made)
