"""What is remembered of each document: where reading stopped, marks, bookmarks, jumps. Kept in one small file.

A document is known by its text, not by its name: a file may be moved or renamed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from reader.errors import DuizhaoError
from reader.files import write_atomically
from reader.model import Bitext

# Documents remembered; the one not opened for longest is forgotten.
_MOST = 500
_ALIGNED = "-md"


class Mark(NamedTuple):
    """A source paragraph, or the sentence of it that begins at `offset`."""

    paragraph: int
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One document: `at` is the source paragraph where reading stopped, of `count`; bookmarks and jumps are others.

    `offset` is where the sentence begins, if one was followed.
    """

    at: int = 0
    count: int = 0
    title: str = ""
    file: str = ""
    day: str = ""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    bookmarks: tuple[int, ...] = ()
    jumps: tuple[int, ...] = ()
    offset: int | None = None

    @property
    def progress(self) -> str:
        """How much has been read."""
        return progress(self.at, self.count)


def progress(at: int, count: int) -> str:
    """A share of the way from the first to the last.

    >>> progress(0, 5), progress(2, 5), progress(4, 5), progress(0, 1)
    ('0%', '50%', '100%', '100%')
    """
    return f"{100 * at // (count - 1) if count > 1 else 100}%"


def key_of(bitext: Bitext, file: Path | None = None) -> str:
    """What a document is known by: a moved or renamed file is the same, its translation may grow.

    A text and the aligned file that was made of it are two.
    """
    texts = "\n".join(paragraph.text for paragraph in bitext.source.paragraphs)
    digest = hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return digest + (_ALIGNED if file is not None and file.suffix.lower() == ".md" else "")


def recall(file: Path, key: str) -> Place | None:
    """What is remembered of a document, of an aligned file else what is of its text; None if nothing is.

    A damaged file is as none.
    """
    found = _read(file)
    known = (found[name] for name in (key, key.removesuffix(_ALIGNED)) if name in found)
    return next(map(_place, known), None)


def remember(file: Path, key: str, place: Place) -> None:
    """Keep a place. Where nothing can be written, nothing is remembered: that is no reason to stop anybody."""
    places = _read(file)
    places.pop(key, None)
    kept = dict([*places.items(), (key, asdict(place))][-_MOST:])
    with contextlib.suppress(OSError, DuizhaoError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps(kept, ensure_ascii=False, indent=0).encode("utf-8", "surrogatepass"))


def recent(file: Path) -> list[Place]:
    """The documents that were read and have a file, the last one first; a file that was read twice, once."""
    found = (_place(one) for one in reversed(_read(file).values()))
    return list({place.file: place for place in reversed([one for one in found if one and one.file])}.values())[::-1]


def _place(found: object) -> Place | None:
    """A place from what the file has; what is no place is passed over."""
    if _is_index(found):
        return Place(at=found)  # as it was written by version 0.1
    if not isinstance(found, dict) or not _is_index(found.get("at")):
        return None
    marks = found.get("marks")
    count, offset = found.get("count"), found.get("offset")
    return Place(
        found["at"],
        count if _is_index(count) else 0,
        str(found.get("title", "")),
        str(found.get("file", "")),
        str(found.get("day", "")),
        {name: mark for name, at in marks.items() if (mark := _mark(at))} if isinstance(marks, dict) else {},
        _indexes(found.get("bookmarks")),
        _indexes(found.get("jumps")),
        offset if _is_index(offset) else None,
    )


def _mark(found: object) -> Mark | None:
    """A mark; an earlier version wrote the paragraph alone."""
    if _is_index(found):
        return Mark(found)
    if isinstance(found, list) and len(found) == 2 and _is_index(found[0]):
        return Mark(found[0], found[1] if _is_index(found[1]) else None)
    return None


def _indexes(found: object) -> tuple[int, ...]:
    return tuple(filter(_is_index, found)) if isinstance(found, list) else ()


def _is_index(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
