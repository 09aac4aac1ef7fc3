"""Draw the README's picture from the running reader, so that it cannot go stale: `make picture`.

Every glyph gets its own place, since a browser's fonts do not keep Chinese and Latin on one grid.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.annotate import annotate, termbase_for
from reader.language.layout import measure
from reader.pipeline import open_bitext
from reader.tui.app import ReaderApp
from reader.tui.options import ScreenOptions

SEED = Path("seeds/putuo-2023-18.md")
_CELL, _LINE, _SIZE = 9, 20, 15  # px: the width and height of a cell, the size of the type
_WIDE = ' font-size="17"'  # so that Han fill their two cells
_PAD = 14
_FONTS = "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace"


async def screen(keys: list[str], size: tuple[int, int], theme: str) -> list[Strip]:
    """The lines of the screen after some keys."""
    bitext = open_bitext(SEED)
    title = next(p.text for p in bitext.source.paragraphs if p.kind.value == "title")
    app = ReaderApp(bitext, annotate(bitext, termbase_for(SEED)), title, ScreenOptions(theme=theme))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.2)
        return list(app.screen._compositor.render_strips())


def svg(strips: list[Strip], width: int) -> str:
    """The lines as a picture."""
    ground = _colour(next(iter(strips[2])).style, ground=True)
    across, down = width * _CELL + 2 * _PAD, len(strips) * _LINE + 2 * _PAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" font-family="{_FONTS}" '
        f'font-size="{_SIZE}" xml:space="preserve">',
        f'<rect width="{across}" height="{down}" rx="10" fill="{ground}"/>',
    ]
    for row, strip in enumerate(strips):
        parts += _row(strip, row, ground)
    return "\n".join([*parts, "</svg>", ""])


def _row(strip: Strip, row: int, ground: str) -> Iterator[str]:
    y = _PAD + row * _LINE
    x = 0
    for segment in strip:
        starts, edges = measure(segment.text)
        yield from _segment(segment, _PAD + x * _CELL, y, starts, edges, ground)
        x += edges[-1]


def _segment(
    segment: Segment, left: int, y: int, starts: Sequence[int], edges: list[int], ground: str
) -> Iterator[str]:
    style = segment.style or Style()
    own = _colour(style, ground=True)
    if own != ground:
        yield f'<rect x="{left}" y="{y}" width="{edges[-1] * _CELL}" height="{_LINE}" fill="{own}"/>'
    if not segment.text.strip():
        return
    look = ' font-weight="bold"' if style.bold else ""
    look += ' font-style="italic"' if style.italic else ""
    fill = _colour(style, ground=False)
    spans = "".join(
        f'<tspan x="{left + edges[k] * _CELL}"{_WIDE if edges[k + 1] - edges[k] > 1 else ""}>{escape(glyphs)}</tspan>'
        for k, glyphs in _groups([segment.text[i:j] for i, j in pairwise(starts)])
    )
    yield f'<text y="{y + _LINE - 6}" fill="{fill}"{look}>{spans}</text>'
    for wanted, height in ((style.underline, _LINE - 3), (style.strike, _LINE // 2 + 1)):
        if wanted:
            right = left + edges[-1] * _CELL
            yield f'<path d="M{left} {y + height}H{right}" stroke="{fill}"/>'


def _groups(glyphs: list[str]) -> Iterator[tuple[int, str]]:
    """Runs of ASCII as they are, every other glyph by itself, no blanks; each with its index."""
    for kind, run in groupby(enumerate(glyphs), key=lambda one: "" if one[1].isspace() else one[1].isascii() or one):
        found = list(run)
        if kind:
            yield found[0][0], "".join(glyph for _, glyph in found)


def _colour(style: Style | None, *, ground: bool) -> str:
    chosen = style and (style.bgcolor if ground != bool(style.reverse) else style.color)
    return chosen.get_truecolor().hex if chosen else "#000000"


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("docs/reader.svg"))
    parser.add_argument("--theme", default="night")
    parser.add_argument("--size", default="124x36")
    parser.add_argument("keys", nargs="*", default=["colon", *"10", "enter", "l", "l", *["right_square_bracket"] * 6])
    args = parser.parse_args()
    width, height = map(int, args.size.split("x"))
    strips = asyncio.run(screen(args.keys, (width, height), args.theme))
    args.output.write_text(svg(strips, width), encoding="utf-8")


if __name__ == "__main__":
    main()
