"""The line at the foot of the screen: the keys that matter, as many as fit. And a text cut to fit a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.content import Content
from textual.widgets import Static

from reader.language.layout import measure

# (what goes last where there is no room, key, what it does), in the order shown. The arrows need no telling.
_HINTS = (
    (9, "j k", "paragraph"),
    (7, "h l", "sentence"),
    (10, "[ ]", "term"),
    (5, "Enter", "look up"),
    (2, "/", "find"),
    (6, "e", "edit"),
    (4, "p", "pinyin"),
    (3, "x", "hide English"),
    (11, "v", "layout"),
    (8, "Tab", "terms"),
    (1, "?", "help"),
    (0, "q", "quit"),
)
_HINTS_HIDDEN = tuple((3, "x", "show English") if hint[1] == "x" else hint for hint in _HINTS)
# Where there is no English, it can be neither hidden nor arranged.
_HINTS_ALONE = tuple((3, "I", "meanings") if hint[1] == "x" else hint for hint in _HINTS if hint[1] != "v")
_HINTS_IN_TERMS = ((2, "Tab", "text"), (3, "j k", "scroll"), (1, "?", "help"), (0, "q", "quit"))


def hints(width: int, *, in_terms: bool, translated: bool = True, hidden: bool = False) -> Content:
    """The keys that matter most, as many as fit, in their usual order; `hidden` is the English.

    >>> hints(58, in_terms=False).plain
    '/ find   p pinyin   x hide English   ? help   q quit'
    """
    known = _HINTS_HIDDEN if hidden else _HINTS if translated else _HINTS_ALONE
    return fitting_hints(_HINTS_IN_TERMS if in_terms else known, width)


def fitting_hints(known: Sequence[tuple[int, str, str]], width: int) -> Content:
    """Those of some hints that fit, one at least: (what goes last where there is no room, key, what it does)."""
    shown = sorted(known, key=lambda hint: hint[0])
    while shown[1:] and sum(len(key) + len(word) + 4 for _, key, word in shown) - 3 > width:
        shown.pop()
    return told(*((key, word) for rank, key, word in known if (rank, key, word) in shown))


class Foot(Static):
    """The keys of what is open over the text, in one row, as many as fit: the way out, then those named first."""

    def __init__(self, *keys: tuple[str, str]) -> None:
        super().__init__(classes="foot")
        self._keys = keys

    def on_resize(self) -> None:
        """As many as fit now."""
        self.tell(*self._keys)

    def tell(self, *keys: tuple[str, str]) -> None:
        """Name these keys from now on."""
        self._keys = keys
        ranked = [(-1 if key == "Esc" else rank, key, words) for rank, (key, words) in enumerate(keys)]
        self.update(fitting_hints(ranked, self.size.width))

    def say(self, words: str, *, trouble: bool = False) -> None:
        """A word to the reader in their place."""
        self.update(Content.styled(words, "$warn" if trouble else "$term"))


def told(*keys: tuple[str, str]) -> Content:
    """Keys, each with what it does."""
    parts = (Content.assemble((key, "bold $rest"), (f" {words}", "$muted")) for key, words in keys)
    return Content("   ").join(parts)


def cut(text: str, width: int, ambiguous: int) -> str:
    """The text, cut at a width in cells."""
    starts, edges = measure(text, ambiguous)
    if edges[-1] <= width:
        return text
    fits = max((k for k, edge in enumerate(edges) if edge <= width - 2), default=0)
    return text[: starts[fits]] + ".." if width > 2 else ""


def short_path(file: Path) -> str:
    """The name of a file, `~` for the user's own folder."""
    home = Path("~").expanduser()
    return f"~/{file.relative_to(home)}" if file.is_relative_to(home) else str(file)
