"""Segments -> vectors of segments, of runs of segments, and of clauses.

An encoder that gives its tokens' contributions is asked once a segment, and the rest is composed; any other is asked
for segments and clauses, and a run of segments has their mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.align.arrays import Floats, Ints
from reader.align.encoder import Composer, Encoder, Tokens, sums
from reader.align.units import Side, clauses
from reader.align.widths import SPAN

# A clause shorter than this many characters says too little: it joins its neighbour.
_SHORTEST = {"zh": 5, "en": 14}
# Segments whose mean says what all have in common.
_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Pieces:
    """Vectors of clauses: rows `borders[k]` to `borders[k + 1]` are those of segment k; `weights` grow with length."""

    rows: Floats
    borders: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class SideVectors:
    """`runs[n - 1][i]` is the vector of the n segments from i on."""

    runs: tuple[Floats, ...]
    clauses: Pieces


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of both sides, and the similarity of single segments."""

    source: SideVectors
    target: SideVectors
    single: Floats


def side_vectors(side: Side, encoder: Encoder) -> SideVectors:
    """All vectors of one side of a window."""
    if isinstance(encoder, Composer):
        tokens = encoder.tokens(side.texts)
        return SideVectors(_composed(tokens, encoder), _composed_clauses(side, tokens, encoder))
    single = encoder.encode(side.texts)
    pieces = _encoded_clauses(side, encoder)
    # Many encoders give all texts, or all of a language, one direction in common; the weights know nothing of it.
    common = (
        single.mean(axis=0, keepdims=True) if len(single) >= _ENOUGH else np.zeros((1, single.shape[1]), np.float32)
    )
    rows = _unit(pieces.rows - common) if len(pieces.rows) else pieces.rows
    return SideVectors(_means(_unit(single - common), side.length), Pieces(rows, pieces.borders, pieces.weights))


def _unit(rows: Floats) -> Floats:
    made: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return made


def _composed(tokens: Tokens, encoder: Composer) -> tuple[Floats, ...]:
    """A run counts as one text: with one beginning and one end."""
    borders = tokens.borders
    count = len(borders) - 1
    total = np.zeros((count + 1, tokens.rows.shape[1]))
    np.cumsum(sums(tokens, borders[:-1], borders[1:]), axis=0, out=total[1:])
    inner = np.zeros((count + 1, tokens.rows.shape[1]))  # ends and beginnings up to each border, summed
    if count > 1:
        np.cumsum(tokens.rows[borders[1:-1] - 1] + tokens.rows[borders[1:-1]], axis=0, out=inner[1:count])
    made = []
    for n in range(1, min(SPAN, count) + 1):
        start, stop = np.arange(count - n + 1), np.arange(n, count + 1)
        summed = total[stop] - total[start] - (inner[stop - 1] - inner[start])
        made.append(encoder.compose(summed.astype(np.float32), borders[stop] - borders[start] - 2 * (n - 1)))
    return tuple(made)


def _means(single: Floats, length: Sequence[int]) -> tuple[Floats, ...]:
    """The mean by length: what stands for the vector of a run where only texts can be encoded."""
    weighted = single * np.sqrt(np.asarray(length, np.float32))[:, None]
    total = np.concatenate([np.zeros((1, single.shape[1])), np.cumsum(weighted, axis=0, dtype=np.float64)])
    made = []
    for n in range(1, min(SPAN, len(single)) + 1):
        run = total[n:] - total[:-n]
        made.append((run / np.maximum(np.linalg.norm(run, axis=1, keepdims=True), 1e-9)).astype(np.float32))
    return tuple(made)


def _spans(side: Side) -> list[list[tuple[int, int]]]:
    return [clauses(text, side.lang, _SHORTEST[side.lang]) for text in side.texts]


def _composed_clauses(side: Side, tokens: Tokens, encoder: Composer) -> Pieces:
    starts: list[int] = []
    stops: list[int] = []
    borders = [0]
    for k, spans in enumerate(_spans(side)):
        first, last = int(tokens.borders[k]) + 1, int(tokens.borders[k + 1]) - 1
        # Tokens are about evenly long: the normalised text of the tokens can't be traced back exactly.
        scale = (last - first) / max(len(side.texts[k]), 1)
        for start, stop in spans:
            a, b = first + round(start * scale), first + round(stop * scale)
            if b > a:
                starts.append(a)
                stops.append(b)
        borders.append(len(starts))
    begin, end = np.array(starts, np.int64), np.array(stops, np.int64)
    edges = tokens.rows[tokens.borders[:-1]].mean(axis=0) + tokens.rows[tokens.borders[1:] - 1].mean(axis=0)
    rows = encoder.compose(sums(tokens, begin, end) + edges, end - begin + 2)
    return Pieces(rows, np.array(borders, np.int64), np.sqrt(end - begin).astype(np.float32))


def _encoded_clauses(side: Side, encoder: Encoder) -> Pieces:
    spans = _spans(side)
    texts = [text[start:stop] for text, found in zip(side.texts, spans, strict=True) for start, stop in found]
    borders = np.concatenate([[0], np.cumsum([len(found) for found in spans])]).astype(np.int64)
    # Characters a token: about 1.6 in Chinese, 4.5 in English.
    scale = 1.6 if side.lang == "zh" else 4.5
    weights = np.sqrt([max(len(text) / scale, 1) for text in texts]).astype(np.float32)
    return Pieces(encoder.encode(texts) if texts else np.zeros((0, 1), np.float32), borders, weights)
