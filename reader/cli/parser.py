"""The parser of a command's words: a slip in them is said as every other error is, in one line with the way out."""

from __future__ import annotations

import argparse
from typing import NoReturn

from reader.errors import UsageError


class Parser(argparse.ArgumentParser):
    """As argparse has it, but what is wrong is raised, not printed below all options."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message, hint=f"`{self.prog} --help` says more")
