"""PDF -> raw text and its lines, with their places: characters, runs, rows, reading order. Needs pypdfium2."""

from __future__ import annotations

_MAGIC, _MAGIC_WITHIN = b"%PDF-", 1024


def is_pdf(data: bytes) -> bool:
    r"""Does the file begin like a PDF? The mark may stand a little way in.

    >>> is_pdf(b"%PDF-1.7"), is_pdf(b"\n\n%PDF-1.4"), is_pdf("读 %PDF-".encode("gb18030") + b"%")
    (True, True, True)
    """
    return _MAGIC in data[:_MAGIC_WITHIN]
