"""PDFs made in the test: what stands where is said, line by line."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

A4 = (595.0, 842.0)
SONG, TIMES, COURIER = "STSong-Light", "Times-Roman", "Courier"


class Paper:
    """Pages to write on. Points, from the lower left; Chinese is set in a font that the file does not hold."""

    def __init__(
        self, size: tuple[float, float] = A4, *, password: str | None = None, owner: str | None = None
    ) -> None:
        from reportlab.lib.pdfencrypt import StandardEncryption
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont(SONG))
        self.buffer = io.BytesIO()
        locks: dict[str, Any] = {}
        if password is not None or owner is not None:
            locks["encrypt"] = StandardEncryption(password or "", ownerPassword=owner, strength=128)
        self.canvas = Canvas(self.buffer, pagesize=size, invariant=1, **locks)

    def write(self, x: float, y: float, text: str, size: float = 12, font: str = SONG) -> Paper:
        """Put a text down at its baseline's left end."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)
        return self

    def bold(self, x: float, y: float, text: str, size: float = 12, font: str = SONG) -> Paper:
        """Put a text down with its outlines drawn, as programs do that have no bold face."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text, mode=2)
        return self

    def lines(self, x: float, y: float, texts: Sequence[str], size: float = 12, step: float = 18) -> Paper:
        """Several lines, one under the other; leading U+3000 are indents, not characters."""
        for k, text in enumerate(texts):
            bare = text.lstrip("\u3000")
            self.write(x + size * (len(text) - len(bare)), y - k * step, bare, size)
        return self

    def right(self, x: float, y: float, text: str, size: float = 12) -> Paper:
        """A text that ends at x."""
        self.canvas.setFont(SONG, size)
        self.canvas.drawRightString(x, y, text)
        return self

    def centre(self, y: float, text: str, size: float = 12, x: float = A4[0] / 2) -> Paper:
        """A text with its middle at x."""
        self.canvas.setFont(SONG, size)
        self.canvas.drawCentredString(x, y, text)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Paper:
        """The rules of a table."""
        self.canvas.grid(list(xs), list(ys))
        return self

    def page(self) -> Paper:
        """Turn to the next page."""
        self.canvas.showPage()
        return self

    def bytes(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.buffer.getvalue()


def by_hand(content: bytes, font: bytes, *, rotate: int = 0, extra: Sequence[bytes] = ()) -> bytes:
    """A one-page PDF written out: a content stream, the font /F1, and more objects (from number 6 on)."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
        % rotate,
        _stream(content),
        font,
        *extra,
    ]
    return b"".join(_file(objects))


def to_unicode(pairs: dict[int, str]) -> bytes:
    """A stream that maps the codes of a simple font to Unicode."""
    rows = b"\n".join(b"<%02x> <%s>" % (code, text.encode("utf-16-be").hex().encode()) for code, text in pairs.items())
    return _stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar\nendcmap end end" % (len(pairs), rows)
    )


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes]) -> Iterator[bytes]:
    at = len(b"%PDF-1.7\n")
    yield b"%PDF-1.7\n"
    places = []
    for number, item in enumerate(objects, 1):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, item)
        places.append(at)
        at += len(written)
        yield written
    yield b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    yield b"".join(b"%010d 00000 n \n" % place for place in places)
    yield b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, at)
