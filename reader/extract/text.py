"""The bytes of a text file -> raw text and its lines. Knows encodings and line ends; the words are not its business."""

from __future__ import annotations

import codecs
import re

from reader.errors import InputError, UsageError
from reader.model import Extract, Line, Origin

# \v is Word's line break inside a paragraph; then come NEL and Unicode's separators of lines and of paragraphs.
LINE_ENDS = "\n\r\v\x85\u2028\u2029"

_ARCHIVE, _OLD, _RTF = "a ZIP archive", "an old Word or Excel file", "an RTF file"
_WORD, _OPEN = "a Word document", "an OpenDocument text"
_OFFICE = (_OLD, _RTF, _WORD, _OPEN)  # what LibreOffice makes a PDF of
# What a file begins with that is no text, and what it is then.
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", _ARCHIVE),
    (b"\xd0\xcf\x11\xe0", _OLD),
    (b"{\\rtf", _RTF),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# Names of members in a ZIP archive that tell what kind of document it is.
_ARCHIVED = (
    (b"word/document", _WORD),
    (b"application/vnd.oasis.opendocument.text", _OPEN),
    (b"xl/workbook", "an Excel file"),
    (b"application/epub+zip", "an EPUB book"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16 (little endian)",
    "utf-16-be": "UTF-16 (big endian)",
    "utf-32-le": "UTF-32 (little endian)",
    "utf-32-be": "UTF-32 (big endian)",
}
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 64 * 1024  # bytes that are looked at to tell encodings apart

# The most frequent characters of Chinese prose of either script, and its punctuation: a wrong decoding gives rare ones.
_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公"
    "此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西斯月话合回特"
    "代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电"
    "数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却"
    "這個們來為國時說會對過發後種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應頭體見產話給門員論處義幾認條係氣"
    "題爾別變總電數報結爾場計許統區隊決馬則聽卻省府厅局委办法规项目工程施研究推创技术县镇村街道银行企业"
    "，。、；：？！“”‘’（）《》—…·　"
)


def read_text(data: bytes, *, where: str, encoding: str | None = None) -> Extract:
    r"""Decode a text file and cut it into lines. `where` names it in errors; `encoding` overrides the guess.

    Lines end at \n, \r\n, \r, at the line ends that only Unicode has, and at a form feed, which also begins a new page.
    `Origin.line` counts through the file, as an editor does. `raw` keeps every character, the line ends
    and the byte order mark of UTF-8, too.

    >>> [(line.text, line.start) for line in read_text("一\r\n二".encode(), where="a.txt").lines]
    [('一', 0), ('二', 3)]
    """
    raw, notices = _decode(data, where, encoding)
    return Extract(raw, split_lines(raw), notices)


def read_first_lines(data: bytes, *, where: str, encoding: str | None = None, size: int) -> Extract | None:
    """The lines of the first `size` characters of a longer text; None if it isn't longer, or is one line that long."""
    raw, notices = _decode(data, where, encoding)
    end = raw.rfind("\n", 0, size) + 1
    return Extract(raw[:end], split_lines(raw[:end]), notices) if end and len(raw) > size else None


def split_lines(raw: str) -> tuple[Line, ...]:
    """The lines of a text, with page and number, and where each begins."""
    pieces = [*_LINE_END.split(raw), ""]  # texts and line ends in turn
    lines: list[Line] = []
    start, page = 0, 1
    for number, (piece, end) in enumerate(zip(pieces[::2], pieces[1::2], strict=True), 1):
        if piece or end:
            lines.append(Line(piece, start, Origin(page, number)))
        start += len(piece) + len(end)
        page += end.count("\f")
    return tuple(lines)


# A form feed right behind a line end belongs to it: there is no empty line between the two.
_LINE_END = re.compile(rf"(\r\n\f*|[{LINE_ENDS}]\f*|\f)")


