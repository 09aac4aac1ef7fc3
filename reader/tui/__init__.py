"""Keys -> pipeline -> screen. The only place that knows Textual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.model import Bitext, Block

if TYPE_CHECKING:
    from pathlib import Path

    from reader.annotate import TermUse
    from reader.tui.kept.desk import Desk
    from reader.tui.options import ScreenOptions
    from reader.tui.page.opening import Rest
    from reader.tui.page.words import Ask


def run(
    bitext: Bitext,
    annotate: Callable[[Block], Sequence[TermUse]],
    title: str = "",
    *,
    hint: str = "",
    options: ScreenOptions | None = None,
    ask: Ask | None = None,
    rest: Rest | None = None,
    desk: Desk | None = None,
) -> int | Path:
    """Open the reading view, and return the exit code when the reader leaves it: 0, or 1 after a crash.

    Where the reader has asked for the file that was saved from this one, that is returned: it is to be opened next.

    `annotate` gives the terms of a block, as `reader.annotate.annotate` makes it; `hint` is a word to the reader
    above the text, such as how to add the English that a document lacks. `ask` cuts a text into the words of the
    dictionary, each with its entries. `rest` reads the whole document where `bitext` is only its first pages.
    `desk` says where corrections are kept; without it they last as long as the screen.
    """
    import gc
    from importlib import import_module

    from reader.tui.options import ScreenOptions
    from reader.tui.terminal import fitted

    options = fitted(options or ScreenOptions(), meanwhile=lambda: import_module("reader.tui.app"))
    from reader.tui.app import ReaderApp

    reader = ReaderApp(bitext, annotate, title, options, hint, ask or (lambda _: ()), rest, desk)
    gc.freeze()  # a document is many small values that stay: collections between keys needn't look at them
    reader.run()
    return reader.wanted or reader.return_code or 0
