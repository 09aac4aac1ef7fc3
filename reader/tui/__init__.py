"""Keys -> pipeline -> screen. The only place that knows Textual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.model import Bitext, Block

if TYPE_CHECKING:
    from reader.annotate import TermUse
    from reader.tui.entry import Ask
    from reader.tui.options import ScreenOptions


def run(
    bitext: Bitext,
    annotate: Callable[[Block], Sequence[TermUse]],
    title: str = "",
    *,
    hint: str = "",
    options: ScreenOptions | None = None,
    ask: Ask | None = None,
) -> int:
    """Open the reading view, and return the exit code when the reader leaves it: 0, or 1 after a crash.

    `annotate` gives the terms of a block, as `reader.annotate.annotate` makes it; `hint` is a word to the reader
    above the text, such as how to add the English that a document lacks. `ask` cuts a text into the words of the
    dictionary, each with its entries.
    """
    from reader.tui.app import ReaderApp
    from reader.tui.options import ScreenOptions

    reader = ReaderApp(bitext, annotate, title, options or ScreenOptions(), hint, ask or (lambda _: ()))
    reader.run()
    return reader.return_code or 0
