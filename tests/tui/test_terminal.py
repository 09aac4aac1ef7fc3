"""A real terminal: what is on it while reading, and that it is as before when the reader has left or crashed."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed: no real terminal to try the reader in")

_OPEN = "from tests.tui.samples import app; app().run()"
_CRASH = (
    "from tests.tui.samples import app; from reader.tui.page.view import ReadingView as V; "
    "V.action_layout = lambda self: 1 / 0; app().run()"
)
# A slow machine under load; a test that passes doesn't wait so long.
_PATIENCE = 30.0


class Terminal:
    """A tmux session with a shell."""

    def __init__(self, name: str, folder: Path) -> None:
        self._call = [str(TMUX), "-L", name, "-f", "/dev/null"]
        env = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        for name in ("TMUX", "COLUMNS", "LINES"):  # Textual believes these more than the terminal
            env.pop(name, None)
        command = [*self._call, "-u", "new-session", "-d", "-x", "100", "-y", "30", "-c", str(folder), "sh"]
        subprocess.run(command, env=env, check=True)

    def tmux(self, *words: str) -> str:
        return subprocess.run([*self._call, *words], capture_output=True, text=True, check=True).stdout

    def send(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def wait(self, holds: Callable[[str], bool]) -> str:
        until = time.monotonic() + _PATIENCE
        while not holds(shown := self.screen()):
            if time.monotonic() > until:
                pytest.fail(f"not seen in {_PATIENCE:.0f} s; the screen is:\n{shown}")
            time.sleep(0.05)
        return shown


@pytest.fixture
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    made = Terminal(f"duizhao-{os.getpid()}-{abs(hash(request.node.name)) % 10**6}", Path(__file__).parents[2])
    try:
        made.wait(lambda shown: shown.strip() != "")
        made.send("PS1='READY$ '; clear", "Enter")
        made.wait(lambda shown: shown.startswith("READY$"))
        yield made
    finally:
        made.tmux("kill-server")


def start(terminal: Terminal, code: str) -> None:
    terminal.send("echo before", "Enter")
    terminal.wait(lambda shown: shown.count("before") == 2)
    terminal.send(f'{sys.executable} -c "{code}"', "Enter")
    terminal.wait(lambda shown: "Reply on the Restoration of the River" in shown)


def test_open_move_resize_and_quit(terminal: Terminal) -> None:
    start(terminal, _OPEN)
    terminal.wait(lambda shown: any("复函" in row and "Reply on" in row for row in shown.splitlines()))
    terminal.send("j", "j")
    shown = terminal.wait(lambda shown: "3/5" in shown and "| Your letter" in shown)
    row = next(row for row in shown.splitlines() if "你局来函收悉" in row)
    assert row.startswith(" | 你局来函收悉")
    assert "| Your letter has been" in row
    terminal.tmux("resize-window", "-x", "60", "-y", "20")
    terminal.wait(
        lambda shown: (
            "3/5" in shown
            and any("你局来函收悉" in row and "Your letter" not in row for row in shown.splitlines())
            and "| Your letter" in shown
        )
    )
    terminal.send("q")
    shown = terminal.wait(lambda shown: shown.rstrip().endswith("READY$"))
    assert "before\nREADY$" in shown
    assert "Your letter" not in shown


def test_ctrl_c_leaves_at_once(terminal: Terminal) -> None:
    start(terminal, _OPEN)
    terminal.send("C-c")
    shown = terminal.wait(lambda shown: shown.rstrip().endswith("READY$"))
    assert "Reply on the Restoration" not in shown


def test_ctrl_z_gives_the_shell_and_fg_the_text(terminal: Terminal) -> None:
    start(terminal, _OPEN)
    terminal.send("j", "j")
    terminal.wait(lambda shown: "| Your letter" in shown)
    terminal.send("C-z")
    shown = terminal.wait(lambda shown: shown.rstrip().endswith("READY$"))
    assert "Your letter" not in shown
    terminal.send("fg", "Enter")
    terminal.wait(lambda shown: "3/5" in shown and "| Your letter" in shown)
    terminal.send("j")
    terminal.wait(lambda shown: "4/5" in shown)
    terminal.send("q")
    terminal.wait(lambda shown: shown.rstrip().endswith("READY$"))


@pytest.mark.parametrize("name", ["-", ""])
def test_a_text_from_a_pipe_is_read_with_the_keys_of_the_terminal(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    text, reader = _three_paragraphs(tmp_path)
    terminal.send(f"cat {text} | {reader} {name}", "Enter")
    terminal.wait(lambda shown: "1/3" in shown and "第一段话" in shown)
    terminal.send("j")
    terminal.wait(lambda shown: "2/3" in shown)
    terminal.send("q")
    terminal.wait(lambda shown: shown.rstrip().endswith("READY$"))


def test_who_is_killed_comes_back_to_the_same_place(terminal: Terminal, tmp_path: Path) -> None:
    text, reader = _three_paragraphs(tmp_path)
    terminal.send(f"{reader} {text}", "Enter")
    terminal.wait(lambda shown: "1/3" in shown and "第一段话" in shown)
    terminal.send("j")
    terminal.wait(lambda shown: "2/3" in shown)
    subprocess.run(["pkill", "-TERM", "-f", f"reader.cli {text}"], check=True)
    terminal.wait(lambda shown: shown.rstrip().endswith("READY$"))
    terminal.send(f"{reader} {text}", "Enter")
    terminal.wait(lambda shown: "2/3" in shown and "Where you stopped" in shown)


def _three_paragraphs(folder: Path) -> tuple[Path, str]:
    """A text, and the command that reads one, with nothing remembered elsewhere."""
    text = folder / "three.txt"
    text.write_text("第一段话在这里说完了。\n第二段话也在这里。\n第三段话是最后一段。\n", encoding="utf-8")
    return text, f"DUIZHAO_STATE_DIR={folder} {sys.executable} -m reader.cli"


@pytest.mark.parametrize("how", ["closed", "killed", "killed, and nobody reads what it prints"])
def test_a_terminal_that_is_gone_ends_the_reader(how: str) -> None:
    reader, terminal = pty.fork()
    if reader == 0:
        os.execve(sys.executable, [sys.executable, "-c", _OPEN], {**os.environ, "TERM": "xterm-256color"})
    seen, until = b"", time.monotonic() + _PATIENCE
    while "你局来函收悉".encode() not in seen and time.monotonic() < until:
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 1 << 16)
    if how == "closed":
        os.close(terminal)
    else:
        os.kill(reader, signal.SIGTERM)
    while not (ended := os.waitpid(reader, os.WNOHANG))[0] and time.monotonic() < until:
        if how == "killed" and select.select([terminal], [], [], 0.1)[0]:
            with suppress(OSError):
                os.read(terminal, 1 << 16)
        time.sleep(0.05)
    if not ended[0]:
        os.kill(reader, signal.SIGKILL)
        os.waitpid(reader, 0)
    assert ended[0] == reader
    assert os.WIFEXITED(ended[1])


def test_after_a_crash_the_screen_is_restored_and_the_error_told(terminal: Terminal) -> None:
    start(terminal, _CRASH)
    terminal.send("v")
    terminal.wait(lambda shown: "ZeroDivisionError" in shown and shown.rstrip().endswith("READY$"))
    terminal.send("clear; echo works", "Enter")
    terminal.wait(lambda shown: "works\nREADY$" in shown)
