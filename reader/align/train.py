"""Aligned texts -> weights. `python -m reader.align.train DIR…` writes `weights.json`; `--leave-one-out` only measures.

A folder holds NAME.zh.txt and NAME.en.txt, one segment a line, and NAME.align, a ladder of beads `[0, 1]:[2]`. Weights
are what makes the gold path likeliest, with a penalty on their squares; only weights and figures are kept of the texts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reader.align.arrays import Floats, Ints, Reals
from reader.align.encoder import BundledEncoder
from reader.align.evaluate import Pair, Scores, evaluate
from reader.align.evidence import Window
from reader.align.features import columns
from reader.align.lexicon import open_lexicon
from reader.align.model import STAGES, Model, stage
from reader.align.optimise import minimise
from reader.align.search import Arcs, Lattice
from reader.align.units import analyse
from reader.align.window import BAND, Context, arcs_in, build, candidates, ratio, solve

_LADDER = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\]")
# The penalty on squared weights, in units of features divided by their root mean square on gold beads; that on the
# kinds of beads is small, or their share in the texts is missed and the probabilities are wrong.
PENALTY, TYPE_PENALTY = 4.0, 0.05
# The first stage need not be exact.
_FIRST_STEPS, _STEPS = 25, 60
_LEAST_SCALE = 0.02


@dataclass(slots=True)
class Text:
    """A document with its gold beads: as pairs, and as the path that comes nearest."""

    folder: str
    name: str
    source: list[str]
    target: list[str]
    gold: list[Pair]
    evidence: Window | None = None

    @property
    def window(self) -> Window:
        """The evidence, once it was gathered by `prepare`."""
        if self.evidence is None:
            raise ValueError(f"{self.name} was not prepared")
        return self.evidence


@dataclass(slots=True)
class Example:
    """What training sees of a document: possible beads, their features, and which of them are gold."""

    text: Text
    arcs: Arcs
    names: list[str]
    table: Floats
    gold: Ints

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.text.source), len(self.text.target)


def read(folder: Path) -> list[Text]:
    """The documents of a folder."""
    texts = []
    for ladder in sorted(folder.glob("*.align")):
        name = ladder.name.removesuffix(".align")
        source, target = (
            (folder / f"{name}.{lang}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
            for lang in ("zh", "en")
        )
        texts.append(Text(folder.name, name, source, target, _gold(ladder.read_text(encoding="utf-8"))))
    return texts


def _gold(ladder: str) -> list[Pair]:
    def side(numbers: str) -> range:
        found = sorted(int(number) for number in numbers.split(",") if number.strip())
        return range(found[0], found[-1] + 1) if found else range(0)

    return [(side(mark[1]), side(mark[2])) for mark in _LADDER.finditer(ladder)]


def path_of(gold: Iterable[Pair], rows: int, width: int) -> list[tuple[int, int, int, int]]:
    """Gold beads as a path of (i, j, n, m): crossing ones become one, null ones stand one by one.

    >>> path_of([(range(0, 1), range(1, 2)), (range(1, 2), range(0, 1)), (range(3, 4), range(3, 4))], 4, 4)
    [(0, 0, 2, 2), (2, 2, 1, 0), (3, 2, 0, 1), (3, 3, 1, 1)]
    """
    merged: list[list[int]] = []
    for source, target in sorted((pair for pair in gold if pair[0] and pair[1]), key=lambda pair: pair[0].start):
        bead = [source.start, source.stop, target.start, target.stop]
        while merged and bead[2] < merged[-1][3]:
            last = merged.pop()
            bead = [last[0], bead[1], min(last[2], bead[2]), max(last[3], bead[3])]
        merged.append(bead)
    path = []
    i = j = 0
    for a, b, c, d in [*merged, [rows, rows, width, width]]:
        path += [(k, j, 1, 0) for k in range(i, a)]
        path += [(a, k, 0, 1) for k in range(j, c)]
        if b > a:
            path.append((a, c, b - a, d - c))
        i, j = b, d
    return path


def prepare(texts: Sequence[Text], context: Context) -> None:
    """Gather the evidence of each text."""
    for text in texts:
        zh, en = analyse(text.source, "zh", context.lexicon), analyse(text.target, "en", context.lexicon)
        own = Context(context.lexicon, context.encoder, context.model, ratio(zh, en))
        text.evidence = build(zh, en, own)


def examples(texts: Sequence[Text], name: str, first: Model | None, context: Context) -> list[Example]:
    """What a stage is trained on: all beads of the band, or those that the first stage leaves, and the gold ones."""
    made = []
    for text in texts:
        window = text.window
        rows, width = window.shape
        wanted = path_of(text.gold, rows, width)
        if first is None:
            arcs = arcs_in(*_narrow(window), rows, width)
        else:
            arcs = candidates(window, Context(context.lexicon, context.encoder, first, window.ratio))
        arcs, gold = _with(arcs, wanted)
        names, table = columns(window, arcs, frozenset(STAGES[name]))
        made.append(Example(text, arcs, names, table, gold))
    return made


def _narrow(window: Window) -> tuple[Ints, Ints]:
    """The inner half of the band: enough to learn from, and half the time."""
    low, high = window.low, window.high
    less = np.maximum(np.minimum(BAND // 2, (high - low) // 2 - 1), 0)
    low, high = low + less, high - less
    low[0], high[-1] = 0, window.shape[1]
    return low, high


def _with(arcs: Arcs, wanted: list[tuple[int, int, int, int]]) -> tuple[Arcs, Ints]:
    """The beads with those that are wanted, and the places of these."""
    have = {bead: k for k, bead in enumerate(zip(*(c.tolist() for c in (arcs.i, arcs.j, arcs.n, arcs.m)), strict=True))}
    more = [bead for bead in wanted if bead not in have]
    have |= {bead: len(have) + k for k, bead in enumerate(more)}
    extra = np.array(more, np.int64).reshape(-1, 4)
    columns_of = (arcs.i, arcs.j, arcs.n, arcs.m)
    grown = Arcs(*(np.concatenate([column, extra[:, k]]) for k, column in enumerate(columns_of)))
    return grown, np.array([have[bead] for bead in wanted], np.int64)


def fit(samples: Sequence[Example], steps: int) -> dict[str, float]:
    """The weights that make the gold paths likeliest."""
    names = samples[0].names
    gold = np.concatenate([one.table[one.gold] for one in samples]).astype(np.float64)
    is_type = np.array([name.startswith("type ") for name in names])
    scale = np.where(is_type, 1.0, np.maximum(np.sqrt((gold**2).mean(axis=0)), _LEAST_SCALE))
    penalty = np.where(is_type, TYPE_PENALTY, PENALTY)
    tables = [(one.table / scale).astype(np.float32) for one in samples]
    lattices = [Lattice(one.arcs, *one.shape) for one in samples]
    wanted = sum(table[one.gold].sum(axis=0) for one, table in zip(samples, tables, strict=True))

    def loss(weights: Reals) -> tuple[float, Reals]:
        value = float((penalty * weights**2).sum()) / 2
        gradient = penalty * weights - wanted
        for one, table, lattice in zip(samples, tables, lattices, strict=True):
            scores = (table @ weights.astype(np.float32)).astype(np.float64)
            probabilities, total = lattice.posteriors(scores)
            value += total - float(scores[one.gold].sum())
            gradient = gradient + table.T @ probabilities.astype(np.float32)
        return value, gradient

    found = minimise(loss, np.zeros(len(names)), steps) / scale
    return {name: float(f"{weight:.4g}") for name, weight in zip(names, found, strict=True)}


def train(texts: Sequence[Text], kind: str, context: Context) -> dict[str, dict[str, float]]:
    """Both stages of one subset of evidence."""
    name = f"{kind}, first"
    made = {name: fit(examples(texts, name, None, context), _FIRST_STEPS)}
    first = Model({name: stage(made[name], name)}, {})
    made[kind] = fit(examples(texts, kind, first, context), _STEPS)
    return made


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


def pooled(results: Sequence[tuple[Text, Sequence[tuple[range, range, float]]]]) -> Scores:
    """Scores over several texts together."""
    gold: list[Pair] = []
    test: list[Pair] = []
    a = b = 0
    for text, beads in results:
        gold += [(_moved(source, a), _moved(target, b)) for source, target in text.gold]
        test += [(_moved(source, a), _moved(target, b)) for source, target, _ in beads]
        a, b = a + len(text.source), b + len(text.target)
    return evaluate(gold, test)


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)


def ladder(beads: Iterable[tuple[range, range, float]]) -> str:
    """Beads as lines of a ladder."""
    return "".join(f"{list(source)}:{list(target)}:{probability:.4f}\n" for source, target, probability in beads)


def leave_one_out(
    texts: Sequence[Text], kind: str, context: Context, keep: Path | None, only: Sequence[str] | None = None
) -> dict[str, Scores]:
    """Each text aligned with the weights of all the others, scored by folder; both stages are trained anew."""
    by_folder: dict[str, list[tuple[Text, list[tuple[range, range, float]]]]] = {}
    for text in texts:
        if only and text.folder not in only:
            continue
        others = [other for other in texts if other is not text]
        weights = train(others, kind, context)
        beads = predict(text, Model({name: stage(found, name) for name, found in weights.items()}, {}), context)
        by_folder.setdefault(text.folder, []).append((text, beads))
        if keep:
            (keep / text.folder).mkdir(parents=True, exist_ok=True)
            (keep / text.folder / f"{text.name}.align").write_text(ladder(beads), encoding="utf-8")
        print(f"{text.folder}/{text.name}: {pooled([(text, beads)]).strict_f1:.4f}", file=sys.stderr, flush=True)
    return {folder: pooled(results) for folder, results in by_folder.items()}


def digest(folders: Sequence[Path]) -> str:
    """A hash of the data: of all files' names and bytes, in order."""
    seen = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.name.endswith((".zh.txt", ".en.txt", ".align")):
                seen.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def main(argv: Sequence[str] | None = None) -> int:
    """Train or measure."""
    parser = argparse.ArgumentParser(prog="python -m reader.align.train", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--leave-one-out", action="store_true", help="print figures, write nothing")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="with --leave-one-out: write the ladders here")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="with --leave-one-out: the folders to measure")
    parser.add_argument("--kinds", nargs="+", default=["words", "encoder"], help="subsets of evidence")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("weights.json"))
    args = parser.parse_args(argv)
    texts = [text for folder in args.folders for text in read(folder)]
    lexicon = open_lexicon(None)
    stages: dict[str, dict[str, float]] = {}
    figures: dict[str, dict[str, float]] = {}
    for kind in args.kinds:
        start = time.monotonic()
        context = Context(lexicon, BundledEncoder() if kind == "encoder" else None, Model({}, {}), 1.0)
        prepare(texts, context)
        if args.leave_one_out:
            for folder, scores in leave_one_out(
                texts, kind, context, args.keep and args.keep / kind, args.only
            ).items():
                print(f"{kind}, {folder}: strict F1 {scores.strict_f1:.4f}, lax F1 {scores.lax_f1:.4f}", flush=True)
            continue
        stages |= train(texts, kind, context)
        model = Model({name: stage(weights, name) for name, weights in stages.items()}, {})
        for folder in args.folders:
            results = [(text, predict(text, model, context)) for text in texts if text.folder == folder.name]
            figures.setdefault(kind, {})[folder.name] = round(pooled(results).strict_f1, 4)
        print(f"{kind}: {time.monotonic() - start:.0f} s, on its own data {figures[kind]}", file=sys.stderr)
    if stages:
        about = {
            "data": digest(args.folders),
            "texts": len(texts),
            "beads": sum(len(text.gold) for text in texts),
            "penalty": PENALTY,
            "strict F1 on its own data": figures,
        }
        args.output.write_text(json.dumps({"about": about, "stages": stages}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
