"""The first pages of a long file before the rest: what is given, and that the whole is what it always was."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from reader.errors import InputError
from reader.formats.markdown import STYLES, Style, write_markdown
from reader.pipeline import open_bitext, open_first_pages
from tests.tui.samples import long_bitext

_PARAGRAPHS = [f"第{k}段。" + "河水从山里流出来，经过许多村子。" * (k % 5 + 1) for k in range(900)]
_LONG = "\n\n".join(_PARAGRAPHS) + "\n"
_WRAPPED = "\n".join(
    text[at : at + 30] for one in _PARAGRAPHS for text in [f"\u3000\u3000{one}"] for at in range(0, len(text), 30)
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("short.txt", "一段话。\n".encode()),
        ("one-line.txt", ("河水从山里流出来。" * 6000).encode()),
        ("aligned.md", Path("seeds/putuo-2023-18.md").read_bytes()),
    ],
)
def test_what_is_short_or_cannot_be_parted_is_given_whole(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    bitext, whole = open_first_pages(file)
    assert whole is None
    assert bitext == open_bitext(file)


@pytest.mark.parametrize("text", [_LONG, _WRAPPED])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_of_a_long_text_the_first_pages_come_first(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes(text.encode(encoding))
    first, whole = open_first_pages(file)
    assert whole is not None
    texts = [paragraph.text for paragraph in first.source.paragraphs]
    assert texts[:100] == _PARAGRAPHS[:100]
    assert len(texts) < 900
    told: list[str] = []
    assert whole(told.append) == open_bitext(file)
    assert bool(told) == (encoding != "utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_of_a_long_aligned_file_too(tmp_path: Path, style: Style) -> None:
    file = tmp_path / "long.md"
    long = long_bitext(900)
    file.write_text(write_markdown(long, style), encoding="utf-8")
    first, whole = open_first_pages(file)
    assert whole is not None
    count = len(first.source.paragraphs)
    assert 50 < count < 900
    assert first.source.paragraphs == long.source.paragraphs[:count]
    assert first.target.paragraphs == long.target.paragraphs[:count]
    assert first.beads == long.beads[: len(first.beads)]
    assert whole(print) == open_bitext(file)


def test_of_a_long_pdf_too_even_if_it_begins_with_pictures(tmp_path: Path) -> None:
    for empty in (0, 12):
        file = tmp_path / f"long-{empty}.pdf"
        canvas = Canvas(str(file))
        for page in range(15):
            if page >= empty:
                canvas.drawString(72, 700, f"Page {page} has one line of text.")
            canvas.showPage()
        canvas.save()
        first, whole = open_first_pages(file)
        assert (whole is None) == bool(empty)
        pages = {paragraph.origin.page for paragraph in first.source.paragraphs}
        assert max(pages) == (15 if empty else 12)


def test_an_error_of_the_whole_is_raised_at_once_where_it_can_be(tmp_path: Path) -> None:
    file = tmp_path / "broken.txt"
    file.write_bytes(_LONG.encode() + b"\xff\xfe\xff")
    with pytest.raises(InputError):
        open_first_pages(file)
