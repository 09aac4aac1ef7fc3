"""The native file: what a person wrote is kept, what we wrote comes back equal, and what is wrong is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from reader.errors import FormatError
from reader.formats.markdown import STYLES, Style, read_markdown, style_of, write_markdown
from reader.model import Bitext, Status
from tests.strategies import bitexts

FRONT = "---\nduizhao: 1\nsource: {lang: zh-Hans}\ntarget: {lang: en}\n---\n\n"


def blocks(text: str) -> list[tuple[list[tuple[str, str]], str]]:
    """Each bead's two texts, by block, with the block's first status."""
    bitext = read_markdown(FRONT + text, "x.md")
    return [
        (
            [
                (bitext.source_text(b.source), bitext.target_text(b.target))
                for b in bitext.beads[k.beads.start : k.beads.stop]
            ],
            bitext.beads[k.beads.start].status,
        )
        for k in bitext.blocks()
    ]


@given(bitexts())
def test_what_was_written_is_read_back_equal_and_written_again_to_the_same_bytes(bitext: Bitext) -> None:
    for style in STYLES:
        text = write_markdown(bitext, style)
        back = read_markdown(text, "x.md")
        assert back == bitext
        assert write_markdown(back, style) == text
        text.encode("utf-8")


@given(bitexts())
def test_both_styles_are_the_same_bitext(bitext: Bitext) -> None:
    assert read_markdown(write_markdown(bitext, "table")) == read_markdown(write_markdown(bitext, "interleaved"))


@given(bitexts())
def test_a_renderer_shows_the_text_and_no_markup_of_its_own(bitext: Bitext) -> None:
    """Only headings that we put there: no list, quotation (but notes), emphasis, code or HTML but our comments."""
    body = write_markdown(bitext).split("---\n", 2)[2]
    allowed = {"paragraph", "inline", "html", "blockquote", "heading"}
    for token in MarkdownIt("commonmark").parse(body):
        assert token.type.split("_")[0] in allowed, token
        for child in token.children or ():
            assert child.type in ("text", "softbreak", "text_special", "html_inline"), child
            assert child.type != "html_inline" or child.content.startswith(("<!--/", "<!--.-->"))


@pytest.mark.parametrize(
    ("langs", "head"),
    [
        (("zh-Hans", "en"), "| id | 原文 | English | note |"),
        (("zh", "de"), "| id | 原文 | de | note |"),
        (("en", "zh-Hans"), "| id | English | 中文 | note |"),
    ],
)
def test_a_table_says_what_its_columns_hold(langs: tuple[str, str], head: str) -> None:
    bitext = read_markdown(FRONT + "<!-- p1 body -->\n甲。\n\nA.")
    bitext = replace(bitext, source=replace(bitext.source, lang=langs[0]), target=replace(bitext.target, lang=langs[1]))
    text = write_markdown(bitext, "table")
    assert (head in text.splitlines(), style_of(text)) == (True, "table")


@pytest.mark.parametrize("style", STYLES)
def test_windows_line_ends_and_a_byte_order_mark_are_read(style: Style) -> None:
    text = write_markdown(read_markdown(FRONT + "<!-- p1 body -->\n甲。\n\nA."), style)
    assert read_markdown("\ufeff" + text.replace("\n", "\r\n")) == read_markdown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- p1 body -->\n甲。乙。", [([("甲。", ""), ("乙。", "")], Status.DRAFT)]),
        ("<!-- p1 body -->\n甲。乙。\n\nA and B.", [([("甲。乙。", "A and B.")], Status.DRAFT)]),
        ("<!-- p1 body -->\n甲。<!--/-->乙。\n\nA and B.", [([("甲。乙。", "A and B.")], Status.DRAFT)]),
        ("<!-- p1 final -->\n甲。<!--/-->乙。\n\nA. <!--/-->B.", [([("甲。", "A. "), ("乙。", "B.")], Status.FINAL)]),
        ("<!-- p1 body final -->\n  甲，\n乙。\n\nA\nand B.\n", [([("甲，乙。", "A and B.")], Status.FINAL)]),
        ("<!-- p1 heading 1 -->\n## 一、甲\n\n## I. *A*", [([("一、甲", "I. *A*")], Status.DRAFT)]),
        ("<!-- - = t1 body -->\nAdded.", [([("", "Added.")], Status.DRAFT)]),
        ("|id|原文|English|note|\n|--|--|--|--|\n|p1|甲\\|乙|A|careful|", [([("甲|乙", "A")], Status.DRAFT)]),
    ],
)
def test_what_a_person_writes_in_an_editor_is_kept(
    text: str, expected: list[tuple[list[tuple[str, str]], str]]
) -> None:
    assert blocks(text) == expected


def test_notes_a_person_writes_go_to_their_bead() -> None:
    text = "<!-- p1 -->\n甲。<!--/-->乙。\n\nA. <!--/-->B.\n\n> Note 2. On B,\n> goes on.\n>\n> Note. On A.\n"
    assert [bead.note for bead in read_markdown(FRONT + text).beads] == ["On A.", "On B, goes on."]


def test_facts_that_a_person_adds_to_the_front_matter_are_kept() -> None:
    text = "---\nduizhao: 1\ntranslator: A. N. Other\nsource: {file: a.txt}\n---\n<!-- p1 -->\n甲\n"
    assert read_markdown(write_markdown(read_markdown(text))).provenance.facts == (("translator", "A. N. Other"),)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "front matter"),
        ("---\nduizhao: 1\n", 1, "no end"),
        ("---\nduizhao: 2\n---\n", 2, "version 2"),
        ("---\nduizhao: 1\nsource: [\n---\n", 3, "YAML"),
        ("---\nduizhao: 1\nsource: {language: zh}\n---\n", 3, "language"),
        ("---\nduizhao: 1\nx: {y: z}\n---\n", 3, "one line of text"),
        (FRONT + "甲\n", 7, "before the first block"),
        (FRONT + "<!-- p1 body -->\n", 7, "stand under"),
        (FRONT + "<!-- p1 body -->\n甲\n\nA\n\nB\n", 12, "one paragraph more"),
        (FRONT + "<!-- p1 body\n甲\n", 7, "is no head"),
        (FRONT + "<!-- p1 body -->\n市科委：\nTo the Commission:\n", 9, "in one paragraph"),
        (FRONT + "<!-- p1 boddy -->\n甲\n", 7, "boddy"),
        (FRONT + "<!-- p1 body finall -->\n甲\n", 7, "finall"),
        (FRONT + "<!-- p1 -->\n甲\n\n<!-- p1 -->\n乙\n", 10, "twice"),
        (FRONT + "<!-- p1 -->\n甲<!--/-->乙<!--/-->丙\n\nA<!--/-->B\n", 7, "3 parts"),
        (FRONT + "<!-- p1 -->\n甲<!--/ good-->乙\n\nA<!--/-->B\n", 7, "good"),
        (FRONT + "<!-- p1 -->\n甲\n\nA\n\n> Note 2. x\n", 7, "Note 2"),
        (FRONT + "<!-- a--b -->\n甲\n", 7, "id"),
        (FRONT + "|id|原文|English|note|\n|--|--|--|--|\n|p1|甲|A|B|C|\n", 9, "5 cells"),
    ],
)
def test_a_malformed_file_gets_its_line_the_trouble_and_the_way_out(text: str, line: int, says: str) -> None:
    with pytest.raises(FormatError, match=says) as caught:
        read_markdown(text, "x.md")
    assert caught.value.where == f"x.md:{line}"
    assert caught.value.hint
