"""What can go wrong for a user: each error names the place, the trouble and the way out. Bugs stay bugs."""


class DuizhaoError(Exception):
    """The base of all errors that a user can mend; `reader.cli.main` catches it once.

    `where` is the place (a file, or `file:line`), `hint` the way out. `exit_code` is what the command returns.
    """

    exit_code = 2

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.message = message
        self.where = where
        self.hint = hint


class UsageError(DuizhaoError):
    """The call's words or the configuration do not fit."""


class InputError(DuizhaoError):
    """A file that cannot be read, or not as what it claims to be."""

    exit_code = 3


class FormatError(InputError):
    """A file of a known format that breaks the format's rules; `where` holds the line."""


class OutputError(DuizhaoError):
    """A result that cannot be written where it was asked for; nothing was overwritten."""

    exit_code = 3
