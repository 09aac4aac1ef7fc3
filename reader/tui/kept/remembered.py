"""What was changed while reading, kept in a small file for the next time.

Options that a user has set come before it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from reader.errors import DuizhaoError
from reader.files import write_atomically
from reader.tui.options import CHOICES, Look

# A gloss is asked for where a text needs it: it isn't taken along to the next one.
_PASSING = frozenset(("gloss",))


def recall_look(file: Path) -> dict[str, str | int | bool]:
    """What was kept. A damaged file is as none, a value that is none of those allowed too."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    made: dict[str, str | int | bool] = {}
    for choice in CHOICES:
        if isinstance(found, dict) and choice.name in found:
            with contextlib.suppress(ValueError):
                made[choice.name] = choice.read(found[choice.name])
    return made


def remember_look(file: Path, before: tuple[str, Look], now: tuple[str, Look]) -> None:
    """Keep what has changed of theme and look. Where nothing can be written, nothing is remembered."""
    changed = {
        name: value for name, value in _values(now).items() if name not in _PASSING and value != _values(before)[name]
    }
    if changed:
        with contextlib.suppress(OSError, DuizhaoError):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, json.dumps({**recall_look(file), **changed}, indent=0).encode())


def _values(chosen: tuple[str, Look]) -> Mapping[str, object]:
    return {"theme": chosen[0], **asdict(chosen[1])}
