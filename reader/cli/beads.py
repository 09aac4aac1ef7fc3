"""Beads -> text: ladders, tables, JSON, and lists for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.align.engine import Link

_SHOWN = 60


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
    """Beads for a person to look at, with reasons if asked for."""
    lines: list[str] = []
    for one in links:
        lines.append(f"{_numbers(one.source)} : {_numbers(one.target)}  {one.confidence:.2f}")
        lines += [f"  {_short(side[k])}" for side, run in ((source, one.source), (target, one.target)) for k in run]
        if reasons and one.reason is not None:
            lines.append("  for:      " + _features(one.reason.gains))
            lines.append("  against:  " + _features(one.reason.losses))
            if one.reason.runner_up is not None:
                first, second, probability = one.reason.runner_up
                lines.append(f"  or else:  {_numbers(first)} : {_numbers(second)}  {probability:.2f}")
    return "".join(line + "\n" for line in lines)


def _features(parts: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {value:+.2f}" for name, value in parts) or "-"


def _numbers(run: range) -> str:
    """Segments, counted from 1."""
    if not run:
        return "-"
    return str(run.start + 1) if len(run) == 1 else f"{run.start + 1}-{run.stop}"


def _cell(texts: Sequence[str], run: range) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in texts[k]).strip() for k in run)


def _short(text: str) -> str:
    text = "".join(char if char.isprintable() else " " for char in text).strip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
