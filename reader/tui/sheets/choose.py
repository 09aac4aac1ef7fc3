"""A list to choose from with the arrows and Enter, over the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.language.layout import harmless
from reader.tui.foot import Foot, cut
from reader.tui.sheets.listed import Listed
from reader.tui.sizes import room_in_sheet

_WIDEST, _SIDES, _TALLEST = 87, 11, 20  # cells of a line, and beside it with frame and scroll bar; rows


class ChooseScreen(ModalScreen[int | None]):
    """Leaves with the index of the line that was chosen, or with None. A line may have a second row, in grey."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("delete,d", "remove", show=False),
    ]

    def __init__(
        self,
        title: str,
        lines: Sequence[tuple[str, str]],
        at: int,
        ambiguous: int,
        remove: Callable[[int], object] | None = None,
        keys: tuple[str, str] = ("go there", "close"),
    ) -> None:
        """`remove` takes a line away for good; `keys` says what Enter and Esc do."""
        super().__init__()
        self.heading = title
        self.lines = list(lines)
        self.at = at
        self.ambiguous = ambiguous
        self.taken_away = remove
        self.keys = keys
        self._left = list(range(len(self.lines)))
        self._width = 0

    def compose(self) -> ComposeResult:
        """The list, and its keys."""
        with Vertical(id="choose"):
            yield Static(Content(self.heading), id="choose-title")
            yield Listed(compact=True, markup=False)
            enter, escape = self.keys
            removing = [("d", "take it away")] if self.taken_away else []
            yield Foot(("Enter", enter), *removing, ("Esc", escape))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(OptionList).focus()

    def on_resize(self, event: events.Resize) -> None:
        """As much of each line as fits; as many as there is room for, so that the last and the foot are seen."""
        listed = self.query_one(OptionList)
        listed.styles.max_height = min(_TALLEST, room_in_sheet(event.size.height, 2, 6))
        width = min(_WIDEST, max(8, event.size.width - _SIDES))
        if width != self._width:
            at = self.at if listed.highlighted is None else listed.highlighted
            self._width = width
            listed.set_options(self._option(*self.lines[k]) for k in self._left)
            listed.highlighted = at

    def _option(self, text: str, more: str) -> Option:
        shown = Content(cut(harmless(text), self._width, self.ambiguous))
        below = Content.styled(f"\n{cut(harmless(more), self._width, self.ambiguous)}", "$muted") if more else ""
        return Option(Content.assemble(shown, below))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        self.dismiss(self._left[event.option_index])

    def action_move(self, direction: int) -> None:
        """As the arrows do."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if direction > 0 else listed.action_cursor_up)()

    def action_remove(self) -> None:
        """Take the marked line away, where that is offered."""
        listed = self.query_one(OptionList)
        at = listed.highlighted
        if self.taken_away is None or at is None:
            return
        self.taken_away(self._left.pop(at))
        listed.remove_option_at_index(at)
        if not self._left:
            self.dismiss(None)

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)
