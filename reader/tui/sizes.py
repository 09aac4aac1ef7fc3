"""How large the screen must be for what. All in cells and rows."""

from __future__ import annotations

# Below, there is no room for a few lines of text, or for a line to write in with its title and keys.
SMALLEST = (20, 6)
# The classes that a screen has from so many rows on: `low` leaves nothing free, `roomy` has a row below the title.
HEIGHTS = [(0, "low"), (16, "middle"), (22, "roomy")]
PANE_BESIDE_FROM, PANE_BELOW_FROM = 160, 22  # columns; rows
STATUS_IN_WORDS_FROM, PROGRESS_FROM = 60, 60  # columns


def room_in_sheet(height: int, fixed: int, free: int) -> int:
    """Rows of a sheet for what it holds: less `fixed` ones, and `free` ones around and between where there is room.

    >>> room_in_sheet(24, 2, 6), room_in_sheet(10, 2, 6), room_in_sheet(1, 2, 6)
    (16, 8, 1)
    """
    return max(1, height - fixed - (free if height >= HEIGHTS[1][0] else 0))
