"""What two ways of writing a term have in common. Light: a lookup needs it before anything else."""

from __future__ import annotations

import re

# White space between two Latin words is part of them; any other may be a broken line or a typist's gap.
_LOOSE_SPACE = re.compile(
    r"(?<![A-Za-z0-9\s])\s+|\s+(?![A-Za-z0-9\s])|(?<=[A-Za-z0-9]\s)\s+(?=[A-Za-z0-9])",
)
_SPACE = re.compile(r"\s")
# Stands in a form for a few characters that may part it: 卡…脖子.
GAP = "…"
# How many characters may stand there: 卡住了我们的脖子. And which make two things of what they stand between.
WIDEST_GAP = 6
_AND = frozenset("和与及或")
# Full-width letters and digits, as Chinese input methods write them: Ａ股.
NARROW = {ord(char) + 0xFEE0: char for char in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
PLAIN = (
    {place: ord(char.lower()) for place, char in NARROW.items()}
    | {ord(char): ord(char.lower()) for char in NARROW.values()}
    | dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\xa0\u3000"), ord(" "))
)


def key(form: str) -> str:
    """What a form is compared by: without white space that doesn't count, Latin letters in lower case.

    >>> key("工作 专班"), key("Made  in China"), key("Ａ股")
    ('工作专班', 'made in china', 'a股')
    """
    plain, _ = without_loose_space(form)
    return plain.translate(PLAIN)


def is_of(when: str, form: str) -> bool:
    """Does the `when` of a rendering say that it is for one form of the term, on no other condition?

    >>> is_of("of 我厅", "我厅"), is_of("of the full form 我厅", "我厅"), is_of("of 我厅, in a reply", "我厅")
    (True, True, False)
    """
    return bool(form) and re.fullmatch(rf"of (?:[a-z]+ )*{re.escape(form)}(?: alone)?", when) is not None


def gap_end(text: str, at: int, before: str, behind: str) -> int | None:
    """Where a separable form ends that begins at `at`, as short as may be.

    No mark of punctuation stands in its gap, and no “and” beside its parts.

    >>> [gap_end(text, 0, "卡", "脖子") for text in ("卡住了脖子", "卡住，脖子", "卡和脖子")]
    [5, None, None]
    """
    start = at + len(before)
    place = text.find(behind, start + 1, start + WIDEST_GAP + len(behind))
    gap = text[start : max(place, start)]
    if not text.startswith(before, at) or not gap.isalnum() or before in gap or not _AND.isdisjoint((gap[0], gap[-1])):
        return None
    return place + len(behind)


def without_loose_space(text: str) -> tuple[str, list[int]]:
    """The text without white space that parts no Latin words, and the offset of each character kept (empty: all)."""
    if not _SPACE.search(text):
        return text, []
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for mark in [*_LOOSE_SPACE.finditer(text), None]:
        stop = mark.start() if mark else len(text)
        kept.append(text[at:stop])
        offsets += range(at, stop)
        at = mark.end() if mark else stop
    return "".join(kept), offsets
