"""Beads -> text: ladders, tables, JSON, and lists for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import TYPE_CHECKING

from reader.cli.terminal import cells, width

if TYPE_CHECKING:
    from reader.align.engine import Link

# The features in plain words: each is worth points, by which a bead is likelier or less likely.
_LEGEND = (
    (r"type .*", "how common beads of this many segments are"),
    (r"length .*", "whether the lengths fit"),
    (r"pieces .*", "whether both sides have as many clauses and items"),
    (r"lines explained .*", "lines that may be the items of a sentence on the other side"),
    (r"(?:lines unexplained|open inside) .*", "lines without an end inside the bead"),
    (r"open (?:alike|differ)", "whether both sides, or one, lack a mark at the end, as headings do"),
    (r"item (?:alike|differ)", "whether both sides, or one, open with a list mark"),
    (r"item inside .*", "list marks inside the bead"),
    (r"(\w+) (?:alike|differ)", "marks of this kind ({}) on both sides, or on one"),
    (r"(words|clauses) (?:crossing.*|pull .*)", "whether {} belong across the bead's borders"),
    (r"(words|clauses) (?:smaller share|balance)", "how evenly {} are found on both sides"),
    (r"(words|clauses) \w+ weakest", "the segment whose {} are found least"),
    (r"(words|clauses) (source|target) null", "{} of a segment of the {} that stands alone"),
    (r"(words|clauses) (source|target) .*", "how many {} of the {} are found on the other side, or are not"),
    (r"numbers crossing", "numbers that belong across the bead's border"),
    (r"numbers (source|target) .*", "numbers of the {} that are found on the other side, or are not"),
    (r"meaning (?:best|mean) drop", "whether the sides are more alike with a segment less"),
    (r"meaning (?:growth sum|best growth|pull .*)", "whether the sides are more alike with a segment more"),
    (r"meaning (?:margin|largest outside)", "whether the sides are more alike than their neighbours"),
    (r"meaning weakest", "the segment that is least like the other side"),
    (r"meaning.*", "whether the sides mean the same, by their vectors"),
    (r"(aside|note) null", "a segment that stands alone and looks like a note"),
    (r"note (words|numbers|clauses) .*", "{} that a note which stands alone has in common with what stands beside it"),
    (r"null near .*", "how near a segment that stands alone is to its neighbours over there"),
    (r"null at an end|null length .*", "a segment that stands alone: where it is, how long"),
    (r".*by gaps", "how much of these texts stands alone"),
    (r"paragraph .*", "whether paragraphs begin together"),
)
_SIDES = {"source": "Chinese", "target": "English"}


def written(links: Sequence[Link], source: Sequence[str], target: Sequence[str], format: str) -> str:
    """The beads as `ladder` ([0, 1]:[0]:0.93), `tsv` (source, target, confidence) or `json`."""
    if format == "ladder":
        return "".join(f"{list(one.source)}:{list(one.target)}:{one.confidence:.4f}\n" for one in links)
    if format == "tsv":
        return "".join(
            f"{_cell(source, one.source)}\t{_cell(target, one.target)}\t{one.confidence:.4f}\n" for one in links
        )
    beads = [
        {
            "source": list(one.source),
            "target": list(one.target),
            "confidence": one.confidence,
            "source_text": [source[k] for k in one.source],
            "target_text": [target[k] for k in one.target],
        }
        for one in links
    ]
    return json.dumps({"version": 1, "beads": beads}, ensure_ascii=False, indent=1) + "\n"


def listing(links: Iterable[Link], source: Sequence[str], target: Sequence[str], reasons: bool) -> str:
    """Beads for a person to look at, in lines that fit the terminal, with reasons if asked for."""
    lines: list[str] = []
    named: set[str] = set()
    for one in links:
        lines.append(f"{_numbers(one.source)} : {_numbers(one.target)}  {floor(one.confidence * 100 + 1e-6) / 100:.2f}")
        lines += [f"  {_short(side[k])}" for side, run in ((source, one.source), (target, one.target)) for k in run]
        if any(one.figures):
            lines.append("  numbers differ: " + " / ".join(", ".join(side) or "-" for side in one.figures))
        if reasons and one.reason is not None:
            lines += _in_lines("  for:      ", _features(one.reason.gains))
            lines += _in_lines("  against:  ", _features(one.reason.losses))
            named |= {name for name, _ in (*one.reason.gains, *one.reason.losses)}
            if one.reason.runner_up is not None:
                first, second, probability = one.reason.runner_up
                lines.append(f"  or else:  {_numbers(first)} : {_numbers(second)}  {probability:.2f}")
    return "".join(line + "\n" for line in (*lines, *_legend(named)))


def _legend(named: Iterable[str]) -> Iterator[str]:
    """What the features mean, those that mean the same together."""
    together: dict[str, list[str]] = {}
    for name in sorted(named):
        together.setdefault(_plainly(name), []).append(name)
    if together:
        yield ""
        yield "What adds to the weight of a bead (for) or takes from it (against):"
    for words, names in together.items():
        yield from _in_lines("  ", names)
        yield f"      {words}"


def _in_lines(head: str, parts: Sequence[str]) -> Iterator[str]:
    """Parts behind a head, parted by commas, as many in a line as fit."""
    line = head
    for part in (*(f"{part}, " for part in parts[:-1]), *parts[-1:]):
        if line.strip() and len((line + part).rstrip()) > width() and line != head:
            yield line.rstrip()
            line = " " * len(head)
        line += part
    yield line


def _plainly(name: str) -> str:
    """A feature in plain words.

    >>> _plainly("words source share")
    'how many words of the Chinese are found on the other side, or are not'
    """
    for pattern, words in _LEGEND:
        if mark := re.fullmatch(pattern, name):
            return words.format(*(_SIDES.get(part, part) for part in mark.groups()))
    return ""


def _features(parts: Sequence[tuple[str, float]]) -> list[str]:
    return [f"{name} {value:+.2f}" for name, value in parts] or ["-"]


def _numbers(run: range) -> str:
    """Segments, counted from 1."""
    if not run:
        return "-"
    return str(run.start + 1) if len(run) == 1 else f"{run.start + 1}-{run.stop}"


def _cell(texts: Sequence[str], run: range) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in texts[k]).strip() for k in run)


def _short(text: str) -> str:
    """What of a text fits into a line."""
    text = "".join(char if char.isprintable() else " " for char in text).strip()
    room = width() - len("  ")
    if cells(text) <= room:
        return text
    while cells(text) > room - len("..."):
        text = text[:-1]
    return text + "..."
