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


def check_folder(output: Path | None) -> None:
    """Say before long work that its result could not be written. Raises OutputError."""
    if output is None or output.exists():
        return
    try:
        with os.scandir(output.parent):
            if not os.access(output.parent, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise output_error(output, error) from error


def write_result(text: str, output: Path | None, inputs: Sequence[Path], *, force: bool) -> None:
    """Print a text or write it to a file. Raises UsageError where that would replace what is there unasked.

    An aligned file may be written onto itself: what comes from it alone holds all that is in it.
    """
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        return
    _check(text, output, inputs, force=force)
    write_atomically(output, text.encode())


def _check(text: str, output: Path, inputs: Sequence[Path], *, force: bool) -> None:
    from reader.formats.markdown import is_native

    if not output.is_file():
        return
    old = read_bytes(output).decode("utf-8", "replace")
    itself = any(path.exists() and output.samefile(path) for path in inputs)
    if itself and not (is_native(old) and is_native(text)):
        raise UsageError("would overwrite the input", where=str(output), hint="name another file with -o")
    if not itself or len(inputs) > 1:
        refuse_replacing(text.encode(), output, force=force)


def refuse_replacing(data: bytes, output: Path, *, force: bool) -> None:
    """Raise UsageError where a file with another content is there, and it was not said to replace it.

    An empty one, as `mktemp` makes, has nothing to lose.
    """
    if output.is_file() and not force and read_bytes(output) not in (b"", data):
        raise UsageError("is there already", where=str(output), hint="name another file with -o, or replace it with -f")
