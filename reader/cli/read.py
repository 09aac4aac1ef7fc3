"""duizhao read: the reader on a terminal, plain text anywhere else."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from reader.cli.input_options import add_encoding_argument, add_pdf_arguments
from reader.cli.screen_options import add_screen_arguments, flags, screen_options
from reader.cli.terminal import say
from reader.errors import UsageError
from reader.model import Bitext, Kind

if TYPE_CHECKING:
    from glossary.lookup import Lookup
    from glossary.termbase import Termbase
    from reader.pipeline import Whole

DESCRIPTION = "Open a text, a PDF or an aligned Markdown file in the reader; on a pipe, print it as plain text."
_OPENING = Lock()
_TERMINAL = "/dev/tty"
_NO_ENGLISH = (
    "No English yet: M writes it here, paragraph by paragraph; I sets meanings under the words. "
    "`duizhao FILE TRANSLATION` puts a translation beside the text."
)
_NO_CHINESE = "This text is English alone. `duizhao CHINESE ENGLISH` puts the Chinese original beside it."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        nargs="?",
        help="a text, a PDF, or aligned Markdown; - is standard input; none: read lately",
    )
    parser.add_argument(
        "translation", type=Path, metavar="TRANSLATION", nargs="?", help="its translation, to be put beside it"
    )
    parser.add_argument("--plain", action="store_true", help="print labelled lines, for a screen reader")
    parser.add_argument("--terms", action="store_true", help="with --plain, the terms of each paragraph too")
    add_encoding_argument(parser)
    add_pdf_arguments(parser)
    add_screen_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Open or print one file, or two that are aligned first; without one, ask which of those read lately."""
    flags(args)  # on a pipe, too, a slip in one is worth a word
    if args.terms and not args.plain:
        raise UsageError("--terms goes with --plain", hint="duizhao read --plain --terms FILE")
    if args.file is None:
        args.file = _recent(args)
        if args.file is None:
            return 0
    if args.translation is not None:
        from reader.cli.align import aligned

        if args.pages or args.password:
            raise UsageError("--pages and --password go with one file", hint="repair the PDF's pages into a text first")
        found, file = aligned(args.file, args.translation, encoding=args.encoding), args.file
        if not found.source.lang.startswith("zh") and found.target.lang.startswith("zh"):
            from reader.align.renewal import mirrored

            found, file = mirrored(found), args.translation  # the reader explains the Chinese, and writes the English
        return show(found, file, args, plain=args.plain, in_place=False)
    from reader.pipeline import open_bitext, open_first_pages

    how: dict[str, Any] = {"encoding": args.encoding, "password": args.password, "pages": args.pages, "notify": say}
    plain = args.plain or not _is_screen()
    bitext, whole = (open_bitext(args.file, **how), None) if plain else open_first_pages(args.file, **how)
    return show(bitext, args.file, args, plain=plain, whole=whole)


def may_choose() -> bool:
    """Can the reader be opened without a file: is there a screen, and a document that was read lately?"""
    from reader.config import state_dir

    file = state_dir() / "places.json"
    if not _is_screen() or not file.exists():
        return False
    from reader.tui.kept.places import recent

    return bool(recent(file))


def _recent(args: argparse.Namespace) -> Path | None:
    if args.plain or not may_choose():
        raise UsageError("no file is named", hint="usage: duizhao read FILE; duizhao read --help says more")
    from reader.config import state_dir
    from reader.tui.kept.places import recent
    from reader.tui.sheets.recent import choose_recent

    _take_keyboard()
    return choose_recent(recent(state_dir() / "places.json"), screen_options(args))


def show(
    bitext: Bitext,
    path: Path,
    args: argparse.Namespace | None = None,
    *,
    plain: bool = False,
    whole: Whole | None = None,
    in_place: bool = True,
) -> int:
    """Read a bitext on the terminal, or print it where there is none.

    `whole` reads the rest of a long document; `in_place` says that the file, if it is native, is what is saved to.
    """
    from reader.annotate import annotate, termbase_for

    named = dict(bitext.provenance.facts).get("glossary", "")
    termbase = termbase_for(path, named)
    uses = annotate(bitext, termbase)
    if plain or not _is_screen():
        from reader.cli.plain import labelled_lines, plain_lines

        labelled = labelled_lines(bitext, uses, terms=bool(args and args.terms))
        for line in labelled if args and args.plain else plain_lines(bitext, uses):
            print(line)
        return 0
    from dataclasses import replace

    from glossary.model import Layer
    from reader.config import state_dir
    from reader.terms import own_file, project_file
    from reader.tui import run as run_screen
    from reader.tui.kept.desk import Desk, Glossary, Terms
    from reader.tui.page.opening import Rest

    def terms(base: Termbase) -> Terms:
        return Terms(base.get, lambda bitext: annotate(bitext, base))

    _take_keyboard()
    left = run_screen(
        bitext,
        uses,
        _title(bitext, path),
        hint=_hint(bitext, path),
        options=replace(screen_options(args), file=None if str(path) == "-" else path),
        ask=_words_of,
        rest=Rest(whole, lambda bitext: annotate(bitext, termbase)) if whole else None,
        desk=Desk(
            terms(termbase),
            lambda: terms(termbase_for(path, named)),
            file=None if str(path) == "-" else path,
            in_place=in_place,
            glossaries=(
                Glossary("your own", own_file(), Layer.USER),
                Glossary("this folder's", project_file(path, named), Layer.PROJECT),
            ),
            unsaved=state_dir() / "unsaved",
        ),
    )
    if isinstance(left, int):
        return left
    from reader.pipeline import open_bitext

    return show(open_bitext(left, notify=say), left, args)


def _hint(bitext: Bitext, path: Path) -> str:
    """A word to the reader above the text: that it was saved with its English, or how it gets any."""
    from reader.tui.kept.saving import saved_beside

    if saved := saved_beside(path):
        return f"O opens {saved.name}, which was saved from this text with its English."
    if bitext.target.paragraphs:
        return ""
    return _NO_ENGLISH if bitext.source.lang.startswith("zh") else _NO_CHINESE


def _words_of(text: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """The words of a text with their entries in the dictionary. Threads may ask while it is opened: it is once."""
    with _OPENING:
        dictionary = _dictionary()
    if dictionary is None:
        return []
    return [(part.text, [match.entry for match in part.matches]) for part in dictionary.ask(text).parts]


@cache
def _dictionary() -> Lookup | None:
    """The dictionary, opened when it is first asked; None where there is none."""
    from glossary.dictionary import find_file, open_dictionary
    from glossary.lookup import Lookup
    from reader.config import cache_dir, config_dir

    file = find_file(config_dir())
    if file is None:
        return None
    return Lookup(None, open_dictionary(file, cache_dir()))


def _is_screen() -> bool:
    """Can the reader be opened here: a terminal that can be drawn on, and a keyboard?"""
    return sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb") and _has_keyboard()


def _has_keyboard() -> bool:
    if sys.stdin.isatty():
        return True
    try:
        os.close(os.open(_TERMINAL, os.O_RDONLY))
    except OSError:
        return False
    return True


def _take_keyboard() -> None:
    """Where the text came in on standard input, and all of it has been read, keys are read from the terminal itself."""
    if not sys.stdin.isatty():
        terminal = os.open(_TERMINAL, os.O_RDONLY)
        os.dup2(terminal, 0)
        os.close(terminal)


def _title(bitext: Bitext, path: Path) -> str:
    return next((p.text for p in bitext.source.paragraphs if p.kind == Kind.TITLE), path.name)
