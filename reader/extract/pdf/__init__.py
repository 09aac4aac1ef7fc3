"""PDF -> raw text and its lines, with their places: characters, runs, rows, reading order. Needs pypdfium2."""

from reader.extract.pdf.document import is_pdf, read_pdf

__all__ = ["is_pdf", "read_pdf"]
