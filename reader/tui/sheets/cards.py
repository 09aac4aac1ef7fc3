"""The terms and notes of a paragraph and a width -> the lines of the pane that explains them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain, zip_longest
from typing import NamedTuple

from glossary.model import Standing, Term
from reader.annotate import TermUse
from reader.language.layout import LayoutOptions, break_lines, cell_width, harmless

_WIDEST_NOTE, _WIDEST_CARD = 100, 72
_CARD_FROM, _GAP = 34, 3  # cells: the narrowest card where there is room for two, and what parts them


class Role(Enum):
    """What a piece of a card is, for its style."""

    TERM = "term"
    PINYIN = "pinyin"
    USED = "used"
    OTHER = "other"
    FORBIDDEN = "forbidden"
    TEXT = "text"
    LABEL = "label"


class Span(NamedTuple):
    """A run of text in one role, from cell `x`."""

    x: int
    text: str
    cells: int
    role: Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as this paragraph uses it: which hits it has, in which forms, and what the English makes of it."""

    term: Term
    used: tuple[str, ...]
    choice: str
    hits: tuple[int, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaneLine:
    """A line of the pane, and which entries stand on it, from which cell."""

    spans: tuple[Span, ...] = ()
    entries: tuple[tuple[int, int], ...] = ()  # (cell, entry), from left to right


@dataclass(slots=True)
class _Card:
    entry: int | None
    lines: list[list[Span]] = field(default_factory=list)


def entries(uses: Sequence[TermUse], which: Sequence[int]) -> tuple[Entry, ...]:
    """One entry a term, in the order of the text, for `which` of the uses."""
    found: dict[str, list[int]] = {}
    for index in which:
        found.setdefault(uses[index].hit.term.zh, []).append(index)
    made = []
    for hits in found.values():
        renderings = (uses[index].rendering for index in hits)
        used = tuple(dict.fromkeys(rendering.text for rendering in renderings if rendering))
        first = uses[hits[0]]
        forms = tuple(dict.fromkeys(form for index in hits if (form := uses[index].form)))
        made.append(Entry(first.hit.term, used, first.choice, tuple(hits), forms))
    return tuple(made)


def without_english(shown: Iterable[Entry]) -> tuple[Entry, ...]:
    """The same terms with their readings alone: where the English is hidden, its words are no less."""
    return tuple(
        replace(one, term=replace(one.term, renderings=(), definition="", note=""), used=(), choice="") for one in shown
    )


def pane_lines(
    shown: Sequence[Entry], notes: Iterable[str], width: int, options: LayoutOptions
) -> tuple[PaneLine, ...]:
    """The lines of the pane: a card a term, as many side by side as fit well; then the notes."""
    columns = max(1, min(len(shown), (width + _GAP) // (_CARD_FROM + _GAP)))
    cell = min(_WIDEST_CARD, (width - _GAP * (columns - 1)) // columns)
    lines: list[PaneLine] = []
    cards = [_Card(k, _Writer(cell, options).term(entry)) for k, entry in enumerate(shown)]
    for at in range(0, len(cards), columns):
        lines += _side_by_side(cards[at : at + columns], cell + _GAP)
        lines.append(PaneLine())
    for note in chain.from_iterable(text.split("\n") for text in notes if text):
        lines += [PaneLine(tuple(spans)) for spans in _Writer(min(width, _WIDEST_NOTE), options).note(note)]
        lines.append(PaneLine())
    return tuple(lines[:-1])


def _side_by_side(cards: Sequence[_Card], step: int) -> list[PaneLine]:
    marks = tuple((step * k, card.entry) for k, card in enumerate(cards) if card.entry is not None)
    made = []
    for row in zip_longest(*(card.lines for card in cards)):
        spans = [span._replace(x=span.x + step * k) for k, line in enumerate(row) if line is not None for span in line]
        made.append(PaneLine(tuple(spans), marks))
    return made


class _Writer:
    """Writes the lines of one card."""

    def __init__(self, width: int, options: LayoutOptions) -> None:
        self.width = max(2, width)
        self.options = options
        self.lines: list[list[Span]] = []

    def note(self, text: str) -> list[list[Span]]:
        """A translator's note."""
        self._flow((("Note ", Role.LABEL), (text, Role.TEXT)))
        return self.lines

    def term(self, entry: Entry) -> list[list[Span]]:
        """A term: as it stands here and is read, its name; renderings, the one used first; meaning and use."""
        term = entry.term
        others = [form for form in entry.forms if form != term.zh]
        head: list[tuple[str, Role]] = []
        for form in others:
            head += [("、" if head else "", Role.TERM), *_spoken(form, term)]
        head.append((" = " if others else "", Role.LABEL))
        known = others and term.zh not in entry.forms and all(map(term.reading_of, others))
        head += [(term.zh, Role.TERM)] if known else _spoken(term.zh, term)
        self._flow(head)
        self._flow(tuple(_renderings(entry)))
        if term.definition:
            self._flow(((term.definition, Role.TEXT),))
        if term.note:
            self._flow(((term.note, Role.TEXT),))
        return self.lines

    def _flow(self, parts: Sequence[tuple[str, Role]]) -> None:
        """Break parts as one text; each keeps its role."""
        text = harmless("".join(part for part, _ in parts))
        edges, at = [], 0
        for part, role in parts:
            edges.append((at, at + len(part), role))
            at += len(part)
        for line in break_lines(text, self.width, self.options):
            spans: list[Span] = []
            x = 0
            for start, stop, role in edges:
                run = text[max(start, line.start) : min(stop, line.stop)] if start < stop else ""
                if run and max(start, line.start) < min(stop, line.stop):
                    cells = cell_width(run, self.options.ambiguous)
                    spans.append(Span(x, run, cells, role))
                    x += cells
            self.lines.append(spans)


def _spoken(form: str, term: Term) -> list[tuple[str, Role]]:
    """A form of a term and how it is read: what stands in the text, not another form's reading."""
    reading = term.reading_of(form)
    return [(form, Role.TERM), (f"  {reading}" if reading else "", Role.PINYIN)]


def _renderings(entry: Entry) -> Iterable[tuple[str, Role]]:
    """What is used here, then the other allowed ones, then what not to write."""
    first = entry.used or ((entry.choice,) if entry.choice else ())
    forbidden = [one for one in entry.term.renderings if one.status is Standing.FORBIDDEN]
    wrong = {one.text for one in forbidden}
    for k, text in enumerate(first):
        if k:
            yield " / ", Role.OTHER
        yield text, Role.FORBIDDEN if text in wrong else Role.USED
    for other in entry.term.allowed:
        if other.text not in first:
            yield (f" / {other.text}" if first or other is not entry.term.allowed[0] else other.text), Role.OTHER
    for k, bad in enumerate(forbidden):
        yield ("  not " if not k else ", "), Role.LABEL
        yield bad.text, Role.FORBIDDEN
