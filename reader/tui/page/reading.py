"""Where the reader is: paragraph, sentence and term, and the moves between them. Without Textual.

The sentence is a bead: it is marked in both columns. It is None until the reader asks for it, and then follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from glossary.model import Term
from reader.annotate import TermUse
from reader.language.layout import LayoutOptions
from reader.model import Bitext, Block
from reader.tui.page.columns import Arrangement, Setting
from reader.tui.page.flow import Piece, Side, Spans, bead_spans, touches
from reader.tui.page.viewport import Viewport

Uses = Callable[[Block], Sequence[TermUse]]
# Blocks to look through for the next term.
_TERM_WITHIN = 300


class Reading:
    """A viewport with the current sentence (an index of a bead) and the chosen term (an index of a use)."""

    def __init__(self, bitext: Bitext, uses: Uses, options: LayoutOptions, hint: str = "") -> None:
        self.bitext = bitext
        self.viewport = Viewport(bitext, options, hint)
        self.uses_of = uses
        self.bead: int | None = None
        self.chosen: int | None = None
        self._shown: Spans = {}  # what was last gone to
        self.hiding = self.viewport.hiding

    def renew(self, bitext: Bitext, uses: Uses) -> None:
        """Read a bitext that has more of the same text, from the same place."""
        viewport = self.viewport
        sentence = self.bead - self.block.beads.start if self.bead is not None and self.block else None
        self.bitext, self.uses_of, self.chosen = bitext, uses, None
        viewport.renew(bitext)
        if sentence is not None and self.block:
            self.bead = min(self.block.beads.start + sentence, self.block.beads.stop - 1)

    # -- what is here ---------------------------------------------------------------------

    @property
    def block(self) -> Block | None:
        """The current block; None in an empty document."""
        blocks = self.viewport.blocks
        return blocks[self.viewport.current] if blocks else None

    @property
    def spot(self) -> int:
        """Where the reader is, as a source paragraph: what stays the same from one reading to the next."""
        return self.spot_of(self.viewport.current)

    def spot_of(self, block: int) -> int:
        """The source paragraph with which a block begins, or the one before it."""
        last = len(self.bitext.source.paragraphs) - 1
        return max(0, min(self.viewport.blocks[block].source.start, last)) if self.viewport.blocks else 0

    @property
    def beads(self) -> range:
        """The current sentence, or all of the current paragraph."""
        if self.block is None:
            return range(0)
        return self.block.beads if self.bead is None else range(self.bead, self.bead + 1)

    def uses(self) -> Sequence[TermUse]:
        """The terms of the current paragraph."""
        return self.uses_of(self.block) if self.block else ()

    def uses_in(self, paragraph: int) -> list[TermUse]:
        """The terms of a source paragraph."""
        at = bisect_right(self.viewport.blocks, paragraph, key=lambda block: block.source.start) - 1
        return [use for use in self.uses_of(self.viewport.blocks[at]) if use.paragraph == paragraph]

    def uses_here(self) -> list[int]:
        """Which of them stand in the current sentence; all, if there is none."""
        if self.bead is None:
            return list(range(len(self.uses())))
        spans = self.spans(self.bead)
        return [
            k for k, use in enumerate(self.uses()) if _holds(spans.get((Side.SOURCE, use.paragraph)), use.hit.start)
        ]

    def chosen_term(self) -> Term | None:
        """The term that is chosen."""
        return self.uses()[self.chosen].hit.term if self.chosen is not None else None

    def sentence_of(self, place: tuple[int, int, int] | None) -> tuple[str, str]:
        """The sentence that holds a place of the source, and its English; those that are current, without a place."""
        bead = self.bead_at(Side.SOURCE, place[0], place[1]) if place else None
        if bead is None:
            return self.texts()
        one = self.bitext.beads[bead]
        return self.bitext.source_text(one.source).strip(), self.bitext.target_text(one.target).strip()

    @property
    def on_page(self) -> int | None:
        """The page that the current paragraph begins on; None where the document has no pages."""
        paragraphs = self.bitext.source.paragraphs
        if not paragraphs or paragraphs[-1].origin.page == paragraphs[0].origin.page:
            return None
        return paragraphs[self.spot].origin.page

    def notes(self) -> list[str]:
        """The translator's notes on the current sentence or paragraph."""
        beads = self.bitext.beads[self.beads.start : self.beads.stop]
        return [note for bead in beads for note in bead.note.split("\n") if note]

    def texts(self) -> tuple[str, str]:
        """The current sentence or paragraph in both languages."""
        beads = [self.bitext.beads[k] for k in self.beads]
        if not beads:
            return "", ""
        source = range(beads[0].source.start, beads[-1].source.stop)
        target = range(beads[0].target.start, beads[-1].target.stop)
        return self.bitext.source_text(source).strip(), self.bitext.target_text(target).strip()

    def spans(self, bead: int) -> Spans:
        """Where a bead stands."""
        return bead_spans(self.bitext, bead)

    # -- moves ----------------------------------------------------------------------------

    def step(self, direction: int) -> None:
        """To the next or last paragraph, a row at a time through one that doesn't fit."""
        self._moving(lambda: self.viewport.step(direction))

    def go(self, block: int) -> None:
        """To a paragraph."""
        self._moving(lambda: self.viewport.go(block))

    def page(self, count: float) -> None:
        """By pages."""
        self._moving(lambda: self.viewport.page(count))

    def scroll(self, rows: int) -> None:
        """By rows, the current paragraph coming along."""

        def move() -> None:
            self.viewport.scroll(rows)
            self.viewport.follow()

        self._moving(move)

    def end(self, direction: int) -> None:
        """To the beginning or the end."""

        def move() -> None:
            self.viewport.go(0 if direction < 0 else len(self.viewport.blocks) - 1)
            self.viewport.scroll(direction * self.viewport.height)

        self._moving(move)

    def named(self, words: str) -> int | None:
        """The block that a reader means by a number, a share of the document, or the id of a paragraph."""
        blocks = self.viewport.blocks
        words = words.strip().replace("％", "%")
        share = words.endswith("%")
        number = words.rstrip("% ")
        if number.isdecimal() and blocks:
            at = round(int(number) / 100 * (len(blocks) - 1)) if share else int(number) - 1
            return max(0, min(at, len(blocks) - 1))
        ids = {p.id: k for k, p in enumerate(self.bitext.source.paragraphs)}
        return self.block_of_paragraph(ids[words]) if words in ids else None

    def block_of_paragraph(self, paragraph: int, side: Side = Side.SOURCE) -> int | None:
        """The block that holds a paragraph."""
        blocks, at = self.viewport.blocks, self.viewport.block_of(paragraph, side)
        return at if blocks and paragraph in side.run(blocks[at]) else None

    def beginning(self) -> tuple[int, int]:
        """Where the current sentence or paragraph begins: source paragraph and offset, or the nearest."""
        if self.block is None:
            return 0, 0
        starts = [key for key in self.spans(self.bead) if key[0] is Side.SOURCE] if self.bead is not None else []
        if starts and self.bead is not None:
            return starts[0][1], self.spans(self.bead)[starts[0]][0]
        return self.spot, 0

    def sentence(self, direction: int) -> None:
        """To the next or last sentence, over the edge of the paragraph too."""
        block = self.block
        if block is None:
            return
        if self.bead is None:
            bead = block.beads.start if direction > 0 else block.beads.stop - 1
        else:
            bead = min(max(self.bead + direction, 0), len(self.bitext.beads) - 1)
        self.go_to_bead(bead)

    def go_to_bead(self, bead: int) -> None:
        """Make a sentence the current one."""
        self.chosen = None
        self.bead = bead
        self.viewport.current = self._block_of(bead)
        self._reveal_spans(self.spans(bead))

    def go_to_text(self, block: int, side: Side, paragraph: int, text: range) -> None:
        """Show a run of text; the paragraph, and the sentence if one is followed, come along."""
        self.viewport.current = block
        self.chosen = None
        if self.bead is not None:
            self.bead = self.bead_at(side, paragraph, text.start)
        spans: Spans = {(side, paragraph): (text.start, text.stop)}
        bead = self.bead_at(side, paragraph, text.start) if side is Side.TARGET else None
        if bead is not None and self.hiding.hides([bead]):
            spans = self.spans(bead)  # its Chinese is seen
        self._shown = spans
        self._reveal_spans(spans)

    def leave(self) -> None:
        """Let go of the chosen term, then of the sentence."""
        if self.chosen is not None:
            self.chosen = None
        else:
            self.bead = None

    def term(self, direction: int, place: tuple[int, int] | None = None) -> bool:
        """To the next or last term, over the edge of the paragraph too; False if none is near.

        Where no term is chosen, from a place (source paragraph and offset) or else from what is current.
        """
        viewport = self.viewport
        uses = self.uses()
        here = self.uses_here() or [0]
        following = here[0] if direction > 0 else here[-1]
        if self.chosen is not None:
            following = self.chosen + direction
        elif place is not None:
            before = sum((use.paragraph, use.hit.start) < place for use in uses)
            following = before if direction > 0 else before - 1
        block = viewport.current
        while not 0 <= following < len(uses):
            block += direction
            if not 0 <= block < len(viewport.blocks) or abs(block - viewport.current) > _TERM_WITHIN:
                return False
            uses = self.uses_of(viewport.blocks[block])
            following = 0 if direction > 0 else len(uses) - 1
        if block != viewport.current:
            viewport.go(block)
        self.choose(following)
        return True

    def choose_named(self, zh: str) -> None:
        """Point at a term of the current paragraph by its name, unless it is the chosen one already."""
        named = [k for k, use in enumerate(self.uses()) if use.hit.term.zh == zh]
        if named and self.chosen not in named:
            self.choose(named[0])

    def choose(self, use: int | None) -> None:
        """Point at a term of the current paragraph; the sentence comes along."""
        self.chosen = use
        if use is None:
            return
        one = self.uses()[use]
        if self.bead is not None:
            self.bead = self.bead_at(Side.SOURCE, one.paragraph, one.hit.start)
        self._reveal_spans(self._followed())

    def bead_at(self, side: Side, paragraph: int, offset: int) -> int | None:
        """The bead of the current paragraph that holds a character."""
        for bead in self.block.beads if self.block else ():
            if _holds(self.spans(bead).get((side, paragraph)), offset):
                return bead
        return None

    def _moving(self, move: Callable[[], object]) -> None:
        before = self.viewport.current
        move()
        if self.viewport.current != before:
            self.chosen = None
            if self.bead is not None and self.block:
                self.bead = self.block.beads.start

    def _block_of(self, bead: int) -> int:
        blocks = self.viewport.blocks
        low, high = 0, len(blocks) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if blocks[middle].beads.start <= bead else (low, middle - 1)
        return low

    def resize(self, width: int, height: int, arrangement: Arrangement | None = None) -> None:
        """Fit another size or arrangement."""
        self._kept_in_view(lambda: self.viewport.resize(width, height, arrangement))

    def set(self, setting: Setting) -> None:
        """Set the text in another way."""
        self._kept_in_view(lambda: self.viewport.set(setting))

    def hide(self, change: Callable[[], object]) -> None:
        """Hide or show English; what is read stands still, and the English of the sentence is seen."""
        followed = self._followed()
        was_seen = self._seen(followed)
        own = [(key[1], span[0]) for key, span in followed.items() if key[0] is Side.SOURCE]
        self.viewport.hide(change, *(own[0] if was_seen and own else self.beginning()))
        frame = self.viewport.frame()
        if was_seen and any((self.viewport.current, row) not in frame for row in self._rows_of(followed)):
            self._reveal_spans(followed)

    def _kept_in_view(self, change: Callable[[], object]) -> None:
        """Change how the text stands: the term or sentence that is followed, or was found, is seen if it was before."""
        spans = self._followed()
        was_seen = self._seen(spans)
        change()
        if was_seen and not self._seen(spans):
            self._reveal_spans(spans)

    def _followed(self) -> Spans:
        if self.chosen is not None:
            one = self.uses()[self.chosen]
            return {(Side.SOURCE, one.paragraph): (one.hit.start, one.hit.end)}
        return self.spans(self.bead) if self.bead is not None else self._shown

    def _seen(self, spans: Spans) -> bool:
        viewport = self.viewport
        return any(_touches(viewport.rows(block)[row], spans) for block, row in viewport.frame()) if spans else False

    def _rows_of(self, spans: Spans) -> list[int]:
        """The rows of the current paragraph on which some text stands."""
        return [k for k, row in enumerate(self.viewport.rows(self.viewport.current)) if _touches(row, spans)]

    def _reveal_spans(self, spans: Spans) -> None:
        """Scroll to some text of the current paragraph."""
        rows = self._rows_of(spans)
        if rows:
            self.viewport.reveal(self.viewport.current, range(rows[0], rows[-1] + 1))


def _holds(span: tuple[int, int] | None, offset: int) -> bool:
    return span is not None and span[0] <= offset < span[1]


def _touches(row: Iterable[Piece], spans: Spans) -> bool:
    return any(touches(piece, spans) for piece in row)
