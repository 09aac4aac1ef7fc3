"""duizhao sample: the seed document with its English, as an example that is always there."""

from __future__ import annotations

import argparse
from pathlib import Path

DESCRIPTION = "Open the sample document; on a pipe, print it as plain text."
_NAME = "putuo-2023-18.md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--plain", action="store_true", help="print plain text on a terminal too")
    parser.add_argument("--path", action="store_true", help="print where the sample is")


def run(args: argparse.Namespace) -> int:
    """Open, print or name the sample."""
    from reader.cli.read import show
    from reader.pipeline import open_bitext

    path = sample_path()
    if args.path:
        print(path)
        return 0
    return show(open_bitext(path), path, plain=args.plain)


def sample_path() -> Path:
    """In the installed package, else in the checkout."""
    package = Path(__file__).parents[1]
    installed = package / "samples" / _NAME
    return installed if installed.exists() else package.parent / "seeds" / _NAME
