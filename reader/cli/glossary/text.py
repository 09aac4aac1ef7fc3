"""duizhao glossary coverage, mine: a text against the terms."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.dictionary import Dictionary, find_file, open_dictionary
from glossary.index import Index, open_index
from reader.cli.glossary.show import add_layer_arguments, sources
from reader.cli.input_options import add_encoding_argument
from reader.cli.terminal import around, cells, printable, put, say, width
from reader.config import cache_dir, config_dir
from reader.language.pinyin import has_han

if TYPE_CHECKING:
    from glossary.mine import Candidate


# Cells of the column of candidates; a longer one makes its own line longer.
_WIDEST = 24


def add_arguments(action: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of an action."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="texts or aligned Markdown")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_encoding_argument(parser)
    add_layer_arguments(parser, "; default: FILE, if there is but one")
    if action == "mine":
        parser.add_argument(
            "-l", "--limit", type=_positive, default=30, metavar="N", help="how many candidates; default: %(default)s"
        )
        parser.add_argument("--no-glossary", action="store_true", help="propose what the glossary has, too")


def run(args: argparse.Namespace) -> int:
    """Measure or mine."""
    if args.document is None and len(args.files) == 1 and str(args.files[0]) != "-":
        args.document = args.files[0]
    return _coverage(args) if args.action == "coverage" else _mine(args)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 on")
    return int(text)


def _texts(args: argparse.Namespace) -> list[str]:
    """The Chinese paragraphs of all files."""
    from reader.pipeline import open_bitext

    bitexts = [open_bitext(path, encoding=args.encoding) for path in args.files]
    sides = [bitext.source if bitext.source.lang.startswith("zh") else bitext.target for bitext in bitexts]
    return [paragraph.text for side in sides for paragraph in side.paragraphs]


@contextmanager
def _indexes(args: argparse.Namespace) -> Iterator[tuple[Index, Dictionary | None]]:
    """The terms in force, and the dictionary if there is one."""
    from reader.cli.lookup import announce

    file = find_file(config_dir())
    with open_index(sources(args), cache_dir()) as glossary:
        if file is None:
            yield glossary, None
        else:
            with open_dictionary(file, cache_dir(), announce) as dictionary:
                yield glossary, dictionary


def _coverage(args: argparse.Namespace) -> int:
    from glossary.coverage import coverage

    texts = _texts(args)
    with _indexes(args) as (glossary, dictionary):
        found = coverage(texts, glossary, dictionary)
    if not any(map(has_han, texts)):
        say("no Chinese in the text", hint="coverage counts the Chinese words of a text")
        return 1
    if args.json:
        import json

        words = [{"word": word, "count": count} for word, count in found.unexplained]
        counts = {"words": found.words, "counts": dict(found.counts), "grammar": found.grammar, "unexplained": words}
        print(json.dumps({**counts, "explained": round(found.explained, 4)}, ensure_ascii=False, indent=2))
        return 0
    print(f"content words  {found.words:6}")
    for source, count in found.counts.items():
        print(f"  {source:11}  {count:6}  {count / max(found.words, 1):6.1%}")
    print(f"explained      {found.explained:14.1%}")
    for word, count in found.unexplained:
        put(f"  {printable(word)}  {count}")
    return 0


def _table(found: list[Candidate]) -> Iterator[str]:
    """A line a candidate, in columns: the candidate, how often it stands, why it is proposed, where it stands."""
    wide = min(max((cells(one.zh) for one in found), default=0), _WIDEST)
    reasons = max((cells(one.why) for one in found), default=0)
    for one in found:
        zh, why = printable(one.zh), printable(one.why)
        head = f"{zh}{' ' * (wide - cells(zh))}  {one.times:4}  {why}{' ' * (reasons - cells(why))}  "
        yield head + around(printable(one.context), zh, width() - cells(head))


def _mine(args: argparse.Namespace) -> int:
    from glossary.mine import mine

    texts = _texts(args)
    with _indexes(args) as (glossary, dictionary):
        found = mine(texts, None if args.no_glossary else glossary, dictionary)[: args.limit]
    if not any(map(has_han, texts)):
        say("no Chinese in the text", hint="mine proposes Chinese terms")
    if args.json:
        import json

        print(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        for line in _table(found):
            print(line)
    else:
        for one in found:
            put("\t".join((one.zh, str(one.times), printable(one.context), one.why)))
    return 0 if found else 1
