from __future__ import annotations

import os

import pytest

from reader.cli.pool import run_tasks


def double(number: int) -> int:
    """A task; 13 ends its process, as a broken PDF may."""
    if number == 13:
        os._exit(9)
    return 2 * number


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_each_task_has_one_outcome(count: int) -> None:
    assert sorted(run_tasks(double, [1, 2, 3, 4, 5], count, died=int)) == [2, 4, 6, 8, 10]


def test_a_process_that_dies_takes_no_other_task_with_it() -> None:
    tasks = [1, 2, 13, 4, 5, 6, 7, 8]
    assert sorted(run_tasks(double, tasks, 2, died=lambda task: -task)) == sorted(
        [-13, *(2 * task for task in tasks if task != 13)]
    )
