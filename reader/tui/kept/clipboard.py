"""Text -> the clipboard of the system, by the program that it has for it. Never waits for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from threading import Thread

_PATIENCE = 2.0  # seconds


def clipboard_program() -> tuple[str, ...]:
    """The program and its words, or nothing where there is none or no screen that it could reach."""
    offered = (
        (sys.platform == "darwin", ("pbcopy",)),
        (bool(os.environ.get("WAYLAND_DISPLAY")), ("wl-copy",)),
        (bool(os.environ.get("DISPLAY")), ("xclip", "-selection", "clipboard")),
        ("WSL_DISTRO_NAME" in os.environ, ("clip.exe",)),
    )
    return next((words for here, words in offered if here and shutil.which(words[0])), ())


def send(program: tuple[str, ...], text: str, failed: Callable[[str], object]) -> None:
    """Give a text to the program, in a thread of its own; `failed` is told from there what went wrong."""

    def run() -> None:
        data = text.encode("utf-16" if program[0] == "clip.exe" else "utf-8", "replace")
        try:
            # Its output goes nowhere: xclip and wl-copy stay behind to hand out the text, and would keep a pipe open.
            code = subprocess.run(  # noqa: S603 - one of four known programs
                program, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_PATIENCE
            ).returncode
        except (OSError, subprocess.TimeoutExpired) as error:
            failed(f"{program[0]}: {'no answer' if isinstance(error, subprocess.TimeoutExpired) else error.strerror}")
        else:
            if code:
                failed(f"{program[0]}: exit code {code}")

    Thread(target=run, name="clipboard", daemon=True).start()
