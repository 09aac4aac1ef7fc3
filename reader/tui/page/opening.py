"""A long document is opened in two steps: the first pages are on the screen while a thread reads the rest."""

from __future__ import annotations

import gc
from collections.abc import Callable
from threading import Thread
from typing import NamedTuple

from reader.errors import DuizhaoError
from reader.model import Bitext
from reader.pipeline import Notify, Whole
from reader.tui.page.reading import Uses


class Rest(NamedTuple):
    """`whole` reads all of the document; `annotate` finds the terms of what it gives."""

    whole: Whole
    annotate: Callable[[Bitext], Uses]


def read_whole(
    whole: Whole,
    *,
    opened: Callable[[Bitext], object],
    failed: Callable[[str], object],
    notify: Notify,
) -> None:
    """Read all of a file in a thread of its own, which ends with the program; then call `opened`, or `failed`.

    All three are called from that thread.
    """

    def read() -> None:
        try:
            bitext = whole(notify)
        except DuizhaoError as error:
            failed(str(error))
        else:
            gc.freeze()  # as of the first pages: collections between keys needn't look at them
            opened(bitext)

    Thread(target=read, name="opening", daemon=True).start()
