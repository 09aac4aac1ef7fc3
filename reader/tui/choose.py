"""A list to choose from with the arrows and Enter, over the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.language.layout import harmless
from reader.tui.foot import cut, told

_WIDEST, _TALLEST = 90, 20
_FRAME = 8  # rows: what is free above and below, title, foot, and what parts them from the list


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
    ) -> None:
        super().__init__()
        self.heading = title
        self.lines = list(lines)
        self.at = at
        self.ambiguous = ambiguous
        self.taken_away = remove
        self._left = list(range(len(self.lines)))

    def compose(self) -> ComposeResult:
        """The lines, as much of each as fits."""
        width = min(_WIDEST, max(8, self.app.size.width - 10))
        with Vertical(id="choose"):
            yield Static(Content(self.heading), id="choose-title")
            options = []
            for text, more in self.lines:
                shown = Content(cut(harmless(text), width, self.ambiguous))
                below = Content.styled(f"\n{cut(harmless(more), width, self.ambiguous)}", "$muted") if more else ""
                options.append(Option(Content.assemble(shown, below)))
            yield OptionList(*options, compact=True, markup=False)
            removing = [("d", "takes it away")] if self.taken_away else []
            yield Static(told(("Enter", "goes there"), *removing, ("Esc", "closes this")), id="choose-foot")

    def on_mount(self) -> None:
        """Begin at the line that is nearest."""
        self.query_one(OptionList).highlighted = self.at
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        """The list takes what room there is, so that its last line and the foot are seen."""
        self.query_one(OptionList).styles.max_height = max(1, min(_TALLEST, self.size.height - _FRAME))

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
