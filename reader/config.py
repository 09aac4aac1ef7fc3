"""Where a user's files live, and what stands in the one of options.

The same folders as platformdirs names, without its import time at each lookup.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_APP = "duizhao"


def config_dir() -> Path:
    """Where the user's own terms and options are."""
    return _folder("DUIZHAO_CONFIG_DIR", "XDG_CONFIG_HOME", ".config", "Library/Application Support")


def cache_dir() -> Path:
    """What can be made again: indexes."""
    return _folder("DUIZHAO_CACHE_DIR", "XDG_CACHE_HOME", ".cache", "Library/Caches")


def state_dir() -> Path:
    """What the program remembers for the user: where reading stopped."""
    return _folder("DUIZHAO_STATE_DIR", "XDG_STATE_HOME", ".local/state", "Library/Application Support")


def data_dir() -> Path:
    """What the user has collected: the words kept while reading."""
    return _folder("DUIZHAO_DATA_DIR", "XDG_DATA_HOME", ".local/share", "Library/Application Support")


def read_table(file: Path, name: str) -> Mapping[str, object]:
    """A table of a TOML file; an empty one where there is none. Raises UsageError: not TOML."""
    import tomllib

    from reader.errors import UsageError

    try:
        found = tomllib.loads(file.read_text(encoding="utf-8")).get(name, {})
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(file)) from None
    if not isinstance(found, dict):
        raise UsageError(f"{name}: not a table", where=str(file), hint=f"begin it with [{name}]")
    return found


def _folder(own: str, xdg: str, unix: str, mac: str) -> Path:
    if named := os.environ.get(own):
        return Path(named)
    if sys.platform == "darwin":
        return Path(os.path.expanduser("~")) / mac / _APP  # noqa: PTH111 - Path.home() raises where there is no home
    base = os.environ.get(xdg, "").strip()
    return (Path(base) if base else Path(os.path.expanduser("~")) / unix) / _APP  # noqa: PTH111
