"""The bytes of a PDF -> how many forms one form draws. Told before a page is opened, since pdfium then draws them all.

A form (a piece of a page under a name) may draw others, and these again: thirty that each draw the next twice are a
billion. The bytes are looked over, not parsed: what cannot be read counts as drawn once.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

_DEEPEST = 40  # levels of forms in forms that pdfium follows
_LARGEST = 1 << 20  # bytes of a form's content that are looked at
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b(.*?)(?:\bstream\r?\n(.*?)endstream|endobj)", re.DOTALL)
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d+)")
_ELSEWHERE = re.compile(rb"/(?:Resources|XObject)\s+(\d+)\s+\d+\s+R")
_NAMED = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+(\d+)\s+\d+\s+R")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")


def most_drawn(data: bytes, enough: int) -> int:
    """How many forms are drawn by the form that draws the most; more than `enough` are not counted further."""
    if len(_FORM.findall(data)) < 2:
        return 0
    heads, streams = _objects(data)
    forms = {number for number, head in heads.items() if _FORM.search(head)}
    drawn_by = {
        form: Counter({child: count for child, count in _drawn(form, heads, streams) if child in forms})
        for form in forms
    }
    drawn = dict.fromkeys(forms, 0)
    most = 0
    for _ in range(_DEEPEST):
        before, drawn = (
            drawn,
            {
                form: sum(count * (1 + drawn[child]) for child, count in children.items())
                for form, children in drawn_by.items()
            },
        )
        most = max(drawn.values(), default=0)
        if drawn == before or most > enough:
            break
    return most


def _objects(data: bytes) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """By number the dictionary of each object, also of those packed into others, and what a stream holds."""
    heads: dict[int, bytes] = {}
    streams: dict[int, bytes] = {}
    for number, head, stream in _OBJECT.findall(data):
        heads[int(number)], streams[int(number)] = head, stream
    for number in [number for number, head in heads.items() if _OBJECTS.search(head)]:
        content, first = _decoded(heads[number], streams[number]), _FIRST.search(heads[number])
        start = int(first.group(1)) if first else 0
        places = [*map(int, re.findall(rb"\d+", content[:start])), 0, len(content) - start]
        packed = zip(places[::2], places[1::2], strict=False)
        heads |= {one: content[start + at : start + end] for (one, at), (_, end) in pairwise(packed)}
    return heads, streams


def _drawn(form: int, heads: Mapping[int, bytes], streams: Mapping[int, bytes]) -> Iterator[tuple[int, int]]:
    """The objects that a form has names for, and how often it draws each."""
    known = heads[form]
    for _ in range(2):  # the resources, then the list of forms in them, may be objects of their own
        known += b" ".join(heads.get(int(number), b"") for number in {*_ELSEWHERE.findall(known)})
    times = Counter(_DRAWN.findall(_decoded(heads[form], streams.get(form, b""))))
    for name, number in {*_NAMED.findall(known)}:
        yield int(number), times[name] if times else 1


def _decoded(head: bytes, stream: bytes) -> bytes:
    """What a stream holds, as far as it is worth looking at; nothing if it cannot be read."""
    try:
        if b"/ASCII85Decode" in head:
            stream = a85decode(stream.strip().removesuffix(b"~>"))
        return zlib.decompressobj().decompress(stream, _LARGEST) if b"/FlateDecode" in head else stream[:_LARGEST]
    except (ValueError, zlib.error):
        return b""
