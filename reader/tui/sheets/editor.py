"""A sheet at the foot of the screen to write in: the original above, the text below. Says what was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from reader.language.layout import LayoutOptions, break_lines, harmless
from reader.tui.foot import Foot
from reader.tui.keys import bindings
from reader.tui.sheets.questions import Asking
from reader.tui.sizes import room_in_sheet

# What is being typed is kept after this many seconds without a key.
_PAUSE = 0.7
_TALLEST = 14  # rows that the original or the box may take


class Written(NamedTuple):
    """What was written, and whether the file is to be saved at once."""

    text: str
    saves: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What to write: a title, the original with its terms, the text to begin with, the text that stands there.

    `lines` says whether a line end means something; else it is a space. `on` says that Enter goes to the next place.
    """

    title: str
    source: str
    terms: str
    text: str
    standing: str
    lines: bool
    on: bool = False


class Lines(Static):
    """A text in lines that keep the rules of Chinese, at whatever width."""

    def __init__(self, text: str, options: LayoutOptions, classes: str) -> None:
        super().__init__(classes=f"exact {classes}")
        self.text, self.options = text, options

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        shown = [harmless(paragraph) for paragraph in self.text.split("\n")]
        broken = [
            paragraph[line.start : line.stop]
            for paragraph in shown
            for line in break_lines(paragraph, max(2, event.size.width), self.options)
        ]
        self.update(Content("\n".join(broken)))


class Box(TextArea):
    """Where the text is typed. Nothing pasted can command the terminal."""

    def _on_paste(self, event: events.Paste) -> None:  # type: ignore[override]  # Textual then calls TextArea's own
        event.text = _typed(event.text)

    def _watch_show_vertical_scrollbar(self) -> None:
        if self.cursor_location[0] < self.document.line_count:  # else it is about to be moved, by taking back
            super()._watch_show_vertical_scrollbar()


class Editor(Asking[Written], inherit_bindings=False):
    """Enter keeps, Esc leaves; what was changed and not kept is left at the second Esc only."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(*words, show=False, id=name, priority=True) for name, words in bindings("edit")
    ]

    def __init__(self, sheet: Sheet, options: LayoutOptions, typing: Callable[[str], None]) -> None:
        """`typing` is called with what stands there whenever the writer pauses."""
        super().__init__()
        self.sheet = sheet
        self._options = options
        self._typing = typing
        self._sure = False

    def compose(self) -> ComposeResult:
        """The original, and the box below it."""
        with Vertical(id="writing"):
            yield Static(Content(self.sheet.title), id="writing-title")
            with VerticalScroll(id="writing-source", can_focus=False):
                yield Lines(self.sheet.source, self._options, "writing-source")
                if self.sheet.terms:
                    yield Lines(self.sheet.terms, self._options, "writing-terms")
            yield Box(_typed(self.sheet.text), compact=True, highlight_cursor_line=False, id="writing-box")
            yield Foot()

    def on_mount(self) -> None:
        """Type at the end."""
        self._paused = self.set_timer(_PAUSE, self.tell, pause=True)
        box = self.query_one(Box)
        box.move_cursor(box.document.end)
        box.focus()

    def on_resize(self) -> None:
        """As many hints as fit. Original and writing share the rows, so that the cursor is in view on a low screen."""
        self._hint()
        room = room_in_sheet(self.size.height, 2, 5)
        source = max(1, room * 2 // 5)
        self.query_one("#writing-source").styles.max_height = min(_TALLEST, source)
        self.query_one(Box).styles.max_height = min(_TALLEST, room - source)

    def on_text_area_changed(self) -> None:
        """Keep it safe as soon as there is a pause."""
        self._sure = False
        self._hint()
        self._paused.stop()
        self._paused = self.set_timer(_PAUSE, self.tell)

    @property
    def text(self) -> str:
        """What stands there."""
        text = self.query_one(Box).text
        return text if self.sheet.lines else " ".join(text.split("\n"))

    def action_keep(self) -> None:
        """Keep it."""
        self.dismiss(Written(self.text))

    def action_keep_and_save(self) -> None:
        """Keep it, and save the file."""
        self.dismiss(Written(self.text, saves=True))

    def action_new_line(self) -> None:
        """A new paragraph, where there can be one."""
        if self.sheet.lines:
            box = self.query_one(Box)
            box.replace("\n", *box.selection)

    def action_leave(self) -> None:
        """Leave it; what was changed, only if it's meant."""
        if self._sure or not self.is_changed:
            self.dismiss(None)
        else:
            self._sure = True
            self.query_one(Foot).say("Esc again throws it away, Enter keeps it", trouble=True)

    @property
    def is_changed(self) -> bool:
        """Is it other than what stands in the document?"""
        return self.text.strip() != _typed(self.sheet.standing).strip()

    def tell(self) -> None:
        """Say what stands there if it isn't kept yet."""
        if self.is_changed:
            self._typing(self.text)

    def _hint(self) -> None:
        keeps = "keep, and on to the next" if self.sheet.on else "keep"
        paragraph = [("ctrl+j", "new paragraph")] if self.sheet.lines else []
        keys = (("Enter", keeps), ("Esc", "leave"), ("ctrl+s", "keep and save"), *paragraph, ("ctrl+z", "take back"))
        self.query_one(Foot).tell(*keys)


def _typed(text: str) -> str:
    """A text with line ends of one kind, and nothing else that a keyboard would not type."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "\n".join(harmless(line) for line in text.split("\n"))
