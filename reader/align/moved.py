"""Beads -> stretches that stand elsewhere in the translation: left out here, added there, and alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from reader.align.engine import Link, Task
from reader.align.evidence import share
from reader.align.links import number_links
from reader.align.vocabulary import word_links

# How alike two lonely segments must be, and how many are compared at most.
_ALIKE, _MOST = 0.3, 400
# A short sentence is too easily like another, and so is a single one: of 31 that were moved 15 are as like as this, of
# 97 others that stood alone one (a heading).
_LEAST_LENGTH = 10
_NO_WORD = re.compile(r"[\W\d〇零一二三四五六七八九十百千万亿年月日第]")  # a date stands in many places
_SHOWN = 12
_SINGLE = {"encoder": 0.7, "words": 0.5}


def moved(task: Task, links: Sequence[Link], zh_kept: Sequence[int], en_kept: Sequence[int]) -> list[str]:
    """What to tell the user of paragraphs and sentences that were moved, by 1-based segment numbers."""
    zh = [k for one in links if not one.target for k in one.source]
    en = [k for one in links if not one.source for k in one.target]
    if not zh or not en or len(zh) > _MOST or len(en) > _MOST:
        return []
    # The index of the words is made for all segments: a word's weight comes from the whole text.
    first, second = (side.pick(kept) for side, kept in ((task.source, zh), (task.target, en)))
    alike = (
        share(word_links(first, second, task.context.lexicon)) + np.minimum(number_links(first, second).forth[0], 2) / 4
    )
    if task.context.encoder is not None:
        vectors = [task.context.encoder.encode(side.texts) for side in (first, second)]
        alike = alike / 2 + np.maximum(vectors[0] @ vectors[1].T, 0)
    pairs = {}
    for row, column in enumerate(alike.argmax(axis=1).tolist()):
        best = float(alike[row, column])
        if best >= _ALIKE and int(alike[:, column].argmax()) == row and first.length[row] >= _LEAST_LENGTH:
            pairs[zh[row], en[column]] = best
    single = _SINGLE[task.context.kind]
    texts = task.source.texts
    return [
        _words(run, texts, zh_kept, en_kept)
        for run in _runs(list(pairs))
        if len(run) > 1 or (pairs[run[0]] >= single and len(_NO_WORD.sub("", texts[run[0][0]])) >= _LEAST_LENGTH)
    ]


def _runs(pairs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs that follow each other, or nearly, as one."""
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if runs and 0 < pair[0] - runs[-1][-1][0] <= 2 and 0 < pair[1] - runs[-1][-1][1] <= 2:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _words(run: list[tuple[int, int]], texts: Sequence[str], zh_kept: Sequence[int], en_kept: Sequence[int]) -> str:
    zh = _numbers(zh_kept[run[0][0]] + 1, zh_kept[run[-1][0]] + 1)
    en = _numbers(en_kept[run[0][1]] + 1, en_kept[run[-1][1]] + 1)
    begins = " ".join(texts[run[0][0]].split())
    begins = begins if len(begins) <= _SHOWN else begins[:_SHOWN] + "…"
    return f"moved: Chinese {zh} ({begins}) may stand at English {en}; beads keep the order, so both are left alone"


def _numbers(first: int, last: int) -> str:
    return f"segment {first}" if first == last else f"segments {first}-{last}"
