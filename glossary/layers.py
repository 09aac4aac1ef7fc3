"""Where terms come from: built-in < user < project, as the bytes of TOML files. Parsing is left to `termbase`.

Kept light, since each lookup asks it which index is the right one.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import NamedTuple

from reader.errors import InputError

# Part of the index's name: raised whenever what the index holds changes.
INDEX_VERSION = 8
BUILT_IN, USER, PROJECT = "built-in", "user", "project"
PROJECT_FILE = "glossary.toml"
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "name", "phrase", "measure", "number", "other")


class Source(NamedTuple):
    """One TOML file of terms."""

    path: Path
    layer: str
    data: bytes

    @property
    def domain(self) -> str:
        """The domain of its terms, if they name none: the file's name, unless that only says that it is a glossary."""
        return self.path.stem if self.path.name != PROJECT_FILE else ""


def built_in() -> tuple[Source, ...]:
    """The curated terms that come with the program."""
    return _folder(Path(__file__).parent / "terms", BUILT_IN)


def user(folder: Path) -> tuple[Source, ...]:
    """The user's own terms: `glossary.toml` and `terms/*.toml` in the configuration folder."""
    return (*_file(folder / PROJECT_FILE, USER), *_folder(folder / "terms", USER))


def project(document: Path, named: str = "") -> tuple[Source, ...]:
    """The terms of a document: the glossary that it names, or `glossary.toml` beside it."""
    path = document.parent / (named or PROJECT_FILE)
    found = _file(path, PROJECT)
    if named and not found:
        raise InputError("no such glossary", where=str(path), hint="a document names it in its front matter")
    return found


def fingerprint(sources: tuple[Source, ...]) -> str:
    """What the index of these sources is named by: equal bytes in equal layers, equal name."""
    # Two checksums and the lengths: a chance in 2**64 that a change goes unseen, and nothing to load but zlib.
    seed = "".join(f"{source.layer}\0{source.path}\0{len(source.data)}\0" for source in sources)
    data = b"".join([seed.encode("utf-8", "surrogateescape"), *(source.data for source in sources)])
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"


def _folder(path: Path, layer: str) -> tuple[Source, ...]:
    try:
        files = sorted(file for file in path.iterdir() if file.suffix == ".toml")
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise _unreadable(path, error) from None
    return tuple(source for file in files for source in _file(file, layer))


def _file(path: Path, layer: str) -> tuple[Source, ...]:
    try:
        return (Source(path, layer, path.read_bytes()),)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"cannot be read: {error.strerror}", where=str(path), hint="terms are read from here at each start"
    )
