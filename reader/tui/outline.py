"""The headings of the document, to go to; where it has none, the beginnings of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.language.layout import harmless
from reader.model import Bitext, Block, Kind, Paragraph
from reader.tui.entry import fitting

_HEADS = frozenset((Kind.ISSUER, Kind.TITLE, Kind.HEADING))
# Entries in the list: Textual lays out each of them when it opens.
_MOST = 1_000
_WIDEST = 90


class Head(NamedTuple):
    """A line of the outline: the block it leads to, its depth, its text."""

    block: int
    level: int
    text: str


def outline(bitext: Bitext, blocks: Sequence[Block]) -> list[Head]:
    """The headings; where there are fewer than two, all paragraphs."""
    heads: list[Head] = []
    every: list[Head] = []
    least = min((p.level for p in bitext.source.paragraphs if p.level), default=1)
    for k, block in enumerate(blocks):
        for index in block.source[:1]:
            paragraph = bitext.source.paragraphs[index]
            every.append(Head(k, 0, paragraph.text))
            if paragraph.kind in _HEADS or paragraph.level:
                heads.append(Head(k, max(0, paragraph.level - least), _head_of(paragraph)))
    return (heads if len(heads) > 1 else every)[:_MOST]


def _head_of(paragraph: Paragraph) -> str:
    """Of a paragraph that opens with its heading, the heading."""
    return paragraph.text.partition("。")[0] if paragraph.kind is Kind.ITEM else paragraph.text


class OutlineScreen(ModalScreen[int | None]):
    """Choose a heading with the arrows and Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,T", "close", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, heads: Sequence[Head], current: int, ambiguous: int) -> None:
        super().__init__()
        self.heads = heads
        self.current = current
        self.ambiguous = ambiguous

    def compose(self) -> ComposeResult:
        """One line a heading."""
        width = min(_WIDEST, max(8, self.app.size.width - 10))
        with Vertical(id="outline"):
            yield Static(Content("Outline"), id="outline-title")
            lines = (fitting(f"{'  ' * head.level}{harmless(head.text)}", width, self.ambiguous) for head in self.heads)
            yield OptionList(*(Option(Content(text)) for text in lines), compact=True, markup=False)
            yield Static(Content("Enter goes there, Esc closes this."), id="outline-foot")

    def on_mount(self) -> None:
        """Begin at the heading that the reader is under."""
        under = [k for k, head in enumerate(self.heads) if head.block <= self.current]
        self.query_one(OptionList).highlighted = under[-1] if under else 0
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        self.dismiss(self.heads[event.option_index].block)

    def action_move(self, direction: int) -> None:
        """As the arrows do."""
        heads = self.query_one(OptionList)
        (heads.action_cursor_down if direction > 0 else heads.action_cursor_up)()

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)
