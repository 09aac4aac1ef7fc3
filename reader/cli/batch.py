"""Files to repair -> results printed or written: one after the other, or many in a pool of processes."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.cli.terminal import printable, say
from reader.errors import DuizhaoError, OutputError
from reader.files import output_error, read_bytes, write_atomically
from reader.repair.plan import RepairOptions

_POOL_BYTES = 8 * 1024 * 1024  # below this, starting more processes costs more than it saves
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
    alone: bool = True  # of several, JSON has one line a file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task; `trouble` holds message and hint of an error."""

    source: str
    trouble: tuple[str, str] | None = None
    notices: tuple[str, ...] = ()
    rules: tuple[tuple[str, int], ...] = ()
    skipped: bool = False


def repair_one(task: Task) -> int:
    """Repair one file; a user's error ends it."""
    shown, _, notices = _repaired(task)
    for notice in notices:
        say(f"{_name(task.source)}: {notice}")
    _deliver(task, shown)
    return 0


def print_all(tasks: Iterable[Task]) -> int:
    """Several files to stdout, one behind the other."""
    code = 0
    for task in tasks:
        try:
            repair_one(task)
        except DuizhaoError as error:
            say(str(error), error.hint)
            code = error.exit_code
    return code


def repair_many(tasks: Sequence[Task], jobs: int | None, resume: bool) -> int:
    """Write a result for each file: errors are said and the rest goes on, then a summary. 3 where some file failed."""
    target = tasks[0].target
    if target is not None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
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
    extract = read(read_bytes(Path(task.source)), where, task.encoding, password=task.password, pages=task.pages)
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

            indent = 1 if task.alone else None
            shown = json.dumps(report.as_json(document, extract, where), ensure_ascii=False, indent=indent) + "\n"
        case _:
            shown = report.repaired_text(document)
    return shown, counts, extract.notices


def _deliver(task: Task, shown: str) -> None:
    if task.target is not None:
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
