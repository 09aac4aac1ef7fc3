"""A repaired document -> what the command shows of it: its text, its edits, its doubts. Strings out; prints nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from reader.extract.text import LINE_ENDS
from reader.model import Document, Edit, Extract, Origin
from reader.repair.edits import apply_edits, raw_offsets
from reader.repair.plan import paragraph_texts

DOUBTFUL = 0.9  # decisions that are less sure are shown on request
_AROUND = 8  # characters of the text shown on either side of an edit
_VISIBLE = str.maketrans(dict.fromkeys(LINE_ENDS, "⏎") | {"\r": "", "\f": "␌", "\t": "⇥", "\u3000": "□"})


def repaired_text(document: Document) -> str:
    """The raw text with the edits in it, with the separators that it has."""
    return apply_edits(document.raw, document.edits)


def one_per_line(document: Document) -> str:
    """One paragraph a line; byte order mark and final line end as in the raw text."""
    mark = "\ufeff" if document.raw.startswith("\ufeff") else ""
    end = "\n" if document.paragraphs and document.raw.endswith((*LINE_ENDS, "\f")) else ""
    return mark + "\n".join(paragraph.text for paragraph in document.paragraphs) + end


def explain(document: Document, extract: Extract) -> str:
    """One line an edit: page and line, the rule, the text before and after."""
    origin = _Origins(extract)
    return "".join(
        f"{_place(origin(edit.start))}\t{edit.rule}\t{_shown(document.raw, edit, edit.old)}\t"
        f"{_shown(document.raw, edit, edit.new)}\n"
        for edit in document.edits
    )


def doubtful(document: Document, extract: Extract) -> str:
    """One line a line end about which repair was not sure: page and line, the decision, how sure, why, the text."""
    origin = _Origins(extract)
    shown: list[str] = []
    for boundary in document.boundaries:
        if boundary.confidence < DOUBTFUL:
            at = boundary.offset
            text = f"{document.raw[max(0, at - 2 * _AROUND) : at].lstrip()}⏎{document.raw[at:].lstrip()[: 2 * _AROUND]}"
            shown.append(
                f"{_place(origin(at))}\t{'joined' if boundary.joined else 'kept'}\t{boundary.confidence:.2f}\t"
                f"{', '.join(boundary.reasons)}\t{text.translate(_VISIBLE)}\n"
            )
    return "".join(shown)


def json_text(made: dict[str, Any], *, one_line: bool) -> str:
    """An object as JSON: on one line, or with a line for each paragraph, edit and doubt."""
    import json

    if one_line:
        return json.dumps(made, ensure_ascii=False) + "\n"
    rows: list[str] = []
    for key, value in made.items():
        shown = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            inside = ",\n".join(f"  {json.dumps(one, ensure_ascii=False)}" for one in value)
            shown = f"[\n{inside}\n ]"
        rows.append(f" {json.dumps(key)}: {shown}")
    return "{\n" + ",\n".join(rows) + "\n}\n"


def as_json(document: Document, extract: Extract, file: str) -> dict[str, Any]:
    """Paragraphs, edits and doubtful line ends for other programs."""
    origin = _Origins(extract)
    return {
        "file": file,
        "lang": document.lang,
        "notices": list(extract.notices),
        "paragraphs": [
            {
                "id": paragraph.id,
                "kind": str(paragraph.kind),
                "level": paragraph.level,
                "text": paragraph.text,
                "page": paragraph.origin.page,
                "lines": [paragraph.origin.line, origin(max(start, end - 1)).line],
            }
            for paragraph, (start, end) in zip(document.paragraphs, spans(document), strict=True)
        ],
        "edits": [
            {
                "rule": edit.rule,
                "page": origin(edit.start).page,
                "line": origin(edit.start).line,
                "start": edit.start,
                "end": edit.end,
                "before": edit.old,
                "after": edit.new,
            }
            for edit in document.edits
        ],
        "doubtful": [
            {
                "page": origin(boundary.offset).page,
                "line": origin(boundary.offset).line,
                "at": boundary.offset,
                "joined": boundary.joined,
                "confidence": round(boundary.confidence, 2),
                "reasons": list(boundary.reasons),
            }
            for boundary in document.boundaries
            if boundary.confidence < DOUBTFUL
        ],
    }


def diff(document: Document, extract: Extract, width: int) -> str:
    """The raw lines on the left, what became of them on the right."""
    from reader.language.layout import break_lines, cell_width, harmless

    half = max(10, (width - 3) // 2)

    def fold(text: str) -> list[str]:
        shown = harmless(text)
        return [shown[line.start : line.stop] for line in break_lines(shown, half)] or [""]

    starts = [line.start for line in extract.lines]
    rows: list[str] = []
    done = 0
    for paragraph, (start, end) in zip(document.paragraphs, spans(document), strict=True):
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
        left = [piece for line in extract.lines[min(done, first) : last + 1] for piece in fold(line.text)]
        right = fold(paragraph.text)
        done = max(done, last + 1)
        for k in range(max(len(left), len(right))):
            raw, new = left[k] if k < len(left) else "", right[k] if k < len(right) else ""
            rows.append(f"{raw}{' ' * (half - cell_width(raw))} │ {new}".rstrip())
    rows += [piece for line in extract.lines[done:] for piece in fold(line.text) if piece]
    return "".join(f"{row}\n" for row in rows)


def spans(document: Document) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends in the raw text."""
    found = list(paragraph_texts(repaired_text(document)))
    offsets = [offset for at, text in found for offset in (at, at + len(text) - 1)]
    places = list(raw_offsets(document.edits, offsets))
    return ((start, end + 1) for start, end in zip(places[::2], places[1::2], strict=True))


class _Origins:
    def __init__(self, extract: Extract) -> None:
        self._starts = [line.start for line in extract.lines]
        self._lines = extract.lines

    def __call__(self, offset: int) -> Origin:
        at = bisect_right(self._starts, offset) - 1
        return self._lines[at].origin if self._lines else Origin()


def _place(origin: Origin) -> str:
    return f"page {origin.page}, line {origin.line}"


def _shown(raw: str, edit: Edit, middle: str) -> str:
    before, after = raw[max(0, edit.start - _AROUND) : edit.start], raw[edit.end : edit.end + _AROUND]
    return f"{before.split(chr(10))[-1]}[{middle}]{after.split(chr(10))[0]}".translate(_VISIBLE)


def rule_counts(edits: Sequence[Edit]) -> dict[str, int]:
    """How many edits each rule made."""
    counts: dict[str, int] = {}
    for edit in edits:
        counts[edit.rule] = counts.get(edit.rule, 0) + 1
    return counts
