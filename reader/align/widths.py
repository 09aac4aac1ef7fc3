"""How large a bead may be: n ≤ 4 and m ≤ 7 or the other way round, n + m ≤ 8; 1:0 and 0:1."""

SPAN = 7
_SMALLER, _TOTAL = 4, 8
TYPES = (
    (1, 0),
    (0, 1),
    *((n, m) for n in range(1, SPAN + 1) for m in range(1, SPAN + 1) if n + m <= _TOTAL and min(n, m) <= _SMALLER),
)
