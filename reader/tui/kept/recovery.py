"""Copies of unsaved work, in a folder of their own: after a crash or a hang-up the next opening offers them.

A copy is a native file, readable without this program. What is being typed is kept beside it. Nothing is written
over: each run has its own names, and only what was saved or thrown away by a person is removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import NamedTuple

from reader.errors import DuizhaoError
from reader.files import output_error, read_bytes, write_atomically
from reader.formats.markdown import read_markdown, write_markdown
from reader.model import Bitext

_COPY, _DRAFT, _LOCK = ".md", ".draft", ".lock"
# Seconds that a change waits for others: writing a long document takes the processor from the keys that follow it. What
# was typed for the change stays on the disk until then.
_PAUSE = 0.5
_UNUSUAL = re.compile(r"[^\w.-]+")
Make = Callable[[], bytes]


class Draft(NamedTuple):
    """A text that was begun for a run of beads; `what` it is: English, or a note."""

    what: str
    start: int
    stop: int
    text: str


class Left(NamedTuple):
    """What an earlier run left: where, when (seconds), the corrected bitext, and a text that was begun."""

    base: Path
    when: float
    bitext: Bitext | None
    draft: Draft | None


class Recovery:
    """Keeps copies for one document, in a thread. `told` hears, once, that none can be kept."""

    def __init__(self, folder: Path | None, name: str, key: str, told: Callable[[str], None]) -> None:
        """`name` is the file's name, `key` what tells it from others of that name."""
        self._folder = folder
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        self._stem = f"{_UNUSUAL.sub('_', name)[:40]}-{digest}"
        self._own = f"{self._stem}-{time.time_ns()}-{os.getpid()}"
        self._told: Callable[[str], None] | None = told
        self._todo: dict[str, Make | None] = {}
        self._lock = Lock()
        self._thread: Thread | None = None
        self._hurry = Event()
        self._lock_file: int | None = None  # says that this program runs

    def keep(self, bitext: Bitext) -> None:
        """Keep a copy of this value, which takes the place of the last one."""
        self._do(_COPY, lambda: write_markdown(bitext).encode())

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed."""
        self._do(_DRAFT, lambda: json.dumps(draft._asdict(), ensure_ascii=False).encode("utf-8", "backslashreplace"))

    def drop(self) -> None:
        """No work is unsaved any more."""
        self._do(_COPY, None)

    def drop_draft(self) -> None:
        """Nothing is being typed any more."""
        self._do(_DRAFT, None)

    def finish(self) -> None:
        """Wait until all is on the disk."""
        thread = self._thread
        if thread is not None:
            self._hurry.set()
            thread.join()
            self._hurry.clear()

    def close(self) -> None:
        """The program ends; what is still unsaved is left for the next one."""
        self.finish()
        if self._lock_file is not None and self._folder is not None:
            os.close(self._lock_file)
            self._lock_file = None
            if not any((self._folder / (self._own + suffix)).exists() for suffix in (_COPY, _DRAFT)):
                (self._folder / (self._own + _LOCK)).unlink(missing_ok=True)

    def left(self) -> Left | None:
        """The newest that an earlier run left and nobody is working on. Raises InputError where it is damaged."""
        bases: dict[Path, float] = {}
        with suppress(OSError):
            for file in self._folder.iterdir() if self._folder else ():
                is_ours = file.stem.startswith(self._stem + "-") and file.stem != self._own
                if is_ours and file.suffix in (_COPY, _DRAFT) and not _is_held(file.with_suffix(_LOCK)):
                    with_pid = file.with_suffix("")
                    bases[with_pid] = max(bases.get(with_pid, 0), file.stat().st_mtime)
        if not bases:
            return None
        base = max(bases, key=lambda one: bases[one])
        copy = base.with_name(base.name + _COPY)
        bitext = read_markdown(read_bytes(copy).decode("utf-8", "replace"), str(copy)) if copy.exists() else None
        return Left(base, bases[base], bitext, _read_draft(base.with_name(base.name + _DRAFT)))

    def discard(self, left: Left) -> None:
        """Remove what an earlier run left."""
        for suffix in (_COPY, _DRAFT, _LOCK):
            with suppress(OSError):
                left.base.with_name(left.base.name + suffix).unlink()

    def _do(self, suffix: str, make: Make | None) -> None:
        if self._folder is None:
            return
        with self._lock:
            self._todo[suffix] = make
            if self._thread is None:
                self._thread = Thread(target=self._run, args=(self._folder,), name="recovery")
                self._thread.start()

    def _run(self, folder: Path) -> None:
        while True:
            self._hurry.wait(_PAUSE)
            with self._lock:
                if not self._todo:
                    self._thread = None
                    return
                suffix, make = self._todo.popitem()
            file = folder / (self._own + suffix)
            try:
                if make is not None and self._lock_file is None:
                    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                    self._lock_file = _hold(folder / (self._own + _LOCK))
                _put(file, make)
            except (OSError, DuizhaoError) as error:
                words = str(output_error(file, error) if isinstance(error, OSError) else error)
                if self._told:
                    self._told(f"No copy of unsaved work can be kept: {words}")
                self._told = None


def _put(file: Path, make: Make | None) -> None:
    if make is None:
        file.unlink(missing_ok=True)
        return
    write_atomically(file, make())


def _read_draft(file: Path) -> Draft | None:
    try:
        found = json.loads(file.read_bytes())
        return Draft(str(found["what"]), int(found["start"]), int(found["stop"]), str(found["text"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _hold(file: Path) -> int | None:
    """Lock a file until the process ends, however it ends; None where that can't be done."""
    try:
        import fcntl

        descriptor = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return None
    return descriptor


def _is_held(file: Path) -> bool:
    """Is the program that wrote beside this file still running?"""
    try:
        import fcntl

        with file.open("rb") as opened:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except (ImportError, OSError):
        return False
    return False
