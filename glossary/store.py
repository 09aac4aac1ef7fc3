"""SQLite files that can be made again: built once into a cache folder, opened read-only, rebuilt when broken.

A file is written under another name and moved into place whole, so two processes may build it at once. Where the
folder cannot be written to, a private one below the temporary folder serves, and where that cannot be had, memory.
A file may be made in one thread and asked in another, by one of them at a time.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Build = Callable[[sqlite3.Connection], None]


class Store:
    """One such file. `name` is `<prefix>-<key>`: a new key for whatever changes the content.

    Of the files of one prefix the newest few are kept: each set of layers has its own index, and a user goes back and
    forth between documents.
    """

    def __init__(
        self, folder: Path | None, name: str, build: Build, notify: Callable[[], None] | None = None, keep: int = 8
    ) -> None:
        self._folder = folder
        self._name = name
        self._build = build
        self._notify = notify
        self._keep = keep
        self._parts: list[Store] = []
        self._connection = self._opened() or self._made()

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query. A file that turns out to be damaged is built again."""
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.ProgrammingError):
                raise
            self._connection.close()
            self._connection = self._made()
            return self._connection.execute(query, values).fetchall()

    def part(self, name: str, build: Build) -> Store:
        """A file beside this one for what is seldom asked for: made now, or there already; let go with this one."""
        prefix, _, key = self._name.partition("-")
        made = Store(self._folder, f"{prefix}_{name}-{key}", build, self._notify, self._keep)
        self._parts.append(made)
        return made

    def close(self) -> None:
        """Let the file and its parts go."""
        for part in self._parts:
            part.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _opened(self) -> sqlite3.Connection | None:
        return next((opened for path in self._places() if (opened := self._open(path)) is not None), None)

    def _places(self) -> Iterator[Path]:
        """Where the file may be, best first."""
        if self._folder is not None:
            yield self._folder / f"{self._name}.sqlite"
            if (private := _private_folder()) is not None:
                yield private / f"{self._name}.sqlite"

    def _open(self, path: Path) -> sqlite3.Connection | None:
        connection = None
        try:
            # immutable: a file in place is never written again, so no locks are needed, nor a writable folder.
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            if connection.execute("SELECT name FROM complete").fetchall() == [(self._name,)]:
                return connection
        except sqlite3.Error:
            pass
        if connection is not None:
            connection.close()
        return None

    def _made(self) -> sqlite3.Connection:
        if self._notify:
            self._notify()
        for path in self._places():
            try:
                self._write(path)
            except (OSError, sqlite3.OperationalError):
                continue
            if (opened := self._open(path)) is not None:
                return opened
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.execute("PRAGMA temp_store=MEMORY")  # what is sorted would go to a file, and none can be made
        self._fill(connection)
        return connection

    def _write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        try:
            connection = sqlite3.connect(scratch)
            try:
                connection.execute("PRAGMA journal_mode=OFF")
                connection.execute("PRAGMA synchronous=OFF")
                self._fill(connection)
            finally:
                connection.close()
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)
        _tidy(path, self._keep)

    def _fill(self, connection: sqlite3.Connection) -> None:
        # A build makes millions of small values and no cycles: looking for those would take a tenth of its time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._build(connection)
        finally:
            if collecting:
                gc.enable()
        connection.execute("CREATE TABLE complete (name TEXT)")
        connection.execute("INSERT INTO complete VALUES (?)", (self._name,))
        connection.commit()


def _private_folder() -> Path | None:
    """A folder below the temporary one that is ours and closed to others; None if it is not, or cannot be made."""
    if not hasattr(os, "getuid"):
        return None
    folder = Path(os.environ.get("TMPDIR") or "/tmp") / f"duizhao-{os.getuid()}"  # noqa: S108 - checked below
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    return folder if ours else None


def _tidy(path: Path, keep: int) -> None:
    """Remove all but the newest indexes of this kind."""
    prefix = path.name.rpartition("-")[0]
    try:
        others = sorted(path.parent.glob(f"{prefix}-*.sqlite"), key=lambda other: -other.stat().st_mtime)
        for other in others[keep:]:
            other.unlink(missing_ok=True)
    except OSError:
        pass
