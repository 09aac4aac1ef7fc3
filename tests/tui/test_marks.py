"""Asking a terminal how wide it draws marks, and making Rich believe it."""

from __future__ import annotations

import os
import pty
import select
import threading

import pytest
from rich.cells import cell_len

from reader.tui.terminal import Told, ask_terminal, count_marks_as


@pytest.mark.parametrize(
    ("answer", "cells"),
    [(b"\x1b[1;2R", 1), (b"\x1b[24;3R", 2), (b"x\x1b[1;3R", 2), (b"", 1), (b"\x1b[1;", 1), (b"\x1b[1;9R", 1)],
)
def test_the_terminal_is_asked(answer: bytes, cells: int) -> None:
    terminal, program = pty.openpty()

    def reply() -> None:
        if select.select([terminal], [], [], 5)[0]:
            os.read(terminal, 100)
            os.write(terminal, answer)

    asked = threading.Thread(target=reply)
    asked.start()
    try:
        assert ask_terminal(program, program).marks == cells
    finally:
        asked.join()
        os.close(terminal)
        os.close(program)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (b"\x1b[1;2R", ""),
        (b"jj\x1b[1;2R", "jj"),
        (b"/\xe6\xb1\x89\r\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[1;2R", "/\u6c49\n"),
        (b"j\x1b[B\x1b[1;2R", "j"),
    ],
)
def test_what_was_typed_while_the_terminal_is_asked_is_not_lost(answer: bytes, typed: str) -> None:
    terminal, program = pty.openpty()
    os.write(terminal, answer)
    try:
        assert ask_terminal(program, program).typed == typed
    finally:
        os.close(terminal)
        os.close(program)


def test_where_there_is_no_terminal_the_usual_width_holds() -> None:
    read, write = os.pipe()
    try:
        assert ask_terminal(read, write, ground=True) == Told(1, None)
        assert not select.select([read], [], [], 0)[0]
    finally:
        os.close(read)
        os.close(write)


def test_rich_counts_marks_as_told_and_the_rest_as_before() -> None:
    usual = [cell_len(text) for text in ("“a”", "…", "·", "汉字", "─", "e\u0301", "é")]
    try:
        count_marks_as(2)
        assert [cell_len(text) for text in ("“a”", "…", "·", "汉字", "─", "e\u0301")] == [5, 2, 2, 4, 1, 1]
    finally:
        count_marks_as(1)
    assert [cell_len(text) for text in ("“a”", "…", "·", "汉字", "─", "e\u0301", "é")] == usual
