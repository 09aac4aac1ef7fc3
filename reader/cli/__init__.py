"""argv -> pipeline -> stdout. One module a command; only the one that was called is imported.

stdout is data, stderr is words. A command module has `DESCRIPTION`, `add_arguments(parser)` and `run(args) -> int`.
"""

from __future__ import annotations

import os
import stat
import sys
from importlib import import_module
from io import TextIOWrapper

from reader import __version__
from reader.cli.terminal import say
from reader.errors import DuizhaoError, OutputError, UsageError

COMMANDS = {  # name -> what it does, in the order of the help text; the module is reader.cli.<name>
    "read": "open the reader; on a pipe print the text (the default command)",
    "repair": "join broken lines and say what was changed",
    "align": "put a translation beside its text, sentence by sentence",
    "export": "write a bitext in another style or format",
    "sample": "open the sample document that comes with the program",
    "lookup": "explain a word: hanzi, pinyin or English",
    "words": "print the words kept while reading, for Anki",
    "glossary": "see, check, change and exchange the terms",
}
INTERRUPTED = 130
# As in glossary.dictionary, which takes longer to load than --version may last.
_ATTRIBUTION = "Dictionary: CC-CEDICT, CC BY-SA 4.0, https://cc-cedict.org"


def main(argv: list[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 finding or no match, 2 usage, 3 unreadable input, 130 interrupted."""
    words = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a character that the terminal lacks is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except DuizhaoError as error:
        say(str(error), error.hint)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone (`| head`)
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        _drop_output()  # a full disk behind standard output
        say(f"standard output: {(error.strerror or str(error)).lower()}")
        return OutputError.exit_code


def _drop_output() -> None:
    """Without this, Python tries to write the rest again at exit, and complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    if words[:1] == ["--version"] or words[:1] == ["-V"]:
        print(f"duizhao {__version__}\n{_ATTRIBUTION}")
        return 0
    if not words and _is_piped():
        words = ["read", "-"]
    if not words and _may_choose():
        words = ["read"]
    if words[:1] == ["help"] and words[1:]:
        if words[1] not in COMMANDS:
            raise UsageError(f"there is no command {words[1]!r}", hint="`duizhao help` lists them")
        words = [words[1], "--help"]
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help())
        return 0 if words else 2
    name, rest = (words[0], words[1:]) if words[0] in COMMANDS else ("read", words)
    if words[0] not in COMMANDS and (meant := _meant(words[0])):
        raise UsageError(f"there is no command or file {words[0]!r}", hint=f"did you mean `duizhao {meant}`?")
    import argparse

    from reader.cli.parser import Parser
    from reader.cli.terminal import width

    module = import_module(f"reader.cli.{name}")
    parser = Parser(
        prog=f"duizhao {name}",
        description=module.DESCRIPTION,
        # With a width argparse need not load shutil to ask for one.
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=width()),
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    try:
        args = parser.parse_args(rest)
    except SystemExit as stop:  # argparse has printed its help
        return int(stop.code or 0)
    return int(module.run(args))


def _is_piped() -> bool:
    """Does a text come in from another program or a file? A service without a terminal has neither."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:  # closed
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _may_choose() -> bool:
    """Called without a word on a terminal, the reader offers what was read lately, if anything was."""
    if not sys.stdout.isatty():
        return False
    from reader.cli.read import may_choose

    return may_choose()


def _meant(word: str) -> str:
    """The command that a word is a slip for, where it is no file; else an empty text."""
    if word.startswith("-") or os.path.lexists(word):
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, COMMANDS, n=1, cutoff=0.7)), "")


def _help() -> str:
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:<{width}}  {what}" for name, what in COMMANDS.items())
    return f"""duizhao 对照: a Chinese document beside its English

usage: duizhao FILE [TRANSLATION]   open FILE in the reader, beside its translation
       duizhao                      choose from the documents read lately; on a pipe read it
       duizhao COMMAND [...]        (duizhao COMMAND --help says more)

commands:
{commands}

examples:
  duizhao letter.txt             read a text whose lines a PDF broke
  duizhao repair letter.txt      print its paragraphs whole again
  duizhao lookup 工作专班         what does this mean?
  duizhao letter.md --plain      the same text line by line, for a screen reader or a pipe

Exit codes: 0 done, 1 no match, 2 usage, 3 unreadable input, 130 interrupted."""
