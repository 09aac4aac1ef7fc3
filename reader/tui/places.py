"""Where reading stopped in each document, kept in a small file. A document is known by its text, not by its name."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from reader.errors import DuizhaoError
from reader.files import write_atomically
from reader.model import Bitext

# Documents remembered; the one not opened for longest is forgotten.
_MOST = 500


def key_of(bitext: Bitext) -> str:
    """What a document is known by: a moved or renamed file is the same, its translation may grow."""
    texts = "\n".join(paragraph.text for paragraph in bitext.source.paragraphs)
    return hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def recall(file: Path, key: str) -> int | None:
    """The source paragraph where reading stopped; None if that isn't known. A damaged file is as none."""
    place = _read(file).get(key)
    return place if isinstance(place, int) and place >= 0 else None


def remember(file: Path, key: str, paragraph: int) -> None:
    """Keep a place. Where nothing can be written, nothing is remembered: that is no reason to stop anybody."""
    places = _read(file)
    places.pop(key, None)
    kept = dict([*places.items(), (key, paragraph)][-_MOST:])
    with contextlib.suppress(OSError, DuizhaoError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps(kept, indent=0).encode())


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
