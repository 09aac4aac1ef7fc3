"""duizhao export: a bitext in another style."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader.cli.pdf_options import add_pdf_arguments
from reader.cli.terminal import say
from reader.errors import UsageError
from reader.formats.markdown import STYLES

DESCRIPTION = """Write a document and its English as aligned Markdown.

Both styles are read back without loss: `interleaved` puts a paragraph's English below its Chinese, `table` beside it.
A text without English becomes a file to write it in."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("file", type=Path, help="aligned Markdown, or a text; - is standard input")
    parser.add_argument("-o", "--output", type=Path, help="the file to write; else standard output")
    parser.add_argument("--style", choices=STYLES, default=STYLES[0], help="default: %(default)s")
    parser.add_argument("-f", "--force", action="store_true", help="replace a file that is there")
    parser.add_argument("--encoding", help="of a text that is not UTF-8; else it is recognised")
    add_pdf_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write one bitext."""
    from reader.files import write_atomically
    from reader.formats.markdown import write_markdown
    from reader.pipeline import open_bitext

    bitext = open_bitext(args.file, encoding=args.encoding, password=args.password, pages=args.pages, notify=say)
    text = write_markdown(bitext, args.style)
    output: Path | None = args.output
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        return 0
    _check_target(args.file, output, text, force=args.force)
    write_atomically(output, text.encode())
    return 0


def _check_target(file: Path, output: Path, text: str, *, force: bool) -> None:
    """What a person wrote is never replaced unasked; a bitext may change its own style, for that loses nothing."""
    from reader.files import read_bytes
    from reader.formats.markdown import is_native

    if not output.is_file():
        return
    old = read_bytes(output).decode("utf-8", "replace")
    itself = file.exists() and output.samefile(file)
    if itself and not is_native(old):
        raise UsageError("would overwrite the text itself", where=str(output), hint="name another file with -o")
    if not (force or itself or old == text):
        raise UsageError("is there already", where=str(output), hint="name another file with -o, or replace it with -f")
