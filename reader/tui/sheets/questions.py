"""What the reader asks before anything could be lost: a choice, or a name for a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.language.layout import harmless
from reader.tui.foot import Foot
from reader.tui.sheets.listed import Listed
from reader.tui.sizes import room_in_sheet

Answer = TypeVar("Answer")


class Choice(NamedTuple):
    """A letter, the word for it, and what it does."""

    key: str
    answer: str
    words: str


class Asking(ModalScreen[Answer | None]):
    """What waits for an answer. Esc, and what else would leave the program, leaves it without one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, priority=True)]

    def action_leave(self) -> None:
        """No answer."""
        self.dismiss(None)


class Question(Asking[str]):
    """A question with its answers: by letter, or by arrows and Enter. Esc answers nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, title: str, words: str, choices: Sequence[Choice], leave: str, at: int = 0) -> None:
        """`leave` says what Esc does; the answer at `at` is marked to begin with."""
        super().__init__()
        self.asked, self.words, self.choices, self.leave, self.at = title, words, choices, leave, at

    def compose(self) -> ComposeResult:
        """The question, the answers, and how to answer nothing."""
        with Vertical(id="question", classes="sheet"):
            yield Static(Content(harmless(self.asked)), classes="sheet-title")
            if self.words:
                yield Static(Content(harmless(self.words)), classes="sheet-words")
            rows = (Content.assemble((f"{one.key}  ", "bold $term"), one.words) for one in self.choices)
            yield Listed(*map(Option, rows), compact=True, markup=False)
            yield Foot(("Esc", self.leave))

    def on_mount(self) -> None:
        """Enter gives the answer that is marked."""
        answers = self.query_one(OptionList)
        answers.highlighted = self.at
        answers.focus()

    def on_resize(self) -> None:
        """Answers that find no room below the question scroll."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        answers = self.query_one(OptionList)
        above = answers.virtual_region.y
        answers.styles.max_height = room_in_sheet(self.size.height, above + 1, 3)

    def on_key(self, event: events.Key) -> None:
        """A letter answers."""
        for one in self.choices:
            if event.character is not None and event.character.lower() == one.key:
                event.stop()
                self.dismiss(one.answer)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click answers."""
        self.dismiss(self.choices[event.option_index].answer)

    def action_move(self, direction: int) -> None:
        """Mark another answer."""
        answers = self.query_one(OptionList)
        (answers.action_cursor_down if direction > 0 else answers.action_cursor_up)()


class NameScreen(Asking[str]):
    """Asks for the name of a file; Enter, or ctrl+s once more, saves. Esc gives none."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "keep", show=False, priority=True)]

    def __init__(self, title: str, name: str, trouble: str = "") -> None:
        super().__init__()
        self.asked, self.suggested, self.trouble = title, name, trouble

    def compose(self) -> ComposeResult:
        """What went wrong, if anything; the line."""
        with Vertical(id="name", classes="sheet"):
            yield Static(Content(harmless(self.asked)), classes="sheet-title")
            if self.trouble:
                yield Static(Content.styled(harmless(self.trouble), "$warn"), classes="sheet-words")
            yield Input(self.suggested, compact=True, select_on_focus=False, classes="line")
            yield Foot(("Enter", "save"), ("Esc", "go back"))

    def on_mount(self) -> None:
        """Type at the end of the name."""
        line = self.query_one(Input)
        line.focus()
        line.cursor_position = 0
        self.call_after_refresh(line.action_end)  # a long name is then scrolled to its end

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The name, if there is one."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """The name, if there is one."""
        if name := self.query_one(Input).value.strip():
            self.dismiss(name)
