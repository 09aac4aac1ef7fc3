"""SQLite files that can be made again: built once into a cache folder, opened read-only, rebuilt when broken.

A file is written under another name and moved into place whole, so two processes may build it at once. Where nothing
can be written it is built in memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Build = Callable[[sqlite3.Connection], None]

# Each set of layers has its own index; of those no longer used a few stay, since a user goes back and forth.
_KEPT = 8


class Store:
    """One such file. `name` is `<prefix>-<key>`: a new key for whatever changes the content."""

    def __init__(self, folder: Path | None, name: str, build: Build, notify: Callable[[], None] | None = None) -> None:
        self._path = folder / f"{name}.sqlite" if folder else None
        self._name = name
        self._build = build
        self._notify = notify
        self._connection = self._open() or self._made()

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

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _open(self) -> sqlite3.Connection | None:
        if self._path is None:
            return None
        connection = None
        try:
            # immutable: a file in place is never written again, so no locks are needed, nor a writable folder.
            connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
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
        if self._path is not None:
            try:
                self._write(self._path)
            except (OSError, sqlite3.OperationalError):
                pass
            else:
                if (opened := self._open()) is not None:
                    return opened
        connection = sqlite3.connect(":memory:")
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
        _tidy(path)

    def _fill(self, connection: sqlite3.Connection) -> None:
        self._build(connection)
        connection.execute("CREATE TABLE complete (name TEXT)")
        connection.execute("INSERT INTO complete VALUES (?)", (self._name,))
        connection.commit()


def _tidy(path: Path) -> None:
    """Remove all but the newest indexes of this kind."""
    prefix = path.name.rpartition("-")[0]
    try:
        others = sorted(path.parent.glob(f"{prefix}-*.sqlite"), key=lambda other: -other.stat().st_mtime)
        for other in others[_KEPT:]:
            other.unlink(missing_ok=True)
    except OSError:
        pass
