"""All measurements, one after the other: `make bench`, or `python -m tests.bench NAME …` for some of them.

Not a part of the tests: figures are read by people, on a machine that does nothing else.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NAMES = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))


def main() -> int:
    """Run each measurement in a process of its own, so that none warms up another."""
    for name in sys.argv[1:] or NAMES:
        if name not in NAMES:
            print(f"no measurement {name!r}; there are {', '.join(NAMES)}", file=sys.stderr)
            return 2
        print(f"\n=== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.bench.{name}"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
