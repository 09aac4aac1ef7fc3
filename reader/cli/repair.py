"""duizhao repair: broken lines in, whole paragraphs out; one file or thousands."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from reader.cli.batch import Task, print_all, repair_many, repair_one
from reader.cli.input_options import add_encoding_argument, add_pdf_arguments
from reader.cli.output import add_output_arguments
from reader.cli.terminal import say
from reader.errors import InputError, UsageError
from reader.repair.plan import RULES, RepairOptions

DESCRIPTION = """Join the lines that a page broke, drop page numbers and the like, and say what was changed.

  duizhao repair letter.txt                    the text, with the separators that it has
  duizhao repair letter.txt --one-per-line     one paragraph a line
  duizhao repair letter.txt --explain          each change: page, line, rule, before, after
  duizhao repair scans/ -o whole/              every text of a folder, to whole/<name>.txt
  duizhao repair scans/ -r -o whole/ --resume  with the folders in it, going on where it was stopped"""

_ENDINGS = (".txt", ".text", ".pdf")
_FOLDERS = "folders"
_VIEWS = {
    "one_per_line": "one paragraph a line, without its indent and blank lines",
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
    add_output_arguments(parser, folder=True)
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
    add_encoding_argument(parser)
    add_pdf_arguments(parser)
    parser.add_argument("-r", "--recursive", action="store_true", help="folders with the folders in them")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes for many files (default: as many as pay off)")
    parser.add_argument("--resume", action="store_true", help="skip files whose output is there and newer")


def run(args: argparse.Namespace) -> int:
    """Repair what the words name. 0 if all went well, 3 if some file could not be read or written."""
    skip = frozenset(name.strip() for names in args.skip for name in names.split(",") if name.strip())
    for name in sorted(skip - set(RULES)):
        raise UsageError(f"unknown rule {name!r}", hint="rules: " + ", ".join(RULES))
    if args.jobs is not None and args.jobs < 1:
        raise UsageError("--jobs must be at least 1", hint="leave it out for as many as pay off")
    if args.resume and args.output is None:
        raise UsageError("--resume goes with -o: it skips files whose result is there", hint="name a folder with -o")
    sources, has_folder = _sources(args.files, recursive=args.recursive, output=args.output)
    if str(args.output) == "-":
        if args.resume or has_folder or len(sources) > 1:
            raise UsageError("several results need a folder, not standard output", hint="name one with -o")
        args.output = None
    targets = _targets(sources, args.output, args.view, several=has_folder or len(sources) > 1)
    alone = len(sources) == 1 and not has_folder
    if not alone and not args.force and not args.resume:
        _refuse_there([target for target in targets if target])
    tasks = [
        Task(
            source.name,
            target,
            args.view,
            RepairOptions(skip),
            args.encoding,
            args.password,
            args.pages,
            alone=alone,
            force=args.force or not alone,
        )
        for source, target in zip(sources, targets, strict=True)
    ]
    if alone:
        return repair_one(tasks[0])
    return print_all(tasks) if args.output is None else repair_many(tasks, args.jobs, args.resume)


class _Source(NamedTuple):
    """A file to read ("-" is stdin), and in which folder below the named one it lies."""

    name: str
    below: Path


def _sources(words: Sequence[str], *, recursive: bool, output: Path | None) -> tuple[list[_Source], bool]:
    """The files that are meant, folders opened; whether there was a folder."""
    sources: list[_Source] = []
    has_folder = False
    for word in words:
        if not word:
            raise UsageError("the name of a file is empty", hint="is a variable of the shell not set?")
        path = Path(word)
        if word == "-" or not path.is_dir():
            sources.append(_Source(word, Path()))
            continue
        has_folder = True
        files, left_out = _in_folder(path, recursive=recursive, output=output)
        if not files:
            deeper = "" if recursive or not left_out[_FOLDERS] else "; -r looks into the folders in it, too"
            raise InputError(
                "no text files and no PDFs in this folder",
                where=word,
                hint=f"it takes files that end in .txt or .pdf{deeper}",
            )
        sources += [_Source(str(file), file.parent.relative_to(path)) for file in files]
        if left_out:
            what = ", ".join(
                f"{count:,} {kind[:-1] if (kind, count) == (_FOLDERS, 1) else kind}"
                for kind, count in sorted(left_out.items())
            )
            say(f"{word}: left out: {what}", "-r takes the folders, too" if left_out[_FOLDERS] else "")
    if sum(source.name == "-" for source in sources) > 1:
        raise UsageError("- stands twice; there is one standard input")
    return sources, has_folder


def _in_folder(folder: Path, *, recursive: bool, output: Path | None) -> tuple[list[Path], Counter[str]]:
    """The files of a folder that are texts, in order, and how much else is in it. Results of before are no input."""
    results = realpath(output) if output else None
    left_out: Counter[str] = Counter()
    files: list[Path] = []
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            if not recursive:
                left_out[_FOLDERS] += 1
            elif not entry.is_symlink() and realpath(entry) != results:
                deeper, more = _in_folder(entry, recursive=True, output=output)
                files += deeper
                left_out += more
        elif entry.suffix.lower() in _ENDINGS and not entry.name.startswith(".") and entry.is_file():
            files.append(entry)
        else:
            left_out[entry.suffix.lower() or "named without an ending (.txt, .pdf)"] += 1
    return files, left_out


def _targets(sources: Sequence[_Source], output: Path | None, view: str | None, *, several: bool) -> list[Path | None]:
    """Where each result goes. Clashes are errors before anything is written."""
    if output is None:
        return [None] * len(sources)
    if not several and not output.is_dir():
        targets = [output]
    else:
        if (output.exists() and not output.is_dir()) or (not output.exists() and output.suffix.lower() in _ENDINGS):
            raise UsageError("several results need a folder, not a file", where=str(output), hint="name one with -o")
        ending = ".json" if view == "json" else ".txt"
        stems = ["stdin" if source.name == "-" else Path(source.name).stem for source in sources]
        targets = [output / source.below / f"{stem}{ending}" for source, stem in zip(sources, stems, strict=True)]
    wanted: dict[Path, str] = {}
    for source, target in zip(sources, targets, strict=True):
        if target in wanted:
            raise UsageError(
                f"{wanted[target]} and {source.name} would both be written to {target}",
                hint="rename one of them, or repair them into two folders",
            )
        wanted[target] = source.name
    inputs = {realpath(source.name) for source in sources if source.name != "-"}
    for target in targets:
        if realpath(target) in inputs:
            raise UsageError("would overwrite the input", where=str(target), hint="name another file with -o")
    return list(targets)


def _refuse_there(targets: Sequence[Path]) -> None:
    """Say before long work that some of its results are there, and may be another's work."""
    there = [target for target in targets if target.is_file() and target.stat().st_size]
    if there:
        more = f", and {len(there) - 1:,} more" if len(there) > 1 else ""
        raise UsageError(
            f"is there already{more}",
            where=str(there[0]),
            hint="name another folder with -o, do what is missing with --resume, or replace all with -f",
        )
