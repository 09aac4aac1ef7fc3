"""Aligned texts -> weights. `python -m reader.align.train DIR…` writes `weights.json`; `--leave-one-out` only measures.

A folder holds NAME.zh.txt and NAME.en.txt, one segment a line, and NAME.align, a ladder of beads `[0, 1]:[2]`. Weights
are what makes the gold path likeliest, with a penalty on their squares; only weights and figures are kept of the texts.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from threadpoolctl import ThreadpoolController

from glossary import layers
from reader.align.encoder import BundledEncoder
from reader.align.lexicon import open_lexicon
from reader.align.model import Model, stage
from reader.align.training.fit import PENALTY, train
from reader.align.training.gold import digest, prepare, read
from reader.align.training.measure import leave_one_out, pooled, predict, sureness
from reader.align.training.synthetic import copies_of
from reader.align.window import Context


def main(argv: Sequence[str] | None = None) -> int:
    """Train or measure."""
    parser = argparse.ArgumentParser(prog="python -m reader.align.train", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--leave-one-out", action="store_true", help="print figures, write nothing")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="with --leave-one-out: write the ladders here")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="with --leave-one-out: the folders to measure")
    parser.add_argument(
        "--varied", nargs="+", default=[], metavar="NAME", help="folders to vary as well: see synthetic"
    )
    parser.add_argument("--kinds", nargs="+", default=["words", "encoder"], help="subsets of evidence")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("weights.json"))
    args = parser.parse_args(argv)
    # One thread: the order of sums, and so the last digit of a weight, would else depend on the machine.
    with ThreadpoolController().limit(limits=1, user_api="blas"):
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    texts = [text for folder in args.folders for text in read(folder)]
    for text in texts:
        text.copies = copies_of(text) if text.folder in args.varied else ()
    lexicon = open_lexicon(None)
    stages: dict[str, dict[str, float]] = {}
    figures: dict[str, dict[str, float]] = {}
    temperatures: dict[str, float] = {}
    for kind in args.kinds:
        start = time.monotonic()
        context = Context(lexicon, BundledEncoder() if kind == "encoder" else None, Model({}, {}), 1.0)
        prepare(texts, context)
        if args.leave_one_out:
            measured = leave_one_out(texts, kind, context, args.keep and args.keep / kind, args.only)
            for name, results in measured.items():
                scores, (off, held) = pooled(results), sureness(results)
                print(
                    f"{kind}, {name}: strict F1 {scores.strict_f1:.4f}, lax F1 {scores.lax_f1:.4f}, ECE {off:.4f}, "
                    f"the 5 % least sure hold {held:.0%} of the errors",
                    flush=True,
                )
            continue
        made, temperatures[kind] = train(texts, kind, context)
        stages |= made
        model = Model({name: stage(weights, name) for name, weights in stages.items()}, {})
        for folder in args.folders:
            results = [(text, predict(text, model, context)) for text in texts if text.folder == folder.name]
            figures.setdefault(kind, {})[folder.name] = round(pooled(results).strict_f1, 4)
        print(f"{kind}: {time.monotonic() - start:.0f} s, on its own data {figures[kind]}", file=sys.stderr)
    if stages:
        about = {
            "data": digest(args.folders),
            "terms": sha256(b"".join(source.data for source in layers.built_in())).hexdigest(),
            "texts": len(texts),
            "beads": sum(len(text.gold) for text in texts),
            "penalty": PENALTY,
            "temperature": temperatures,
            "strict F1 on its own data": figures,
        }
        args.output.write_text(json.dumps({"about": about, "stages": stages}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
