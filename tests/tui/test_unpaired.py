"""Sentences that the English leaves out or adds: marked, gone to, and said."""

from __future__ import annotations

from dataclasses import replace

from reader.cli.plain import labelled_lines
from reader.model import Bead, Bitext
from reader.tui.options import ScreenOptions
from reader.tui.page.flow import Side
from reader.tui.page.unpaired import Alone, alone_in, alone_words, next_alone
from tests.tui.samples import app, bitext, sentences
from tests.tui.test_screen import press


def abridged() -> Bitext:
    """Of the first of two paragraphs the English leaves out the second sentence, and adds one at its end."""
    whole = sentences(2)
    first = (
        Bead(range(0, 1), range(0, 1)),
        Bead(range(1, 2), range(1, 1), confidence=0.6),
        Bead(range(2, 3), range(1, 2)),
        Bead(range(3, 3), range(2, 3)),
    )
    return replace(whole, beads=(*first, *whole.beads[3:]))


def test_what_has_both_languages_and_what_has_only_one_as_a_whole_is_not_marked() -> None:
    for text in (sentences(2), bitext(), bitext(translated=False)):
        assert [list(alone_in(text, block)) for block in text.blocks()] == [[]] * len(text.blocks())
    assert next_alone(sentences(2), range(0), 1) is None
    assert not any("Left out" in line or "Added" in line for line in labelled_lines(sentences(2), lambda _: ()))


def test_what_one_side_has_alone_is_found_and_named() -> None:
    text = abridged()
    zh, en = (document.paragraphs[0].text for document in (text.source, text.target))
    assert list(alone_in(text, text.blocks()[0])) == [
        Alone(Side.SOURCE, 0, zh.index("县里"), zh.index("工程")),
        Alone(Side.TARGET, 0, en.index("The work"), len(en)),
    ]
    first, second, third, *rest = text.target_segments
    moved = (first, replace(second, end=second.end - 1), replace(third, start=third.start - 1), *rest)
    assert list(alone_in(replace(text, target_segments=moved), text.blocks()[0]))[1].start == en.index("The work")
    assert [next_alone(text, range(k, k + 1), 1) for k in (0, 1, 3)] == [range(1, 2), range(3, 4), None]
    assert [next_alone(text, range(k, k + 1), -1) for k in (1, 3, 6)] == [None, range(1, 2), range(3, 4)]
    assert alone_words(text, range(1, 2)) == "No English for this sentence, 60% sure"
    lines = list(labelled_lines(text, lambda _: ()))
    assert "Left out in the translation: 县里已垫资300万元，用于加固堤岸。" in lines
    assert "Added in the translation: The work is expected to be complete in June 2024." in lines
    none = bitext(translated=False)
    assert alone_words(none, next_alone(none, range(0), 1) or range(0)) == "No English for this paragraph"


async def test_signs_stand_where_such_sentences_begin_and_keys_go_to_them() -> None:
    reader = app(abridged(), ScreenOptions(theme="ansi"))
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, "")
        (zh,) = [row for row in rows if row.startswith(" - ")]
        (en,) = [row for row in rows if "  + " in row]
        assert "河道。县" in zh
        assert "The work is" in en
        rows = await press(pilot, "U")
        assert reader.reading.bead == 1
        assert "No English for this sentence, 60% sure" in rows[-1]
        assert sum("no English" in row for row in rows) == 1
        rows = await press(pilot, "U")
        assert "No Chinese for this sentence" in rows[-1]
        assert sum("no Chinese" in row for row in rows) == 1
        rows = await press(pilot, "U")
        assert "has both languages" in rows[-1]
        rows = await press(pilot, ["escape", "D"])
        assert "60% sure that this has no English" in rows[-1]
        rows = await press(pilot, "v")  # stacked
        assert [row.strip()[:2] for row in rows if row.strip()[:2] in ("- ", "+ ")] == ["- ", "+ "]
        rows = await press(pilot, "x")  # hidden English: the signs would tell of it
        assert not any(row.lstrip().startswith("- ") for row in rows)
