"""The options that say how a file is to be read, for every command that reads files."""

from __future__ import annotations

import argparse
import re

from reader.model import OPEN_END

_PAGES = re.compile(r"(\d+)(?:\s*-\s*(\d*))?")


def add_encoding_argument(parser: argparse.ArgumentParser) -> None:
    """`--encoding`."""
    parser.add_argument("--encoding", help="of a text that is not UTF-8 (gb18030, big5 …); else it is recognised")


def add_pdf_arguments(parser: argparse.ArgumentParser) -> None:
    """`--pages` and `--password`."""
    parser.add_argument("--pages", type=page_range, metavar="N-M", help="of a PDF, read these pages only: 5, 3-7 or 3-")
    parser.add_argument("--password", help="of a locked PDF")


def page_range(text: str) -> range:
    """Pages counted from 1, both ends included.

    >>> page_range("3-7"), page_range("5")
    (range(3, 8), range(5, 6))
    """
    found = _PAGES.fullmatch(text.strip())
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a page or a range of pages, such as 3-7")
    first = int(found.group(1))
    last = first if found.group(2) is None else int(found.group(2) or OPEN_END)
    if not 1 <= first <= last:
        raise argparse.ArgumentTypeError(f"{text!r}: pages count from 1, the smaller first")
    return range(first, last + 1)