def _other_kind(data: bytes) -> str:
    """What a file is that is no text, as far as its first bytes tell; empty if they do not."""
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    if kind == _ARCHIVE:
        kind = next((name for member, name in _ARCHIVED if member in data), kind)
    return kind


def _decode(data: bytes, where: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    if encoding is not None:
        return _decode_as(data, where, encoding), ()
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, where, name), () if name == "utf-8" else (_notice(name),)
    if kind := _other_kind(data):
        office = kind in _OFFICE
        hint = (
            "save it as PDF or text: soffice --headless --convert-to pdf FILE" if office else "extract its text first"
        )
        raise InputError(f"this is {kind}, not a text", where=where, hint=hint)
    nulls = data.count(0, 0, _SAMPLE)
    if not nulls:
        try:
            return data.decode("utf-8"), ()
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data" and not data[: error.start].isascii():
                raise InputError(
                    "ends inside a character: the file was cut short",
                    where=where,
                    hint=f"fetch it again, or keep what is whole of it: head -c {error.start}",
                ) from error
    elif nulls * 20 > min(len(data), _SAMPLE) * 9:  # half zero: Latin text as UTF-16
        for name in ("utf-16-le", "utf-16-be"):
            if _plausible(data, name) > 0:
                return _decode_as(data, where, name), (_notice(name),)
    return _guess(data, where)


def _guess(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """Not UTF-8: the candidate that gives the likeliest characters, if one gives likely ones at all."""
    found = max(_CANDIDATES, key=lambda name: _plausible(data, name))
    if _plausible(data, found) <= 0:
        if b"\0" in data[:_SAMPLE]:
            raise InputError("this looks like a binary file", where=where, hint="if it is text, name its --encoding")
        at = _first_bad_byte(data)
        raise InputError(
            f"not UTF-8 (byte {at}: 0x{data[at]:02x}), and in no encoding that could be told",
            where=where,
            hint="name it with --encoding, for example --encoding gb18030",
        )
    return _decode_as(data, where, found), (_notice(found),)


def _plausible(data: bytes, encoding: str) -> float:
    """How much the start of the data looks like Chinese or English in this encoding; 0 or less: not at all."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    try:
        # The sample may end inside a character; anywhere else a wrong byte excludes the encoding.
        text = codecs.getincrementaldecoder(encoding)().decode(sample, final=len(sample) == len(data))
    except UnicodeDecodeError:
        return -1.0
    if not text:
        return -1.0
    value = 0.0
    for char in text:
        if char in _FREQUENT:
            value += 2
        elif char.isascii() and (char.isprintable() or char in "\t\n\r\f"):
            value += 0.4
        elif "\u4e00" <= char <= "\u9fff":
            value += 0.1
        else:
            value -= 2 if char.isprintable() else 4
    return value / len(text) - 0.15  # wrong decodings are nearly all rare ideographs: 0.1 a character


def _decode_as(data: bytes, where: str, encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise UsageError(f"unknown encoding {encoding!r}", hint="for example utf-8, gb18030, big5 or utf-16") from None
    try:
        # "utf-8-sig" drops the mark; the raw text keeps it, so that a clean file comes back as it was.
        name = _plain(codec.name, data)
        text = data.decode(name)
        return text.removeprefix("\ufeff") if name.startswith(("utf-16", "utf-32")) else text
    except (UnicodeDecodeError, LookupError) as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise InputError(
            f"not {_NAMES.get(encoding, encoding)}: byte {at} does not fit", where=where, hint="name its --encoding"
        ) from error


def _plain(name: str, data: bytes) -> str:
    if name == "utf-8-sig":
        return "utf-8"
    if name in ("utf-16", "utf-32"):
        return next((bom for mark, bom in _BOMS if bom.startswith(name) and data.startswith(mark)), f"{name}-le")
    return name


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _notice(name: str) -> str:
    return f"not UTF-8; read as {_NAMES.get(name, name)} (what is written is UTF-8)"
