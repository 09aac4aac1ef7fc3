"""A list to choose from, as all sheets have it."""

from __future__ import annotations

from textual.widgets import OptionList


class Listed(OptionList):
    """Textual's list. A page key that comes before there is room for it, or in too small a window, does nothing."""

    def action_page_up(self) -> None:
        """A page back."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page on."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]
