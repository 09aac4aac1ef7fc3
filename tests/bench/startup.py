"""How long the commands take that must answer at once, as ratios to a Python that does nothing.

`python -m tests.bench.startup`
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

_QUERIES = [
    ["--version"],
    ["lookup", "工作专班"],
    ["lookup", "gzzb"],
    ["lookup", "gōngzuò zhuānbān"],
    ["lookup", "gongzuo"],
    ["lookup", "task force"],
    ["lookup", "現將會辦意見函告如下"],
]
_RUNS = 9


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Each query in turn with the bare Python, so that both meet the same machine."""
    bare = [sys.executable, "-c", "pass"]
    for query in _QUERIES:
        command = [sys.executable, "-m", "reader.cli", *query]
        seconds(command)  # the index is made, the files are in memory
        pairs = [(seconds(command), seconds(bare)) for _ in range(_RUNS)]
        ratio = statistics.median(ours / theirs for ours, theirs in pairs)
        ours = statistics.median(ours for ours, _ in pairs)
        print(f"{' '.join(query):32} {ratio:5.1f} x bare python   {1000 * ours:5.0f} ms")


if __name__ == "__main__":
    main()
