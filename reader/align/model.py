"""The trained weights: read from `weights.json`, which `python -m reader.align.train` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zlib import crc32

import numpy as np

from reader.align.arrays import Floats

# Raised whenever the same weights would give another result.
_VERSION = 2
# The stages: each subset of evidence has a first model, which rules beads out, and one that decides.
_FIRST = ("type", "length", "words", "word borders", "numbers")
_LAST = (*_FIRST, "marks", "lists", "asides", "place", "gaps")
STAGES: dict[str, tuple[str, ...]] = {
    "words, first": _FIRST,
    "words": _LAST,
    "encoder, first": (*_FIRST, "meaning borders"),
    "encoder": (*_LAST, "meaning", "meaning borders", "clauses", "clause borders"),
}
# What no development data shows: they have no paragraphs. Set by hand, see docs/alignment.md.
PRIOR = {"paragraph borders together": 1.2, "paragraph border alone": -0.6, "paragraph border inside": -0.6}


@dataclass(frozen=True, slots=True)
class Stage:
    """Weights by the names of features, and the groups that these come from."""

    groups: frozenset[str]
    weights: Mapping[str, float]

    def vector(self, names: Sequence[str]) -> Floats:
        """The weights in the order of `names`; an unknown feature weighs nothing."""
        return np.array([self.weights.get(name, 0.0) for name in names], np.float32)


@dataclass(frozen=True, slots=True)
class Model:
    """All stages, and what the file says of its origin."""

    stages: Mapping[str, Stage]
    about: Mapping[str, Any]
    digest: str = ""


def stage(weights: Mapping[str, float], name: str) -> Stage:
    """A stage from its trained weights, with the priors."""
    return Stage(frozenset((*STAGES[name], "paragraphs")), {**weights, **PRIOR})


@lru_cache(maxsize=1)
def trained() -> Model:
    """The weights that come with the program."""
    text = (files("reader.align") / "weights.json").read_text(encoding="utf-8")
    read = json.loads(text)
    stages = {name: stage(weights, name) for name, weights in read["stages"].items()}
    return Model(stages, read["about"], f"{_VERSION}.{crc32(text.encode()):08x}")
