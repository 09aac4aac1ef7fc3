"""Tasks -> their outcomes, in this process or in several. A process that dies takes no other task with it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 16  # tasks that go to a process at a time
_AHEAD = 2  # chunks for each process that wait


def run_tasks(
    work: Callable[[T], R], tasks: Sequence[T], count: int, died: Callable[[T], R]
) -> Generator[R, None, None]:
    """The outcome of each task as it comes, from `count` processes. `died`: of one that ends its process."""
    if count <= 1:
        yield from map(work, tasks)
        return
    size = max(1, min(_CHUNK, len(tasks) // (4 * count)))
    chunks = [tasks[at : at + size] for at in range(0, len(tasks), size)]
    while chunks:
        suspects: list[Sequence[T]] = []
        yield from _in_pool(work, chunks, count, suspects)
        for task in (task for chunk in suspects for task in chunk):  # alone, so that one is caught and no other lost
            lost: list[Sequence[T]] = []
            yield from _in_pool(work, [[task]], 1, lost)
            if lost:
                yield died(task)


def _in_pool(work: Callable[[T], R], chunks: list[Sequence[T]], count: int, suspects: list[Sequence[T]]) -> Iterator[R]:
    """Take chunks from the list and do them; where a process dies, what was under way are `suspects`."""
    from concurrent.futures import FIRST_COMPLETED, Future, wait
    from concurrent.futures.process import BrokenProcessPool

    executor = _executor(count)
    under_way: dict[Future[list[R]], Sequence[T]] = {}
    try:
        while chunks or under_way:
            while chunks and len(under_way) < _AHEAD * count and not suspects:
                chunk = chunks.pop(0)
                with nullcontext() if under_way else _without_ctrl_c():
                    try:
                        under_way[executor.submit(_chunk, work, chunk)] = chunk
                    except BrokenProcessPool:
                        suspects.append(chunk)
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                chunk = under_way.pop(future)
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    suspects.append(chunk)
            if suspects and not under_way:
                return
    finally:
        if under_way:  # interrupted
            _end_processes()
        executor.shutdown(cancel_futures=True)


def _executor(count: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, get_context("spawn"))


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Processes that start here never see Ctrl-C, which is the first process's business."""
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _chunk(work: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    return [work(task) for task in tasks]


@contextmanager
def whole() -> Iterator[None]:
    """What is done in here is not interrupted: Ctrl-C, or the end of the process, waits for it."""
    import signal

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_processes() -> None:
    from multiprocessing import active_children

    for child in active_children():
        child.terminate()
