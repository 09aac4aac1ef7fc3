"""A bitext and a termbase -> for each block, which terms its Chinese uses and what its English makes of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from glossary import layers
from glossary.forms import without_loose_space
from glossary.index import open_index
from glossary.match import candidates, choice_at, used
from glossary.model import Hit, Rendering, Term
from glossary.termbase import Termbase
from reader.config import cache_dir, config_dir
from reader.model import Bitext, Block, Segment

# Blocks kept: a screen shows a few dozen, and a scroll comes back to them.
_KEPT = 512
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] of the target paragraph at index `paragraph`."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term in the source paragraph at index `paragraph`, and how the English renders it there.

    `choice` is the rendering to use in this document (its own choice, else the preferred one). `rendering` is the one
    that the English uses at `spans`, forbidden ones too; None where the English has none that the termbase knows.
    `form` is the term as it stands there, white space apart: 发展改革委 for 发改委.
    """

    paragraph: int
    hit: Hit
    choice: str
    rendering: Rendering | None = None
    spans: tuple[Span, ...] = ()
    form: str = ""


def termbase_for(document: Path | None = None, named: str = "") -> Termbase:
    """The termbase for a document: built-in, the user's, and the glossary that it names or that lies beside it."""
    sources = layers.built_in() + layers.user(config_dir())
    if document is not None:
        sources += layers.project(document, named)
    with open_index(sources, cache_dir()) as index:
        return Termbase(index.terms(), words=index.words())


def is_traditional(lang: str) -> bool:
    """Is a language written in traditional characters?"""
    return lang.lower().startswith(_TRADITIONAL)


def folding(lang: str) -> dict[int, int]:
    """Traditional characters -> simplified ones, as the dictionary's words have them; empty unless `lang` has any."""
    from glossary.dictionary import find_file, open_dictionary

    if not is_traditional(lang):
        return {}
    file = find_file(config_dir())
    if file is None:
        return {}
    with open_dictionary(file, cache_dir()) as dictionary:
        return dictionary.fold_table()


def annotate(bitext: Bitext, termbase: Termbase) -> Callable[[Block], tuple[TermUse, ...]]:
    """A function from a block of the bitext to the uses of terms in it, in the order of the Chinese.

    Nothing is worked out before it is asked for, since a document may have 50,000 paragraphs.
    """
    choices = dict(bitext.provenance.terms)
    if not bitext.source.lang.lower().startswith("zh"):
        return lambda _: ()
    if fold := folding(bitext.source.lang):
        termbase = termbase.folded(fold)

    @lru_cache(maxsize=_KEPT)
    def uses(block: Block) -> tuple[TermUse, ...]:
        return _Block(bitext, block, choices).uses(termbase)

    return uses


class _Block:
    """Links the hits of one block to its English: within the hit's own bead first, then in the whole block."""

    def __init__(self, bitext: Bitext, block: Block, choices: dict[str, str]) -> None:
        self.bitext = bitext
        self.block = block
        self.choices = choices
        self.taken: dict[Span, Term] = {}
        self._lengths: dict[str, int] = {}
        # The bead of each source segment, and where the segment begins.
        self.beads = [bead for bead in bitext.beads[block.beads.start : block.beads.stop] for _ in bead.source]
        first = bitext.beads[block.beads.start].source.start
        segments = bitext.source_segments[first : first + len(self.beads)]
        self.starts = [(segment.paragraph, segment.start) for segment in segments]

    def uses(self, termbase: Termbase) -> tuple[TermUse, ...]:
        texts = self.bitext.source.paragraphs
        hits = [(paragraph, hit) for paragraph in self.block.source for hit in termbase.find(texts[paragraph].text)]
        beads = [self._bead(paragraph, hit) for paragraph, hit in hits]
        linked: dict[int, tuple[Rendering, Span]] = {}
        whole = [Segment(k, 0, len(self.bitext.target.paragraphs[k].text)) for k in self.block.target]
        # Long renderings first, so that the words of one term are not taken for another's.
        order = sorted(range(len(hits)), key=lambda k: -self._length(hits[k][1].term))
        for near in (True, False):
            for k in order:
                if k not in linked:
                    found = self._link(hits[k][1].term, beads[k] if near else whole)
                    if found:
                        linked[k] = found
        return tuple(self._use(paragraph, hit, linked.get(k)) for k, (paragraph, hit) in enumerate(hits))

    def _use(self, paragraph: int, hit: Hit, link: tuple[Rendering, Span] | None) -> TermUse:
        text = self.bitext.source.paragraphs[paragraph].text
        form, _ = without_loose_space(text[hit.start : hit.end])
        choice = self.choices.get(hit.term.zh) or choice_at(hit.term, form, text, hit.start, hit.end)
        rendering, spans = (link[0], (link[1],)) if link else (None, ())
        return TermUse(paragraph, hit, choice, rendering, spans, form)

    def _bead(self, paragraph: int, hit: Hit) -> list[Segment]:
        """The target segments of the bead that the hit begins in."""
        bead = self.beads[bisect_right(self.starts, (paragraph, hit.start)) - 1]
        return list(self.bitext.target_segments[bead.target.start : bead.target.stop])

    def _length(self, term: Term) -> int:
        known = self._lengths.get(term.zh)
        if known is None:
            renderings = candidates(term, self.choices.get(term.zh, ""))
            known = self._lengths[term.zh] = max((len(one.text) for one in renderings), default=0)
        return known

    def _link(self, term: Term, where: list[Segment]) -> tuple[Rendering, Span] | None:
        """The first free place that renders the term; else one that the same term has already."""
        again: tuple[Rendering, Span] | None = None
        for segment in where:
            text = self.bitext.target.paragraphs[segment.paragraph].text[segment.start : segment.end]
            for start, end, rendering in used(term, text, self.choices.get(term.zh, "")):
                span = Span(segment.paragraph, segment.start + start, segment.start + end)
                holder = self._holder(span)
                if holder is None:
                    self.taken[span] = term
                    return rendering, span
                if holder == term and again is None:
                    again = rendering, span
        return again

    def _holder(self, span: Span) -> Term | None:
        for other, term in self.taken.items():
            if other.paragraph == span.paragraph and other.start < span.end and span.start < other.end:
                return term
        return None
