"""The reader on the screen: time to the first screen, and from a key to its picture.

`python -m tests.bench.screen`
"""

from __future__ import annotations

import asyncio
import gc
import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from textual import events

from tests.tui.samples import app, long_bitext

_SEED = Path("seeds/putuo-2023-18.md")
_MANY = 50_000
_KEYS = "j pagedown pageup G g l w right_square_bracket v p I question_mark x".split()
_WIDTH = 36  # Han characters of a line of a wrapped text
_WHERE = b"\x1b[6n"  # "where is the cursor?"


def first_screen(command: list[str], shows: str, patience: float = 120.0, *, silent: bool = False) -> float:
    """Seconds until a program in a terminal of 140 by 45 has drawn some text; a `silent` terminal answers nothing."""
    pid, terminal = pty.fork()
    began = time.perf_counter()
    if pid == 0:
        env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "140", "LINES": "45"}
        os.execvpe(command[0], command, env)
    seen, asked = b"", False
    while shows.encode() not in seen and time.perf_counter() - began < patience:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                seen += os.read(terminal, 1 << 16)
            except OSError:
                break
            if not silent and not asked and _WHERE in seen:
                os.write(terminal, b"\x1b[1;2R")
                asked = True
    took = time.perf_counter() - began
    os.kill(pid, signal.SIGTERM)
    os.close(terminal)
    os.waitpid(pid, 0)
    return took if shows.encode() in seen else float("nan")


def opening() -> None:
    """The seed, many paragraphs whole and wrapped, and what a bare Python and a pager need."""
    with tempfile.TemporaryDirectory() as folder:
        many, wrapped = Path(folder) / "many.txt", Path(folder) / "wrapped.txt"
        lines = [f"第{k}段。" + "河水从山里流出来，经过许多村子。" * (k % 5 + 1) for k in range(_MANY)]
        many.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        wrapped.write_text("\n".join(row for one in lines for row in _wrapped(one)) + "\n", encoding="utf-8")
        reader = [sys.executable, "-m", "reader.cli"]
        seed = min(first_screen([*reader, str(_SEED)], "会办意见") for _ in range(3))
        silent = min(first_screen([*reader, str(_SEED)], "会办意见", silent=True) for _ in range(3))
        large = min(first_screen([*reader, str(many)], "第1段") for _ in range(2))
        broken = min(first_screen([*reader, str(wrapped)], "第1段") for _ in range(2))
        pager = min(first_screen(["less", str(many)], "第1段") for _ in range(2))
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        bare = time.perf_counter() - began
    print(f"first screen: seed {seed:.2f} s ({seed / bare:.0f} times a bare Python)")
    print(f"first screen: seed in a terminal that answers nothing {silent:.2f} s")
    for name, took in (("", large), (" wrapped", broken)):
        print(f"first screen: {_MANY}{name} paragraphs {took:.2f} s, {took / seed:.2f} times the seed", end="; ")
        print(f"less {1000 * pager:.0f} ms, {took / pager:.0f} times")


def _wrapped(paragraph: str) -> list[str]:
    """A paragraph as a PDF gives it: two blanks before it, a line end every so many characters."""
    text = "\u3000\u3000" + paragraph
    return [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]


async def keys() -> None:
    """From a key to the first picture of it, in a document of many paragraphs."""
    reader = app(long_bitext(_MANY))
    gc.freeze()  # as reader.tui.run does
    async with reader.run_test(size=(140, 45)) as pilot:
        await pilot.pause(1)
        shown: list[tuple[float, float]] = []
        display = reader._display

        def watched(*args: Any) -> None:
            display(*args)
            shown.append((time.perf_counter(), time.thread_time()))

        reader._display = watched  # type: ignore[method-assign,assignment]
        for key in _KEYS:
            took = []
            for _ in range(10):
                shown.clear()
                began, computed = time.perf_counter(), time.thread_time()
                reader.post_message(events.Key(key, key if len(key) == 1 else None))
                await asyncio.sleep(0.2)
                took += [(1000 * (shown[0][0] - began), 1000 * (shown[0][1] - computed))] if shown else []
                if key == "question_mark":
                    await pilot.press("escape")
            if took:
                wall, own = zip(*took, strict=True)
                print(f"key {key:<21} median {statistics.median(wall):5.1f} ms, most {max(wall):5.1f} ms", end="; ")
                print(f"computing {statistics.median(own):5.1f} and {max(own):5.1f} ms")


def main() -> None:
    """Both."""
    opening()
    asyncio.run(keys())


if __name__ == "__main__":
    main()
