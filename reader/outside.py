"""A file in the user's own editor, as VISUAL or EDITOR names it."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from reader.errors import UsageError

# `+LINE` is understood by these and most others that run in a terminal.
_GO_TO_LINES = ("vi", "vim", "nvim", "nano", "emacs", "micro", "kak")


def open_in_editor(path: Path, line: int = 1) -> int:
    """Open the file at a line and wait; the editor's exit code. Raises UsageError where there is no such editor."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    hint = "set EDITOR to your editor's command"
    try:
        command = shlex.split(editor)
        place = [f"+{line}"] if line > 1 and Path(command[0]).name in _GO_TO_LINES else []
        return subprocess.call([*command, *place, str(path)])  # noqa: S603 - the user's own editor
    except (OSError, ValueError, IndexError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{editor}: {reason}", hint=hint) from None
