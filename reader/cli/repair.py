"""duizhao repair: broken lines in, whole paragraphs out; one file or thousands."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.cli.pdf_options import add_pdf_arguments
from reader.cli.terminal import printable, say
from reader.errors import DuizhaoError, InputError, OutputError, UsageError
from reader.repair.plan import RULES, RepairOptions

DESCRIPTION = """Join the lines that a page broke, drop page numbers and the like, and say what was changed.

  duizhao repair letter.txt                    the text, with the separators that it has
  duizhao repair letter.txt --one-per-line     one paragraph a line
  duizhao repair letter.txt --explain          each change: page, line, rule, before, after
  duizhao repair scans/ -o whole/              every text of a folder, to whole/<name>.txt"""

_ENDINGS = (".txt", ".text", ".pdf")
_POOL_BYTES = 8 * 1024 * 1024  # below this, starting more processes costs more than it saves
_VIEWS = {
    "one_per_line": "one paragraph a line",
    "explain": "list the changes: page and line, rule, before, after",
    "diff": "the raw text beside the repaired",
    "json": "paragraphs and changes as JSON, one object a file",
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


_FOR_EYES = ("explain", "diff", "doubtful")  # shown with control characters escaped, also on a pipe


@dataclass(frozen=True, slots=True)
class Task:
    """One file to repair: where it is ("-" is stdin), where the result goes (None prints), and how."""

    source: str
    target: Path | None
    view: str | None
    options: RepairOptions
    encoding: str | None
    password: str | None = None
    pages: range | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task; `trouble` holds message and hint of an error."""

    source: str
    trouble: tuple[str, str] | None = None
    notices: tuple[str, ...] = ()
    rules: tuple[tuple[str, int], ...] = ()
    skipped: bool = False


def run(args: argparse.Namespace) -> int:
    """Repair what the words name. 0 if all went well, 3 if some file could not be read or written."""
    skip = frozenset(name.strip() for names in args.skip for name in names.split(",") if name.strip())
    for name in sorted(skip - set(RULES)):
        raise UsageError(f"unknown rule {name!r}", hint="rules: " + ", ".join(RULES))
    if args.jobs is not None and args.jobs < 1:
        raise UsageError("--jobs must be at least 1")
    sources, has_folder = _sources(args.files)
    targets = _targets(sources, args.output, args.view, several=has_folder or len(sources) > 1)
    tasks = [
        Task(source, target, args.view, RepairOptions(skip), args.encoding, args.password, args.pages)
        for source, target in zip(sources, targets, strict=True)
    ]
    if len(tasks) == 1 and not has_folder:
        return _single(tasks[0])
    if args.output is None:
        return _print_all(tasks)
    return _batch(tasks, args.jobs, args.resume)


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
        inside = sorted(str(file) for file in path.iterdir() if file.suffix.lower() in _ENDINGS and file.is_file())
        if not inside:
            raise InputError(
                "no text files and no PDFs in this folder", where=word, hint="it takes files that end in .txt or .pdf"
            )
        sources += inside
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
        if output.exists() and not output.is_dir():
            raise OutputError("is a file; several results need a folder", where=str(output))
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


def _single(task: Task) -> int:
    shown, _, notices = _repaired(task)
    for notice in notices:
        say(f"{_name(task.source)}: {notice}")
    _deliver(task, shown)
    return 0


def _print_all(tasks: Iterable[Task]) -> int:
    """Several files to stdout, one behind the other."""
    code = 0
    for task in tasks:
        try:
            _single(task)
        except DuizhaoError as error:
            say(str(error), error.hint)
            code = error.exit_code
    return code


