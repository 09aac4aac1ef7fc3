"""Weights and gold beads -> figures: over the texts together, each text with the weights of all others."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from reader.align.evaluate import Pair, Scores, evaluate
from reader.align.model import Model, stage
from reader.align.training.fit import train
from reader.align.training.gold import Text
from reader.align.window import Context, solve

Results = Sequence[tuple[Text, Sequence[tuple[range, range, float]]]]
# Bins of confidence, and the part of the beads that is least sure.
_BINS, _LEAST_SURE = 10, 0.05


def predict(text: Text, model: Model, context: Context) -> list[tuple[range, range, float]]:
    """The beads of a prepared text with their probabilities."""
    window = text.window
    solved = solve(window, Context(context.lexicon, context.encoder, model, window.ratio))
    arcs = solved.arcs
    return [
        (
            range(int(arcs.i[k]), int(arcs.i[k] + arcs.n[k])),
            range(int(arcs.j[k]), int(arcs.j[k] + arcs.m[k])),
            min(float(solved.probabilities[k]), 1.0),
        )
        for k in solved.path
    ]


def pooled(results: Results) -> Scores:
    """Scores over several texts together."""
    gold: list[Pair] = []
    test: list[Pair] = []
    a = b = 0
    for text, beads in results:
        gold += [(_moved(source, a), _moved(target, b)) for source, target in text.gold]
        test += [(_moved(source, a), _moved(target, b)) for source, target, _ in beads]
        a, b = a + len(text.source), b + len(text.target)
    return evaluate(gold, test)


def sureness(results: Results) -> tuple[float, float]:
    """The expected calibration error, and what share of the errors stands among the least sure 5 % of the beads.

    A bead is an error if it is none of the gold beads; the share is 0 where there is none.
    """
    beads = sorted((sure, (a, b) in text.gold) for text, found in results for a, b, sure in found)
    off = [0.0] * _BINS
    for sure, right in beads:
        off[min(int(sure * _BINS), _BINS - 1)] += sure - right
    wrong = [not right for _, right in beads]
    least = wrong[: round(len(beads) * _LEAST_SURE)]
    return sum(map(abs, off)) / max(len(beads), 1), sum(least) / max(sum(wrong), 1)


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)


def ladder(beads: Iterable[tuple[range, range, float]]) -> str:
    """Beads as lines of a ladder."""
    return "".join(f"{list(source)}:{list(target)}:{probability:.4f}\n" for source, target, probability in beads)


def leave_one_out(
    texts: Sequence[Text], kind: str, context: Context, keep: Path | None, only: Sequence[str] | None = None
) -> dict[str, Results]:
    """Each text aligned with the weights of others, by folder; both stages are trained anew.

    One text of each folder is left out at a time: a text never has a part in the weights that it is aligned with.
    """
    by_folder: dict[str, list[tuple[Text, list[tuple[range, range, float]]]]] = {}
    folders = [[text for text in texts if text.folder == name] for name in dict.fromkeys(text.folder for text in texts)]
    for out in zip_longest(*folders):
        weights, cooled = train([text for text in texts if text not in out], kind, context)
        model = Model({name: stage(found, name) for name, found in weights.items()}, {})
        for text in out:
            if text is None or (only and text.folder not in only):
                continue
            beads = predict(text, model, context)
            by_folder.setdefault(text.folder, []).append((text, beads))
            if keep:
                (keep / text.folder).mkdir(parents=True, exist_ok=True)
                (keep / text.folder / f"{text.name}.align").write_text(ladder(beads), encoding="utf-8")
            figure = pooled([(text, beads)]).strict_f1
            print(f"{text.folder}/{text.name}: {figure:.4f}, temperature {cooled:g}", file=sys.stderr, flush=True)
    return dict(by_folder)
