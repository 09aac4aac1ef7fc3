"""A bitext -> its native file: in place, or beside a text that was none. Never over what it doesn't know unasked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from enum import Enum
from itertools import count, takewhile
from pathlib import Path

from reader.extract.text import read_text
from reader.files import read_bytes, write_atomically
from reader.formats.markdown import STYLES, Style, is_native, read_markdown, style_of, write_markdown
from reader.model import Bitext

_ENDINGS = (".md", ".markdown")
_HEAD = 4096  # bytes in which a native file is recognised


class Standing(Enum):
    """What stands where a file is to be written."""

    FREE = "nothing is there"
    OURS = "the file as it was read or written"
    CHANGED = "our file, but somebody has changed it"
    GONE = "our file was, and somebody has removed it"
    OTHER = "another file"


class Saving:
    """Where the bitext of an opened file is saved. `path` is None until it has a native file of its own."""

    def __init__(self, opened: Path | None, *, in_place: bool = True) -> None:
        self.opened = opened
        self.path: Path | None = None
        self._digest = ""
        self._style: Style = STYLES[0]
        self._line_end = "\n"
        if opened is not None and in_place and _begins_native(opened):
            self._know(opened, read_bytes(opened))

    def standing(self, path: Path) -> Standing:
        """What stands at a path now."""
        ours = self.path is not None and (path == self.path or _same(path, self.path))
        if not path.exists():
            return Standing.GONE if ours else Standing.FREE
        if not ours:
            return Standing.OTHER
        return Standing.OURS if path.is_file() and _digest(read_bytes(path)) == self._digest else Standing.CHANGED

    def write(self, path: Path, bitext: Bitext) -> None:
        """Write the file; from now on it is ours. Raises OutputError, and then all is as it was."""
        text = write_markdown(bitext, self._style)
        data = text.replace("\n", self._line_end).encode()
        write_atomically(path, data)
        self.path, self._digest = path, _digest(data)

    def read_again(self, path: Path) -> Bitext:
        """Our file as it is now; that is what a later write may replace. Raises InputError, FormatError."""
        data = read_bytes(path)
        bitext = read_markdown(read_text(data, where=str(path)).raw, str(path))
        self._know(path, data)
        return bitext

    def suggestion(self) -> Path:
        """A name beside what was opened that nothing has."""
        opened = self.path or self.opened
        if opened is None:
            opened = Path("text.txt")
        return next(path for path in _names(opened) if not path.exists())

    def _know(self, path: Path, data: bytes) -> None:
        self.path, self._digest = path, _digest(data)
        self._style = style_of(data.decode("utf-8", "replace"))
        self._line_end = "\r\n" if b"\r\n" in data[:_HEAD] else "\n"


def named(path: Path) -> Path:
    """A path as it was typed, with the ending of the files that are written, so that nobody takes it for another kind.

    >>> named(Path("notice.mdu")).name, named(Path("notice.MD")).name
    ('notice.mdu.md', 'notice.MD')
    """
    return path if path.suffix.lower() in _ENDINGS or path.is_dir() else path.with_name(f"{path.name}.md")


def saved_beside(opened: Path) -> Path | None:
    """The newest native file beside a text that was saved from it; None if there is none."""
    if _begins_native(opened):
        return None
    named = [f"file: {name}" for name in (opened.name, json.dumps(opened.name, ensure_ascii=False))]
    heads = ((path, _native_head(path)) for path in takewhile(Path.exists, _names(opened)))
    made = [path for path, head in heads if any(one in head for one in named)]
    return max(made, key=lambda path: path.stat().st_mtime, default=None)


def _names(path: Path) -> Iterator[Path]:
    yield path.with_suffix(".md")
    yield from (path.with_name(f"{path.stem}-{n}.md") for n in count(2))


def _begins_native(path: Path) -> bool:
    return bool(_native_head(path))


def _native_head(path: Path) -> str:
    """The beginning of a native file; nothing of another."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""
    return head if is_native(head) else ""


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
