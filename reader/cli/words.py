"""duizhao words: the words kept while reading, as a file that Anki imports."""

from __future__ import annotations

import argparse
import json

from reader.cli.output import add_output_arguments, write_result
from reader.cli.terminal import say
from reader.errors import UsageError

DESCRIPTION = """Print the words kept while reading (the key *), as a text that Anki imports.

  duizhao words -o words.txt           then in Anki: File, Import
  duizhao words remove 垫资 收悉        take words off the list
  duizhao words --clear                take all off"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("what", nargs="?", choices=("remove",), help="take the words that follow off the list")
    parser.add_argument("words", nargs="*", metavar="WORD", help="with remove: the words")
    parser.add_argument("--json", action="store_true", help="print all that is known of each word as JSON")
    parser.add_argument("--clear", action="store_true", help="take all words off the list")
    add_output_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print, remove or clear. 1 where a word to remove is not on the list."""
    from reader.config import data_dir
    from reader.kept import for_anki, forget, read_kept

    file = data_dir() / "words.tsv"
    if args.what == "remove" or args.clear:
        if args.clear == bool(args.words):
            raise UsageError("remove takes the words to remove, --clear takes none", hint="duizhao words --help")
        wanted = [one.word for one in read_kept(file)] if args.clear else args.words
        gone = forget(file, wanted)
        say(f"{len(gone)} removed")
        missing = [word for word in wanted if word not in gone]
        if missing:
            say(f"not on the list: {', '.join(missing)}")
        return 1 if missing else 0
    words = read_kept(file)
    if args.json:
        text = (
            json.dumps({"version": 1, "words": [one._asdict() for one in words]}, ensure_ascii=False, indent=1) + "\n"
        )
    else:
        text = for_anki(words)
    if not words:
        say("no words kept yet: * keeps one in the reader")
    write_result(text, args.output, [], force=args.force)
    return 0
