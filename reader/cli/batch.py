"""Files to repair -> results printed or written: one after the other, or many in a pool of processes."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.cli.output import refuse_replacing
from reader.cli.pool import run_tasks, whole
from reader.cli.tally import Tally
from reader.cli.terminal import printable, say
from reader.errors import DuizhaoError, OutputError
from reader.files import output_error, read_bytes, write_atomically
from reader.repair.plan import RepairOptions

_POOL_BYTES = 8 * 1024 * 1024  # below this, starting more processes costs more than it saves
_HOPELESS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS))
# Bytes of a file of which it is worth saying that it takes a while; bytes done in a second, less on a busy machine.
_LARGE, _A_SECOND = 3_000_000, 300_000
_FOR_EYES = ("explain", "diff", "doubtful")  # shown with control characters escaped, also on a pipe
_NOTHING = {"explain": "nothing was to be changed", "doubtful": "no line end could have gone either way"}


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
    force: bool = False  # replace a target that is there


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task; `trouble` holds message and hint of an error, `hopeless` one that all meet."""

    source: str
    trouble: tuple[str, str] | None = None
    notices: tuple[str, ...] = ()
    rules: tuple[tuple[str, int], ...] = ()
    hopeless: bool = False


def repair_one(task: Task, *, end: str = "") -> int:
    """Repair one file; a user's error ends it. `end` is what its last line ends with, if with nothing."""
    if (size := _size(task.source)) > _LARGE:
        say(f"{_name(task.source)}: {size / 1e6:,.0f} MB, which takes about {size / _A_SECOND:,.0f} seconds")
    shown, _, notices = _repaired(task)
    for notice in notices:
        say(f"{_name(task.source)}: {notice}")
    if not shown and task.view in _NOTHING:
        say(f"{_name(task.source)}: {_NOTHING[task.view]}")
    _deliver(task, shown if shown.endswith("\n") or not shown else shown + end)
    return 0


def print_all(tasks: Iterable[Task]) -> int:
    """Several files to stdout, one behind the other."""
    code = 0
    for task in tasks:
        try:
            repair_one(task, end="\n")
        except DuizhaoError as error:
            say(str(error), error.hint)
            code = error.exit_code
    return code


def repair_many(tasks: Sequence[Task], jobs: int | None, resume: bool) -> int:
    """Write a result for each file: errors are said and the rest goes on, then a summary. 3 where some file failed."""
    make_folders([task.target.parent for task in tasks if task.target])
    fresh = [task for task in tasks if not (resume and _is_done(task))]
    tally = Tally(len(tasks), len(tasks) - len(fresh))
    stopped = True
    try:
        with closing(run_tasks(work, fresh, _processes(fresh, jobs), _died)) as outcomes:
            for outcome in outcomes:
                tally.add(outcome.source, outcome.trouble, outcome.notices, dict(outcome.rules))
                if outcome.hopeless:
                    break
            else:
                stopped = False
    finally:
        tally.end(stopped=stopped)
    return OutputError.exit_code if tally.failed else 0


def make_folders(folders: Iterable[Path]) -> None:
    """The folders to write into, each made or found writable. Raises OutputError."""
    import os

    for folder in dict.fromkeys(folders):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "the folder is read-only")
        except OSError as error:
            raise output_error(folder, error) from error


def _processes(tasks: Sequence[Task], jobs: int | None) -> int:
    import os

    size = sum(_size(task.source) for task in tasks)
    return min(jobs or min(os.cpu_count() or 1, 1 + size // _POOL_BYTES), len(tasks))


def _died(task: Task) -> Outcome:
    return Outcome(task.source, (f"{task.source}: reading it ended the program that read it", "the file is damaged"))


def work(task: Task) -> Outcome:
    """Do one task of a batch; a user's error is an outcome, not an end."""
    try:
        shown, rules, notices = _repaired(task)
        with whole():
            _deliver(task, shown)
    except DuizhaoError as error:
        cause = error.__cause__
        hopeless = isinstance(cause, OSError) and isinstance(error, OutputError) and cause.errno in _HOPELESS
        return Outcome(task.source, (str(error), error.hint), hopeless=hopeless)
    return Outcome(task.source, None, notices, tuple(rules.items()))


def _repaired(task: Task) -> tuple[str, dict[str, int], tuple[str, ...]]:
    """What is to be shown of one file, the edits by rule, and what the user should be told."""
    from reader.pipeline import extract as read
    from reader.pipeline import repaired
    from reader.repair import report

    where = _name(task.source)
    extract = read(read_bytes(Path(task.source)), where, task.encoding, password=task.password, pages=task.pages)
    document = repaired(extract, task.options)
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
            shown = report.json_text(report.as_json(document, extract, where), one_line=not task.alone)
        case _:
            shown = report.repaired_text(document)
    empty = () if extract.raw.strip() else ("the file is empty: there is no text to repair",)
    return shown, counts, (*extract.notices, *empty)


def _deliver(task: Task, shown: str) -> None:
    if task.target is not None:
        data = shown.encode("utf-8", "surrogatepass")
        refuse_replacing(data, task.target, force=task.force)
        write_atomically(task.target, data)
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
