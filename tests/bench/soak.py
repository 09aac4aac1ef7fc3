"""Ten thousand random keys, a reader's and a writer's, at random sizes: no exception, and how memory grows.

`python -m tests.bench.soak [--keys 10000] [--seed 7]`
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from textual import events

from glossary.model import Layer
from glossary.termbase import Termbase
from reader.annotate import annotate, termbase_for
from reader.formats.markdown import read_markdown, write_markdown
from reader.model import Bitext
from reader.tui import app
from reader.tui.app import ReaderApp
from reader.tui.kept.desk import Desk, Glossary, Terms
from reader.tui.keys import KEYS
from reader.tui.options import ScreenOptions
from tests.tui.samples import long_bitext

_SEED = Path("seeds/putuo-2023-18.md")
_PARAGRAPHS = 5_000
# What is typed where something is asked for. Ctrl+z of the editor takes back; q asks when there is unsaved work.
_TYPED = ("a", "1", "5", "0", "河", "x", "escape", "escape", "enter", "left", "backspace", "tab", "ctrl+z")
_REPORTS = (0, 1_000, 2_000, 4_000, 6_000, 8_000, 10_000)


def resident() -> float:
    """The memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


class Endless(ReaderApp):
    """A reader that stays, also where the palette is asked to quit."""

    CSS_PATH = str(Path(app.__file__).with_name("screen.tcss"))

    async def action_quit(self) -> None:
        """No."""


async def soak(name: str, text: Bitext, base: Termbase, count: int, seed: int, folder: Path) -> None:
    """Press the keys; an exception ends it."""
    file = folder / "soak.md"
    file.write_text(write_markdown(text), encoding="utf-8")
    shown = read_markdown(file.read_text(encoding="utf-8"))
    terms = Terms(base.get, lambda bitext: annotate(bitext, base))
    desk = Desk(
        terms,
        lambda: terms,
        file,
        glossaries=(Glossary("yours", folder / "own.toml", Layer.USER),),
        unsaved=folder / "un",
    )
    reader = Endless(shown, annotate(shown, base), name, ScreenOptions(), desk=desk)
    chance = random.Random(seed)
    keys = sorted({one for key in KEYS for one in key.keys.split(",")} - {"q", "E"})  # E starts a program
    said = []
    async with reader.run_test(size=(120, 40)) as pilot:
        for done in range(count + 1):
            if done in _REPORTS:
                gc.collect()
                said.append(f"{done}: {resident():.0f} MB")
            if done % 50 == 0:
                await pilot.resize_terminal(chance.randint(1, 210), chance.randint(1, 60))
            key = chance.choice(keys if chance.random() < 0.8 else _TYPED)
            reader.post_message(events.Key(key, key if len(key) == 1 else None))
            for _ in range(3):  # app, screen, view; the pilot's own press waits until nothing is worked out any more
                await pilot._wait_for_screen()
            if reader.return_code is not None:
                raise SystemExit(f"the reader ended after {done} keys with {reader.return_code}")
    print(f"{name}: {count} keys, no exception; memory after {', '.join(said)}")


def main() -> None:
    """The seed, then a long document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=10_000, help="how many")
    parser.add_argument("--seed", type=int, default=7, help="of the random numbers")
    args = parser.parse_args()
    base = termbase_for(_SEED)
    for name, text in (
        ("seed", read_markdown(_SEED.read_text(encoding="utf-8"))),
        (f"{_PARAGRAPHS} paragraphs", long_bitext(_PARAGRAPHS)),
    ):
        with TemporaryDirectory() as folder:
            asyncio.run(soak(name, text, base, args.keys, args.seed, Path(folder)))


if __name__ == "__main__":
    main()