def _batch(tasks: Sequence[Task], jobs: int | None, resume: bool) -> int:
    target = tasks[0].target
    if target is not None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            from reader.files import output_error

            raise output_error(target.parent, error) from error
    fresh = [task for task in tasks if not (resume and _is_done(task))]
    failed = 0
    rules: Counter[str] = Counter()
    began = last = time.monotonic()
    shown = sys.stderr.isatty()
    for number, outcome in enumerate(_outcomes(fresh, jobs), 1):
        if outcome.trouble:
            failed += 1
            _clear(shown)
            say(*outcome.trouble)
        for notice in outcome.notices:
            _clear(shown)
            say(f"{outcome.source}: {notice}")
        rules.update(dict(outcome.rules))
        if shown and (time.monotonic() - last > 0.1 or number == len(fresh)):
            last = time.monotonic()
            print(f"\r{number} of {len(fresh)}", end="", file=sys.stderr, flush=True)
    _clear(shown)
    _summary(len(tasks), len(tasks) - len(fresh), failed, rules, time.monotonic() - began)
    return OutputError.exit_code if failed else 0


def _outcomes(tasks: Sequence[Task], jobs: int | None) -> Iterator[Outcome]:
    import os

    size = sum(_size(task.source) for task in tasks)
    count = jobs or min(os.cpu_count() or 1, 1 + size // _POOL_BYTES)
    count = min(count, len(tasks))
    if count <= 1:
        yield from map(work, tasks)
        return
    from multiprocessing import get_context

    with get_context("spawn").Pool(count) as pool:
        yield from pool.imap_unordered(work, tasks, chunksize=max(1, min(32, len(tasks) // (4 * count))))


def work(task: Task) -> Outcome:
    """Do one task of a batch; a user's error is an outcome, not an end."""
    try:
        shown, rules, notices = _repaired(task)
        _deliver(task, shown)
    except DuizhaoError as error:
        return Outcome(task.source, (str(error), error.hint))
    return Outcome(task.source, None, notices, tuple(rules.items()))


def _repaired(task: Task) -> tuple[str, dict[str, int], tuple[str, ...]]:
    """What is to be shown of one file, the edits by rule, and what the user should be told."""
    from reader.pipeline import extract as read
    from reader.repair import report
    from reader.repair.plan import repair

    where = _name(task.source)
    extract = read(_read(task.source), where, task.encoding, password=task.password, pages=task.pages)
    document = repair(extract, task.options)
    counts = report.rule_counts(document.edits)
    match task.view:
        case "one_per_line":
            shown = report.one_per_line(document)
        case "explain":
            shown = report.explain(document, extract)
        case "doubtful":
            shown = report.doubtful(document, extract)
        case "diff":
            import shutil

            shown = report.diff(document, extract, shutil.get_terminal_size((100, 24)).columns)
        case "json":
            import json

            shown = json.dumps(report.as_json(document, extract, where), ensure_ascii=False, indent=1) + "\n"
        case _:
            shown = report.repaired_text(document)
    return shown, counts, extract.notices


def _read(source: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        hint = "it takes files and folders" if isinstance(error, FileNotFoundError) else ""
        raise InputError(
            f"cannot be read: {(error.strerror or str(error)).lower()}", where=source, hint=hint
        ) from error


def _deliver(task: Task, shown: str) -> None:
    if task.target is not None:
        from reader.files import write_atomically

        write_atomically(task.target, shown.encode("utf-8", "surrogatepass"))
        return
    if sys.stdout.isatty() or task.view in _FOR_EYES:
        shown = printable(shown.replace("\r", ""), keep="\n\t\u3000")
    sys.stdout.flush()
    sys.stdout.buffer.write(shown.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


def _is_done(task: Task) -> bool:
    if task.target is None or task.source == "-" or not task.target.is_file():
        return False
    try:
        return task.target.stat().st_mtime >= Path(task.source).stat().st_mtime
    except OSError:
        return False


def _size(source: str) -> int:
    try:
        return Path(source).stat().st_size
    except OSError:
        return 0


def _name(source: str) -> str:
    return "<stdin>" if source == "-" else source


def _summary(count: int, skipped: int, failed: int, rules: Counter[str], seconds: float) -> None:
    parts = [f"{count - skipped - failed} repaired"]
    parts += [f"{skipped} there already"] if skipped else []
    parts += [f"{failed} failed"] if failed else []
    print(f"{count} files: {', '.join(parts)}, in {seconds:.1f} s", file=sys.stderr)
    width = max(map(len, rules), default=0)
    for name, number in rules.most_common():
        print(f"  {name:<{width}}  {number:>8,}", file=sys.stderr)


def _clear(shown: bool) -> None:
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr)
