"""The evaluation kits, where they are: EVAL names their folder (repair/ and align/, each with score.py and data).

`EVAL=DIR python -m tests.bench.kits`
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_OURS = f"{sys.executable} -m reader.cli"
_REPAIR = f"{_OURS} repair {{in_dir}} -o {{out_dir}} --one-per-line"
_ALIGN = f"{_OURS} align {{zh}} {{en}} --segments --format ladder"


def main() -> None:
    """Print what each kit's scorer says; a kit that is not there is named."""
    folder = Path(os.environ.get("EVAL", "../shared/eval"))
    for kit, calls in (
        ("repair", [["--command", _REPAIR], ["--set", "pdf", "--command", _REPAIR]]),
        ("align", [[f"data/{name}", "--command", _ALIGN] for name in ("gov-dev", "pol-dev", "mac-dev")]),
    ):
        if not (folder / kit / "score.py").exists():
            print(f"{kit}: no kit in {folder / kit}; name its folder with EVAL=")
            continue
        for call in calls:
            print(f"\n== {kit}: {' '.join(call[:2])}", flush=True)
            subprocess.run([sys.executable, "score.py", *call], cwd=folder / kit)


if __name__ == "__main__":
    main()
