"""How tall each block is, and which block stands at a line: a prefix sum that can be changed in place."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """Heights of rows of blocks, all at least 1. Changing one and looking up a line both take log(n) steps.

    >>> heights = Heights([3, 1, 2])
    >>> heights.total, heights.before(2), heights.at(4)
    (6, 4, (2, 0))
    >>> heights.set(0, 5)
    >>> heights.total, heights.at(4)
    (8, (0, 4))
    """

    def __init__(self, values: Sequence[int]) -> None:
        self._values = list(values)
        self._tree = [0, *values]  # a Fenwick tree: node i holds the sum of the last (i & -i) values up to i
        for i in range(1, len(self._tree)):
            parent = i + (i & -i)
            if parent < len(self._tree):
                self._tree[parent] += self._tree[i]
        self._top = 1 << len(values).bit_length()
        self.total = sum(values)

    def __getitem__(self, index: int) -> int:
        return self._values[index]

    def __len__(self) -> int:
        return len(self._values)

    def set(self, index: int, height: int) -> None:
        """Change one height."""
        change = height - self._values[index]
        if not change:
            return
        self._values[index] = height
        self.total += change
        i = index + 1
        while i < len(self._tree):
            self._tree[i] += change
            i += i & -i

    def before(self, index: int) -> int:
        """The sum of the heights before this one."""
        total = 0
        while index:
            total += self._tree[index]
            index &= index - 1
        return total

    def at(self, line: int) -> tuple[int, int]:
        """The block that holds a line, and which of the block's lines it is; the nearest one outside."""
        if not self._values:
            return 0, 0
        line = max(0, min(line, self.total - 1))
        index, step = 0, self._top
        while step:
            if index + step < len(self._tree) and self._tree[index + step] <= line:
                index += step
                line -= self._tree[index]
            step >>= 1
        return index, line
