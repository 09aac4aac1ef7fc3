"""Corrections: a bitext -> the corrected bitext. Pure; what a correction does not name stays as it is.

What a person writes is a draft again, and its bead the person's own: without confidence. Undo is the earlier value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.align.parts import Part, block_of, put_together, take_apart
from reader.align.splice import with_beads
from reader.language.sentences import segment_ends
from reader.model import Bead, Bitext, Status

_LINE_END = re.compile(r"[\r\n]+")


def set_status(bitext: Bitext, beads: range, status: Status) -> Bitext:
    """The same with this status on a run of beads."""
    return _with_beads(bitext, beads, [replace(bitext.beads[k], status=status) for k in beads])


def set_note(bitext: Bitext, bead: int, note: str) -> Bitext:
    """The same with this note on one bead; its line ends part several notes."""
    return _with_beads(bitext, range(bead, bead + 1), [replace(bitext.beads[bead], note=note)])


def set_target(bitext: Bitext, beads: range, text: str) -> Bitext:
    """The same with this translation of a run of beads inside one block; each line of it is a paragraph.

    Of a run of several, beads whose translation still stands at its beginning or end stay; between them one sentence
    goes to each bead if there are as many, else these beads become one. Where there was no translation, paragraphs
    are made, with the names and kinds of the original's.
    """
    text = _clean(text)
    block = block_of(bitext, beads)
    if text == _clean(bitext.target_text(_targets(bitext, beads))):
        return bitext
    parts = take_apart(bitext, block)
    run = slice(beads.start - block.start, beads.stop - block.start)
    before, old, behind = parts[: run.start], parts[run], parts[run.stop :]
    new = _shared(old, text, bitext.target.lang)
    first = next((part for part in old if part.lines), None)
    _join(new, goes_on=first.goes_on if first else any(part.lines for part in before))
    if first is None and not any(part.lines for part in before):
        _join(behind, goes_on=True)
    elif first and not text:
        _join(behind, goes_on=first.goes_on and any(part.lines for part in before))
    return put_together(bitext, block, [*before, *new, *behind])


def next_without_target(bitext: Bitext, bead: int) -> int | None:
    """The next bead behind this one that has no translation, from the beginning again; None if all have one."""
    count = len(bitext.beads)
    return next((k % count for k in range(bead + 1, bead + 1 + count) if not bitext.beads[k % count].target), None)


def _clean(text: str) -> str:
    return "\n".join(line.strip() for line in _LINE_END.split(text) if line.strip())


def _targets(bitext: Bitext, beads: range) -> range:
    return range(bitext.beads[beads.start].target.start, bitext.beads[beads.stop - 1].target.stop)


def _with_beads(bitext: Bitext, run: range, beads: list[Bead]) -> Bitext:
    return bitext if beads == list(bitext.beads[run.start : run.stop]) else with_beads(bitext, run, beads)


def _join(parts: Sequence[Part], *, goes_on: bool) -> None:
    """Say whether the first text of these parts continues the paragraph before it."""
    first = next((part for part in parts if part.lines), None)
    if first:
        first.goes_on = goes_on


class _Share(NamedTuple):
    """text[start:stop] is for these parts."""

    parts: range
    start: int
    stop: int


def _shared(old: Sequence[Part], text: str, lang: str) -> list[Part]:
    """The parts with a text shared out among them. Who gets what it had stays as it is."""
    made: list[Part] = []
    end = 0
    shares = _shares(old, text, lang) if len(old) > 1 else [_Share(range(1), 0, len(text))]
    for parts, start, stop in shares:
        share = text[start:stop]
        if len(parts) == 1 and share == old[parts.start].text:
            part = replace(old[parts.start])
        else:
            part = Part.written(old[parts.start : parts.stop], share, lang)
        if part.lines:
            part.goes_on = bool(made) and "\n" not in text[end:start]
            part.gap = text[end:start] if end else None
            end = stop
        made.append(part)
    return made


def _shares(old: Sequence[Part], text: str, lang: str) -> list[_Share]:
    heads, tails = _taken(old, text, lang)
    first, last = len(heads), len(old) - len(tails)
    start = _skip(text, heads[-1].stop) if heads else 0
    stop = len(text[: tails[0].start].rstrip()) if tails else len(text)
    if first == last and start < stop:  # a sentence more: it belongs to the one before it
        if heads:
            first, start = first - 1, heads.pop().start
        else:
            last, stop = last + 1, tails.pop(0).stop
    return [*heads, *_between(old, range(first, last), text, (start, stop), lang), *tails]


def _between(old: Sequence[Part], parts: range, text: str, run: tuple[int, int], lang: str) -> list[_Share]:
    """A sentence for each part if there are as many; else all of it for all of them."""
    start, stop = run
    if start >= stop:
        return [_Share(range(k, k + 1), start, start) for k in parts]
    sentences = _sentences(text, start, stop, lang)
    if len(sentences) == len(parts) and all(old[k].source for k in parts):
        return [_Share(range(k, k + 1), *run) for k, run in zip(parts, sentences, strict=True)]
    return [_Share(parts, start, stop)]


def _taken(old: Sequence[Part], text: str, lang: str) -> tuple[list[_Share], list[_Share]]:
    """The parts at the beginning and at the end whose text still stands there."""
    spaced = not lang.lower().startswith(("zh", "ja"))
    heads: list[_Share] = []
    start, stop = 0, len(text)
    for k, part in enumerate(old):
        end = start + len(part.text)
        if not text.startswith(part.text, start) or (spaced and end < stop and not text[end].isspace() and part.text):
            break
        heads.append(_Share(range(k, k + 1), start, end))
        start = _skip(text, end) if part.text else start
    tails: list[_Share] = []
    for k in range(len(old) - 1, len(heads) - 1, -1):
        begin = stop - len(old[k].text)
        here = begin >= start and text.startswith(old[k].text, begin)
        if not here or (spaced and begin > start and not text[begin - 1].isspace() and old[k].text):
            break
        tails.insert(0, _Share(range(k, k + 1), begin, stop))
        stop = len(text[:begin].rstrip()) if old[k].text else stop
    # A part without text matches anything: what nobody took may be meant for it.
    while heads and not old[heads[-1].parts.start].text:
        heads.pop()
    while tails and not old[tails[0].parts.start].text:
        tails.pop(0)
    return heads, tails


def _sentences(text: str, start: int, stop: int, lang: str) -> list[tuple[int, int]]:
    """The sentences of text[start:stop], line by line, without the white space behind them."""
    made: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text[start:stop]):
        at = start + line.start()
        for end in segment_ends(line.group(), lang):
            one = text[at : start + line.start() + end]
            made.append((at, at + len(one.rstrip())))
            at = start + line.start() + end
    return made


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
