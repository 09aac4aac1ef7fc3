"""What a user should be told of the pages of a PDF, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Findings:
    """What is odd, by page."""

    empty: list[int] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    vertical: list[int] = field(default_factory=list)
    turned: list[int] = field(default_factory=list)
    typed: list[int] = field(default_factory=list)
    ruby: Counter[int] = field(default_factory=Counter)
    unmapped: dict[int, tuple[float, str]] = field(default_factory=dict)
    attached: int = 0

    def notices(self) -> Iterator[str]:
        """In words, the weightiest first."""
        for pages, words in (
            (self.broken, "cannot be read: damaged"),
            (self.scanned, "pictures without text; reading text from pictures (OCR) is not offered yet"),
            (self.empty, "empty"),
            (self.vertical, "set in columns from top to bottom; read from right to left"),
            (self.turned, "text that stands at an angle comes last on its page"),
            (self.typed, "what is filled in or typed over the page comes behind its text"),
        ):
            if pages:
                yield f"{page_words(pages)}: {words}"
        by_font: dict[str, dict[int, float]] = {}
        for page, (share, font) in self.unmapped.items():
            by_font.setdefault(font, {})[page] = share
        for font, shares in by_font.items():
            least, most = f"{min(shares.values()):.0%}", f"{max(shares.values()):.0%}"
            yield (
                f"{page_words([*shares])}: {most if least == most else f'{least} to {most}'} of the text is in a font"
                f" without a map to Unicode{f' ({font})' if font else ''} and may be wrong"
            )
        if self.attached:
            yield f"{self.attached} attached file{'s are' if self.attached > 1 else ' is'} not read"
        if self.ruby:
            count = sum(self.ruby.values())
            yield f"{page_words(sorted(self.ruby))}: {count} readings above characters (ruby) left out"


def page_words(numbers: Sequence[int]) -> str:
    """Page numbers in words, runs put together.

    >>> page_words([1]), page_words([1, 2, 3, 7])
    ('page 1', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"
