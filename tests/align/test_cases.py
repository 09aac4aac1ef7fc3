"""Short texts of several kinds with what was left out, added and noted: gold by construction.

A line of a case is a bead: Chinese, a tab, English; segments are parted by a slash.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.align import AlignOptions, align_segments, evaluate
from reader.align.evaluate import Pair
from tests.align.texts import EN, ZH

CASES = sorted((Path(__file__).parents[1] / "cases" / "beads").glob("*.tsv"))


def read(case: Path) -> tuple[list[str], list[str], list[Pair]]:
    source: list[str] = []
    target: list[str] = []
    gold: list[Pair] = []
    for line in case.read_text("utf-8").splitlines():
        first, second = ([part for part in side.split(" / ") if part] for side in line.split("\t"))
        gold.append((range(len(source), len(source) + len(first)), range(len(target), len(target) + len(second))))
        source += first
        target += second
    return source, target, gold


def score(options: AlignOptions) -> float:
    """Strict F1 over all cases together."""
    made: list[Pair] = []
    wanted: list[Pair] = []
    a = b = 0
    for case in CASES:
        source, target, gold = read(case)
        found = [(first, second) for first, second, _ in align_segments(source, target, options)]
        for beads, pooled in ((gold, wanted), (found, made)):
            pooled += [(range(x.start + a, x.stop + a), range(y.start + b, y.stop + b)) for x, y in beads]
        a, b = a + len(source), b + len(target)
    return evaluate(wanted, made).strict_f1


@pytest.mark.parametrize(("encoder", "least"), [(True, 0.94), (False, 0.9)])
def test_texts_with_gaps_and_notes_are_aligned(encoder: bool, least: float, lexical: AlignOptions) -> None:
    assert score(replace(lexical, encoder=encoder)) >= least


@pytest.mark.parametrize(
    "note",
    [
        "[Translator's note: the area received 150 million visits.]",
        "(Note: readers come from all over the city.)",
        "[The 12 libraries hold books in several languages.]",
    ],
)
@pytest.mark.parametrize("encoder", [True, False])
def test_a_note_in_the_translation_stands_alone(encoder: bool, note: str, lexical: AlignOptions) -> None:
    at = 6
    found = align_segments(ZH, [*EN[:at], note, *EN[at:]], replace(lexical, encoder=encoder))
    assert (range(at, at + 1)) in [target for source, target, _ in found if not source]
