"""duizhao export: a bitext in another style."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.cli.input_options import add_encoding_argument, add_pdf_arguments
from reader.cli.output import add_output_arguments, write_result
from reader.cli.terminal import say
from reader.formats.markdown import STYLES

DESCRIPTION = """Write a document and its English as aligned Markdown.

Both styles are read back without loss: `interleaved` puts a paragraph's English below its Chinese, `table` beside it.
A text without English becomes a file to write it in."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="aligned Markdown, or a text; - is standard input")
    add_output_arguments(parser)
    parser.add_argument("--style", choices=STYLES, default=STYLES[0], help="default: %(default)s")
    add_encoding_argument(parser)
    add_pdf_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write one bitext."""
    from reader.formats.markdown import write_markdown
    from reader.pipeline import open_bitext

    bitext = open_bitext(args.file, encoding=args.encoding, password=args.password, pages=args.pages, notify=say)
    write_result(write_markdown(bitext, args.style), args.output, [args.file], force=args.force)
    return 0
