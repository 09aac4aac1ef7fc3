"""duizhao repair: broken lines in, whole paragraphs out; one file or thousands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from reader.cli.batch import Task, print_all, repair_many, repair_one
from reader.cli.pdf_options import add_pdf_arguments
from reader.cli.terminal import say
from reader.errors import InputError, OutputError, UsageError
from reader.repair.plan import RULES, RepairOptions

DESCRIPTION = """Join the lines that a page broke, drop page numbers and the like, and say what was changed.

  duizhao repair letter.txt                    the text, with the separators that it has
  duizhao repair letter.txt --one-per-line     one paragraph a line
  duizhao repair letter.txt --explain          each change: page, line, rule, before, after
  duizhao repair scans/ -o whole/              every text of a folder, to whole/<name>.txt"""

_ENDINGS = (".txt", ".text", ".pdf")
_VIEWS = {
    "one_per_line": "one paragraph a line",
    "explain": "list the changes: page and line, rule, before, after",
    "diff": "the raw text beside the repaired",
    "json": "paragraphs and changes as JSON, one object a file; of several files, one a line",
    "doubtful": "list the line ends that could have gone either way",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a text file or a PDF, a folder of them, or - for stdin"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE|DIR", help="write there instead of printing")
    views = parser.add_mutually_exclusive_group()
    for name, what in _VIEWS.items():
        views.add_argument(f"--{name.replace('_', '-')}", dest="view", action="store_const", const=name, help=what)
    parser.add_argument(
        "--skip",
        action="append",
        default=[],
        metavar="RULE",
        help="leave a rule out; again for more. Rules: " + ", ".join(RULES),
    )
    parser.add_argument("--encoding", help="of the input, where the guess is wrong; for example gb18030")
    add_pdf_arguments(parser)
    parser.add_argument("--jobs", type=int, metavar="N", help="processes for many files (default: as many as pay off)")
    parser.add_argument("--resume", action="store_true", help="skip files whose output is there and newer")


def run(args: argparse.Namespace) -> int:
    """Repair what the words name. 0 if all went well, 3 if some file could not be read or written."""
    skip = frozenset(name.strip() for names in args.skip for name in names.split(",") if name.strip())
    for name in sorted(skip - set(RULES)):
        raise UsageError(f"unknown rule {name!r}", hint="rules: " + ", ".join(RULES))
    if args.jobs is not None and args.jobs < 1:
        raise UsageError("--jobs must be at least 1")
    sources, has_folder = _sources(args.files)
    targets = _targets(sources, args.output, args.view, several=has_folder or len(sources) > 1)
    alone = len(sources) == 1 and not has_folder
    tasks = [
        Task(source, target, args.view, RepairOptions(skip), args.encoding, args.password, args.pages, alone)
        for source, target in zip(sources, targets, strict=True)
    ]
    if alone:
        return repair_one(tasks[0])
    return print_all(tasks) if args.output is None else repair_many(tasks, args.jobs, args.resume)


def _sources(words: Sequence[str]) -> tuple[list[str], bool]:
    """The files that are meant, folders opened; whether there was a folder."""
    sources: list[str] = []
    has_folder = False
    for word in words:
        path = Path(word)
        if word == "-" or not path.is_dir():
            sources.append(word)
            continue
        has_folder = True
        entries = list(path.iterdir())
        inside = sorted(str(file) for file in entries if file.suffix.lower() in _ENDINGS and file.is_file())
        if not inside:
            raise InputError(
                "no text files and no PDFs in this folder", where=word, hint="it takes files that end in .txt or .pdf"
            )
        sources += inside
        if len(inside) < len(entries):
            say(f"{word}: {len(entries) - len(inside)} other files and folders in it are left out")
    if sources.count("-") > 1:
        raise UsageError("- stands twice; there is one standard input")
    return sources, has_folder


def _targets(sources: Sequence[str], output: Path | None, view: str | None, *, several: bool) -> list[Path | None]:
    """Where each result goes. Clashes are errors before anything is written."""
    if output is None:
        return [None] * len(sources)
    if not several and not output.is_dir():
        targets = [output]
    else:
        if (output.exists() and not output.is_dir()) or (not output.exists() and output.suffix.lower() in _ENDINGS):
            raise OutputError("several results need a folder, not a file", where=str(output), hint="name one with -o")
        ending = ".json" if view == "json" else ".txt"
        targets = [output / f"{'stdin' if source == '-' else Path(source).stem}{ending}" for source in sources]
    wanted: dict[Path, str] = {}
    for source, target in zip(sources, targets, strict=True):
        if target in wanted:
            raise UsageError(f"{wanted[target]} and {source} would both be written to {target}")
        wanted[target] = source
    inputs = {Path(source).resolve(): source for source in sources if source != "-"}
    for target in targets:
        if target.resolve() in inputs:
            raise OutputError("this would overwrite the input", where=str(target), hint="name another file with -o")
    return list(targets)
