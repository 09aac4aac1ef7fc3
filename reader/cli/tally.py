"""What becomes of many files -> what is said while they are done, and in the end. Writes to standard error."""

from __future__ import annotations

import sys
import time
from collections import Counter

from reader.cli.terminal import say

_OFTEN = 3  # times that the same words are said of different files
_EVERY = 0.1  # seconds


class Tally:
    """Counts outcomes. On a terminal a line tells how far it is."""

    def __init__(self, count: int, there_already: int) -> None:
        self._count = count
        self._there = there_already
        self._done = self._failed = 0
        self._figures: Counter[str] = Counter()
        self._said: Counter[str] = Counter()
        self._began = time.monotonic()
        self._shown = 0.0
        self._on_terminal = sys.stderr.isatty()

    @property
    def failed(self) -> int:
        """How many files failed."""
        return self._failed

    def add(
        self, source: str, trouble: tuple[str, str] | None, notices: tuple[str, ...], rules: dict[str, int]
    ) -> None:
        """One file is done: say what the user should know of it."""
        self._done += 1
        if trouble:
            self._failed += 1
            self._say(*trouble)
        for notice in notices:
            self._said[notice] += 1
            if self._said[notice] <= _OFTEN:
                self._say(f"{source}: {notice}")
        self._figures.update(rules)
        self._progress()

    def _say(self, message: str, hint: str = "") -> None:
        self.clear()
        say(message, hint)

    def _progress(self) -> None:
        now = time.monotonic()
        todo = self._count - self._there
        if not self._on_terminal or (now - self._shown < _EVERY and self._done < todo):
            return
        self._shown = now
        failed = f", {self._failed:,} failed" if self._failed else ""
        left = (now - self._began) / self._done * (todo - self._done)
        print(
            f"\r\x1b[K{self._done:,} of {todo:,} file{'s' * (todo != 1)}{failed}, {_span(left)} left",
            end="",
            file=sys.stderr,
            flush=True,
        )

    def clear(self) -> None:
        """Take the line away that tells how far it is."""
        if self._on_terminal:
            print("\r\x1b[K", end="", file=sys.stderr)

    def end(self, *, stopped: bool) -> None:
        """The summary: files, what was often said, edits by rule."""
        self.clear()
        for notice, times in self._said.items():
            if times > _OFTEN:
                say(f"{times - _OFTEN:,} more file{'s' * (times - _OFTEN != 1)}: {notice}")
        left = self._count - self._there - self._done
        parts = [f"{self._done - self._failed:,} repaired"]
        further = (("there already", self._there), ("failed", self._failed), ("not done", left))
        parts += [f"{number:,} {what}" for what, number in further if number]
        took = _span(time.monotonic() - self._began)
        print(f"{self._count:,} file{'s' * (self._count != 1)}: {', '.join(parts)}, in {took}", file=sys.stderr)
        names = max(map(len, self._figures), default=0)
        for name, number in self._figures.most_common():
            print(f"  {name:<{names}}  {number:>9,}", file=sys.stderr)
        if stopped and left:
            say("stopped before the end", "the same command with --resume does the rest")


def _span(seconds: float) -> str:
    """Seconds in words.

    >>> _span(3.24), _span(75)
    ('3.2 s', '1 min 15 s')
    """
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
