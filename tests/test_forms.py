from __future__ import annotations

import io
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from reader.errors import InputError
from reader.extract.pdf.document import read_pdf
from reader.extract.pdf.forms import most_drawn


def forms_in_forms(levels: int, times: int, *, packed: bool) -> bytes:
    """A PDF with one word in a form in a form …, each drawing the next so many times."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=int(packed))
    for level in range(levels):
        canvas.beginForm(f"level{level}")
        if level:
            for _ in range(times):
                canvas.doForm(f"level{level - 1}")
        else:
            canvas.drawString(72, 700, "Hello")
        canvas.endForm()
    canvas.doForm(f"level{levels - 1}")
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("levels", "times"), [(1, 1), (30, 1), (4, 3)])
def test_forms_within_forms_are_text(levels: int, times: int, packed: bool) -> None:
    assert "Hello" in read_pdf(forms_in_forms(levels, times, packed=packed), where="x.pdf").raw


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_would_draw_itself_a_billion_times_is_refused_at_once(packed: bool) -> None:
    with pytest.raises(InputError, match="too often") as caught:
        read_pdf(forms_in_forms(31, 2, packed=packed), where="x.pdf")
    assert caught.value.hint


def test_what_forms_draw_is_found_in_resources_that_are_packed_away() -> None:
    inner = zlib.compress(b"9 0 8 20 << /XObject 8 0 R >><< /X 2 0 R >>")
    data = (
        b"1 0 obj << /Subtype /Form /Resources 9 0 R >> stream\n/X Do /X Do\nendstream endobj\n"
        b"2 0 obj << /Subtype /Form >> stream\n0 0 m\nendstream endobj\n"
        b"3 0 obj << /Type /ObjStm /N 2 /First 9 /Filter /FlateDecode >> stream\n" + inner + b"\nendstream endobj\n"
    )
    assert most_drawn(data, 100) == 2
