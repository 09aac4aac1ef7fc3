"""Files <-> bytes: read whole with errors a user can mend, written so that a file is the old one or the new one.

Knows nothing of what the bytes mean.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from pathlib import Path

from reader.errors import InputError, OutputError

_NEW_FILE = 0o666  # what open() would ask for; the umask takes its share

_TO_ITSELF = "the symbolic link leads to itself"
_HINTS = {
    errno.EACCES: "choose another place with -o, or make it writable",
    errno.EPERM: "choose another place with -o, or make it writable",
    errno.EROFS: "the file system is read-only: choose another place with -o",
    errno.ENOENT: "make the folder first",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOSPC: "make room on the disk, or choose another place with -o",
    errno.EDQUOT: "make room on the disk, or choose another place with -o",
    errno.ENAMETOOLONG: "choose a shorter name with -o",
    errno.ELOOP: _TO_ITSELF,
}
_READING = {errno.EACCES: "look at its permissions", errno.ELOOP: _TO_ITSELF, errno.ENOTDIR: _HINTS[errno.ENOTDIR]}


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises InputError: no such file, a folder, not readable."""
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", where=str(path), hint=_near(path)) from None
    except IsADirectoryError:
        raise InputError("is a folder", where=str(path), hint="name a file in it") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"cannot be read: {reason}", where=str(path), hint=_READING.get(error.errno or 0, "")
        ) from None


def _near(path: Path) -> str:
    """The file that was probably meant."""
    from difflib import get_close_matches

    try:
        close = get_close_matches(path.name, [entry.name for entry in path.parent.iterdir()], n=1)
    except OSError:
        return f"there is no folder {path.parent} either"
    return f"did you mean {path.parent / close[0]}?" if close else "look for a slip in the name"


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`: beside it under a passing name, flushed to the disk, then moved into its place.

    A symbolic link stays one, its target is replaced; an existing file keeps its mode, and one that is read-only is
    not replaced. Whatever goes wrong is an OutputError, and the old file stands as it was. What is not a regular file
    (a pipe, /dev/stdout) is written to directly.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        if path.exists() and _is_read_only(path):
            raise PermissionError(errno.EACCES, "it is read-only")
        _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise output_error(path, error) from error


def output_error(path: Path, error: OSError) -> OutputError:
    """What a user is told when `path` cannot be written."""
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"cannot be written: {reason}", where=str(path), hint=_HINTS.get(error.errno or 0, ""))


def _replace(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    passing = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), _mode(target))
            os.fsync(file.fileno())
        passing.replace(target)
    except BaseException:  # also Ctrl-C: leave no passing file behind
        with contextlib.suppress(OSError):
            passing.unlink()
        raise


def _is_read_only(path: Path) -> bool:
    """May we not write it? A file without any write permission is meant to stay, for root too."""
    return not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222


def _mode(target: Path) -> int:
    """The mode of the file that is there, or what a new one would get."""
    with contextlib.suppress(FileNotFoundError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask
