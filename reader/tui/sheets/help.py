"""The help: the keys as they really are, in two columns where there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from reader.language.layout import LayoutOptions, break_lines
from reader.tui.foot import fitting_hints
from reader.tui.keys import ALONE, KEYS, shown
from reader.tui.lines import LineView
from reader.tui.paint import Run, line

# What a reader looks for together, in the order in which it is looked for.
SECTIONS: dict[str, str] = {
    "Moving": "next back paragraph_next paragraph_back page_next page_back half_next half_back first last",
    "Sentences, terms, words": "sentence_next sentence_back term_next term_back word_next word_back entry keep",
    "How it looks": "english english_all layout pinyin gloss narrower wider theme spacing margin pinyin_more "
    "pinyin_fewer tones",
    "Finding a place": "find found_next found_back go outline mark to_mark jump_back jump_on bookmark bookmarks "
    "doubtful_next doubtful_back unpaired_next unpaired_back",
    "Copying": "select copy copy_both cite",
    "Correcting": "edit edit_outside write status note add_term undo redo save open_saved",
    "While writing": "keep_text keep_and_save new_line leave_text",
    "Raw lines": "raw repair_next repair_back change_next change_back doubt_next raw_leave",
    "The program": "palette pane help escape suspend quit",
}
# Cells: the margin, what parts two columns, and the narrowest column that two are made for.
_MARGIN, _GAP, _COLUMN = 2, 4, 54
_HINTS = ((1, "space", "more"), (2, "b", "back"), (0, "Esc", "close"))


class Piece(NamedTuple):
    """A run of text from a cell on; `part` is the name of its style."""

    x: int
    text: str
    part: str = "text"


HelpRow = tuple[Piece, ...]


def help_rows(keymap: Mapping[str, str], width: int) -> tuple[HelpRow, ...]:
    """Every key and what it does as rows of at most `width` cells, section by section."""
    inner = max(8, width - 2 * _MARGIN)
    columns = 2 if inner >= 2 * _COLUMN + _GAP else 1
    cells = (inner - _GAP * (columns - 1)) // columns
    sections = [_section(title, names.split(), keymap, cells) for title, names in SECTIONS.items()]
    if columns == 1:
        return tuple(_moved(row, _MARGIN) for row in _joined(sections))
    left, right = min(
        ((_joined(sections[:k]), _joined(sections[k:])) for k in range(1, len(sections))),
        key=lambda both: max(map(len, both)),
    )
    step = _MARGIN + cells + _GAP
    return tuple(_moved(a, _MARGIN) + _moved(b, step) for a, b in zip_longest(left, right, fillvalue=()))


def _section(title: str, names: Sequence[str], keymap: Mapping[str, str], cells: int) -> list[HelpRow]:
    keys = [key for name in names for key in KEYS if key.id == name]
    at = max(len(shown(key, keymap)) for key in KEYS if key.words) + 3
    narrow = cells - at < at  # keys on a row of their own
    rows: list[HelpRow] = [(Piece(0, title, "title"),)]
    for key in keys:
        name = Piece(0, shown(key, keymap), "key")
        indent = _MARGIN if narrow else at
        does = key.words.split(": ")[-1] if key.where in ALONE else key.words  # the section says where
        words = [does[one.start : one.stop] for one in break_lines(does, cells - indent, LayoutOptions())]
        told: list[HelpRow] = [(Piece(indent, one),) for one in words]
        rows += [(name,), *told] if narrow else [(name, *told[0]), *told[1:]]
    return rows


def _joined(sections: Sequence[list[HelpRow]]) -> list[HelpRow]:
    """Sections below one another, a row left free between them."""
    rows: list[HelpRow] = []
    for section in sections:
        rows += [(), *section] if rows else section
    return rows


def _moved(row: HelpRow, cells: int) -> HelpRow:
    return tuple(piece._replace(x=piece.x + cells) for piece in row)


class HelpView(LineView, can_focus=True):
    """The rows of the help."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title", "key", "text"}
    rows: reactive[tuple[HelpRow, ...]] = reactive((), always_update=True)

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self.keymap = keymap

    def on_resize(self) -> None:
        """Fit the new size."""
        rows = help_rows(self.keymap, self.size.width)
        self.set_total(len(rows))
        self.rows = rows

    def render_line(self, y: int) -> Strip:
        """One row."""
        at = y + round(self.scroll_y)
        row = self.rows[at] if at < len(self.rows) else ()
        runs = [Run(one.x, one.text, len(one.text), self.get_component_rich_style(one.part)) for one in row]
        return line(runs, self.size.width, self.get_component_rich_style("text"))


class HelpScreen(ModalScreen[None]):
    """A page of keys; any of the keys that leave, leaves. Nothing below shows through: it is drawn at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,fullwidth_question_mark,f1,enter", "dismiss", "close", show=False),
        Binding("down,j", "lines(3)", show=False),
        Binding("up,k", "lines(-3)", show=False),
        Binding("space,pagedown,ctrl+f,ctrl+d", "pages(1)", show=False),
        Binding("b,pageup,ctrl+b,ctrl+u", "pages(-1)", show=False),
        Binding("home,g", "lines(-9999)", show=False),
        Binding("end,G", "lines(9999)", show=False),
    ]

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self.keymap = keymap

    def compose(self) -> ComposeResult:
        """The keys, and how much of them is seen."""
        yield Static(Content("Keys"), id="help-title")
        yield HelpView(self.keymap)
        yield Static("", id="help-foot")

    def on_mount(self) -> None:
        """Say anew how much is left whenever it moves."""
        self.watch(self.view, "scroll_y", self.say_place)
        self.watch(self.view, "rows", self.say_place)

    @property
    def view(self) -> HelpView:
        """Where the rows are drawn."""
        return self.query_one(HelpView)

    def say_place(self) -> None:
        """Which rows are seen, where not all are."""
        first, height, total = round(self.view.scroll_y), self.view.size.height, len(self.view.rows)
        place = f"{first + 1}-{min(first + height, total)} of {total}   " if total > height else ""
        hints = fitting_hints(_HINTS if place else _HINTS[2:], self.size.width - len(place) - 2)
        self.query_one("#help-foot", Static).update(Content.assemble(place, hints))

    def action_lines(self, rows: int) -> None:
        """Scroll where the help doesn't fit."""
        self.view.scroll_relative(y=rows, animate=False)

    def action_pages(self, count: int) -> None:
        """Scroll by what is seen of it, a row kept."""
        self.action_lines(count * (self.view.size.height - 1))
