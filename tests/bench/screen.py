"""The reader on the screen: time to the first screen, and from a key to its picture.

`python -m tests.bench.screen`
"""

from __future__ import annotations

import asyncio
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


def first_screen(command: list[str], shows: str, patience: float = 120.0) -> float:
    """Seconds until a program in a terminal of 140 by 45 has drawn some text."""
    pid, terminal = pty.fork()
    began = time.perf_counter()
    if pid == 0:
        env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "140", "LINES": "45"}
        os.execvpe(command[0], command, env)
    seen = b""
    while shows.encode() not in seen and time.perf_counter() - began < patience:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                seen += os.read(terminal, 1 << 16)
            except OSError:
                break
    took = time.perf_counter() - began
    os.kill(pid, signal.SIGTERM)
    os.close(terminal)
    os.waitpid(pid, 0)
    return took if shows.encode() in seen else float("nan")


def opening() -> None:
    """The seed, many paragraphs, and what a bare Python and a pager need."""
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "many.txt"
        lines = [f"第{k}段。" + "河水从山里流出来，经过许多村子。" * (k % 5 + 1) for k in range(_MANY)]
        many.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        reader = [sys.executable, "-m", "reader.cli"]
        seed = min(first_screen([*reader, str(_SEED)], "会办意见") for _ in range(3))
        large = min(first_screen([*reader, str(many)], "第1段") for _ in range(2))
        pager = first_screen(["less", str(many)], "第1段")
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        bare = time.perf_counter() - began
    print(f"first screen: seed {seed:.2f} s ({seed / bare:.0f} times a bare Python)")
    print(f"first screen: {_MANY} paragraphs {large:.2f} s, {large / seed:.2f} times the seed; less {pager:.2f} s")


async def keys() -> None:
    """From a key to the first picture of it, in a document of many paragraphs."""
    reader = app(long_bitext(_MANY))
    async with reader.run_test(size=(140, 45)) as pilot:
        await pilot.pause(1)
        shown: list[float] = []
        display = reader._display

        def watched(*args: Any) -> None:
            display(*args)
            shown.append(time.perf_counter())

        reader._display = watched  # type: ignore[method-assign,assignment]
        for key in ("j", "pagedown", "pageup", "G", "g", "l", "v", "p"):
            took = []
            for _ in range(10):
                shown.clear()
                began = time.perf_counter()
                reader.post_message(events.Key(key, key if len(key) == 1 else None))
                await asyncio.sleep(0.2)
                took += [1000 * (shown[0] - began)] if shown else []
            if took:
                print(f"key {key:<9} median {statistics.median(took):5.1f} ms, most {max(took):5.1f} ms")


def main() -> None:
    """Both."""
    opening()
    asyncio.run(keys())


if __name__ == "__main__":
    main()
