"""Which terms stand on a row: as a scan of all of them finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Hit
from reader.annotate import Span, TermUse
from reader.tui.page.flow import Piece, Side
from reader.tui.page.standing import Standings
from tests.tui.samples import TERMS

RUNS = st.tuples(st.integers(0, 1), st.integers(0, 40), st.integers(1, 9))


@given(
    st.lists(st.tuples(RUNS, st.lists(RUNS, max_size=2)), max_size=8), RUNS, st.sampled_from([Side.SOURCE, Side.TARGET])
)
def test_those_on_a_piece_are_all_that_touch_it(
    made: list[tuple[tuple[int, int, int], list[tuple[int, int, int]]]], row: tuple[int, int, int], side: Side
) -> None:
    uses = [
        TermUse(p, Hit(start, start + size, TERMS[0]), "", None, tuple(Span(q, a, a + n) for q, a, n in spans))
        for (p, start, size), spans in made
    ]
    paragraph, start, size = row
    piece = Piece(0, size, side, paragraph, start, start + size)
    expected = set()
    for k, use in enumerate(uses):
        own = [Span(use.paragraph, use.hit.start, use.hit.end)] if side is Side.SOURCE else use.spans
        expected |= {
            (span.start, span.end, k)
            for span in own
            if span.paragraph == paragraph and span.start < piece.stop and piece.start < span.end
        }
    assert set(Standings(uses, range(len(uses))).on(piece)) == expected
