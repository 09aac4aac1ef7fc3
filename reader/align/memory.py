"""What was computed once, by a hash of its content, in a SQLite file of the cache folder. Losing it costs time only."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

_FILE = "align-results.sqlite"
# Entries that are kept; the oldest are dropped when the file is opened.
_KEPT = 200_000


def key_of(*parts: str) -> str:
    """One key for all parts, in order."""
    seen = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        seen.update(len(data).to_bytes(8, "big") + data)
    return seen.hexdigest()


class Memory:
    """A cache that never fails: without a folder, or where nothing can be written, it forgets."""

    def __init__(self, folder: Path | None) -> None:
        self._connection: sqlite3.Connection | None = None
        if folder is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(folder / _FILE, timeout=2)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB)")
            self._connection.execute("DELETE FROM kept WHERE rowid <= (SELECT max(rowid) FROM kept) - ?", (_KEPT,))
            self._connection.commit()
        except (OSError, sqlite3.Error):
            self.close()

    def get(self, key: str) -> Any:
        """What was put there as JSON; None if nothing was."""
        data = self.get_bytes(key)
        try:
            return None if data is None else json.loads(data)
        except ValueError:
            return None

    def put(self, key: str, value: Any) -> None:
        """Keep a value that JSON holds."""
        self.put_bytes({key: json.dumps(value).encode()})

    def get_bytes(self, key: str) -> bytes | None:
        """The bytes that were put there."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return bytes(row[0]) if row else None

    def put_bytes(self, values: dict[str, bytes]) -> None:
        """Keep some values, in one step."""
        if self._connection is None:
            return
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", list(values.items()))
        except sqlite3.Error:
            self.close()

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
