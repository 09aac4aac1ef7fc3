"""The row: what both styles of the native file share, between a bitext and a style's layout.

A row is a block of the bitext as marked-up text. `<!--/-->` parts its beads, as many on each side, and may carry the
next bead's status and confidence: `<!--/ machine .61-->`. `<!--.-->` parts the segments of a bead where the segmenter
would not find them again; a bead that has one is not given to the segmenter. A block that has one side only, and no
mark, has a bead for each segment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BEAD_MARK = re.compile(r"<!--/([^>]*)-->")
SEGMENT_MARK = "<!--.-->"
CONFIDENCE = re.compile(r"[01]?\.\d+")  # always with a point, which tells it from a level


@dataclass(frozen=True, slots=True)
class Row:
    """One block as text: `head` names its paragraphs and status, each side has one marked-up line a paragraph.

    `notes` are lines `Note. …` for the first bead and `Note 2. …` for the second; `line` is the head's line number.
    """

    head: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    notes: tuple[str, ...] = ()
    line: int = 0


def name_counts(head: str) -> tuple[int, int]:
    """How many paragraphs a head names on each side; the target's are the source's where it names none."""
    left, parted, right = head.partition("=")
    counts = [0 if side.strip().startswith("-") else side.count(",") + 1 for side in (left, right if parted else left)]
    return counts[0], counts[1]
