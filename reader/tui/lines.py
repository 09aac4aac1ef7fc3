"""What the views that draw their own lines share: a scroll bar that costs no new layout when the text grows."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment, Segments
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender
from textual.widget import Widget


class PlainBar(ScrollBarRender):
    """A scroll bar of blanks alone: block glyphs are two cells wide in some CJK terminals. No thumb, no bar."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Any = None,
        bar_color: Any = None,
    ) -> Segments:
        """The bar; nothing but ground where all is seen."""
        if virtual_size <= window_size:
            ground = Segment(" " * thickness, Style(bgcolor=back_color))
            return Segments([ground] * int(size), new_lines=True)
        return super().render_bar(size, virtual_size, window_size, position, thickness, vertical, back_color, bar_color)


class LineView(ScrollView):
    """A scroll view whose scroll bar is always there, so that its width never changes."""

    def set_total(self, rows: int) -> None:
        """Say how many rows there are. Setting `virtual_size` itself would lay out the whole screen anew."""
        total = Size(self.size.width, rows)
        if total != self.virtual_size:
            self.set_reactive(Widget.virtual_size, total)
            self.vertical_scrollbar.window_virtual_size = rows
            self.vertical_scrollbar.window_size = self.size.height
            self.vertical_scrollbar.refresh()
