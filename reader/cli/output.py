"""A command's result -> standard output, or a file that no person's work is lost to."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.errors import UsageError
from reader.files import output_error, read_bytes, write_atomically


def add_output_arguments(parser: argparse.ArgumentParser, *, folder: bool = False) -> None:
    """Where the result goes. `folder`: there may be several results, which need one."""
    metavar, what = (
        ("FILE|DIR", "the file to write, or the folder for several") if folder else ("FILE", "the file to write")
    )
    parser.add_argument("-o", "--output", type=Path, metavar=metavar, help=f"{what}; else standard output")
    parser.add_argument("-f", "--force", action="store_true", help="replace a file that is there")


def check_output(output: Path | None, inputs: Sequence[Path], *, force: bool) -> None:
    """Say before long work that its result could not be written. Raises OutputError, and UsageError as `write_result`.

    `inputs` are what it will be made from.
    """
    if output is None or str(output) == "-" or (output.exists() and not output.is_file() and not output.is_dir()):
        return
    try:
        if output.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with os.scandir(output.parent):
            if not os.access(output.parent, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise output_error(output, error) from error
    _check(None, output, inputs, force=force)


def write_result(text: str, output: Path | None, inputs: Sequence[Path], *, force: bool) -> None:
    """Print a text or write it to a file. Raises UsageError where that would replace what is there unasked.

    An aligned file may be written onto itself: what comes from it alone holds all that is in it.
    """
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        return
    _check(text, output, inputs, force=force)
    write_atomically(output, text.encode())


def _check(text: str | None, output: Path, inputs: Sequence[Path], *, force: bool) -> None:
    """`text` is None where it is not known yet: an aligned file, then, and another one than is there."""
    from reader.formats.markdown import is_native

    if not output.is_file():
        return
    old = read_bytes(output)
    itself = any(path.exists() and output.samefile(path) for path in inputs)
    if itself and not (is_native(old.decode("utf-8", "replace")) and (text is None or is_native(text))):
        raise UsageError("would overwrite the input", where=str(output), hint="name another file with -o")
    if not itself or len(inputs) > 1:
        refuse_replacing(None if text is None else text.encode(), output, force=force)


def refuse_replacing(data: bytes | None, output: Path, *, force: bool) -> None:
    """Raise UsageError where a file with another content than `data` is there, and it was not said to replace it.

    An empty one, as `mktemp` makes, has nothing to lose.
    """
    if output.is_file() and not force and read_bytes(output) not in (b"", data):
        raise UsageError("is there already", where=str(output), hint="name another file with -o, or replace it with -f")
