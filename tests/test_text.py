from __future__ import annotations

import time

import pytest

from reader.errors import InputError, UsageError
from reader.extract.text import read_text

ZH = "关于加强城市管理工作的通知，各单位要认真学习。"
HANT = "關於這項工作的說明，請各單位認真學習。"


@pytest.mark.parametrize(
    ("data", "raw"),
    [
        (b"", ""),
        (ZH.encode(), ZH),
        (b"\xef\xbb\xbf" + ZH.encode(), "\ufeff" + ZH),  # the mark stays in the raw text
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        ("👩\u200d💻\x07".encode(), "👩\u200d💻\x07"),
    ],
)
def test_utf8_is_kept_as_it_is_and_nothing_is_said(data: bytes, raw: str) -> None:
    extract = read_text(data, where="a.txt")
    assert (extract.raw, extract.notices) == (raw, ())


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (ZH, "gb18030", "GB18030"),
        ("附件：说明", "gb18030", "GB18030"),
        (HANT, "big5", "Big5"),
        ("說明：請各單位認真學習。", "big5", "Big5"),
        (ZH, "utf-16", "UTF-16 (little endian)"),
        (ZH, "utf-16-le", "UTF-16 (little endian)"),
        (ZH, "utf-16-be", "UTF-16 (big endian)"),
        ("A plain English text.\n", "utf-16-be", "UTF-16 (big endian)"),
        ("A plain English text.\n", "utf-16-le", "UTF-16 (little endian)"),
    ],
)
def test_other_encodings_are_recognised_and_named(text: str, encoding: str, name: str) -> None:
    extract = read_text(text.encode(encoding), where="a.txt")
    assert extract.raw == text  # the mark of UTF-16 is none in UTF-8
    assert extract.notices == (f"not UTF-8; read as {name} (what is written is UTF-8)",)


def test_the_encoding_can_be_named() -> None:
    assert read_text(ZH.encode("gb18030"), where="a.txt", encoding="gbk").raw == ZH
    with pytest.raises(UsageError, match="unknown encoding 'klingon'"):
        read_text(b"a", where="a.txt", encoding="klingon")
    with pytest.raises(InputError, match=r"a\.txt: not UTF-8: byte 0 does not fit"):
        read_text(ZH.encode("gb18030"), where="a.txt", encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive, not"),
        (b"PK\x03\x04 word/document.xml rest", "a Word document, not"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (ZH.encode()[:-1], "cut short"),
        (b"caf\xe9 \xff\xfe\xfd\x80\x81 \xe0", "not UTF-8 \\(byte 3: 0xe9\\)"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_text(data, where="a.bin")
    assert caught.value.hint
    assert str(caught.value).startswith("a.bin: ")


def test_lines_end_at_every_kind_of_line_end_and_a_form_feed_begins_a_page() -> None:
    extract = read_text("一\r\n二\r三\n\f四\f\n五".encode(), where="a.txt")
    assert [(line.text, line.origin.page, line.origin.line) for line in extract.lines] == [
        ("一", 1, 1),
        ("二", 1, 2),
        ("三", 1, 3),
        ("四", 2, 4),
        ("", 3, 5),
        ("五", 3, 6),
    ]
    assert all(extract.raw[line.start : line.end] == line.text for line in extract.lines)
    rare = read_text("一\v二\x85三\u2028四\u2029五".encode(), where="a.txt")
    assert [line.text for line in rare.lines] == [*"一二三四五"]


def test_a_file_without_text_has_no_lines() -> None:
    assert read_text(b"", where="a.txt").lines == ()


def test_a_line_of_10_megabytes_is_read_at_once() -> None:
    data = ("普" * (10 * 1024 * 1024 // 3)).encode()
    began = time.perf_counter()
    assert len(read_text(data, where="a.txt").lines) == 1
    assert time.perf_counter() - began < 2
