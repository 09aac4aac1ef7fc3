"""What the pane says of a term."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import Term
from glossary.termbase import Termbase
from reader.annotate import annotate
from reader.language.layout import LayoutOptions, cell_width
from reader.tui.sheets.cards import Role, entries, pane_lines
from tests.tui.samples import TERMS, app, bitext
from tests.tui.test_screen import press


def lines(width: int, notes: tuple[str, ...] = ()) -> list[str]:
    text = bitext()
    uses = annotate(text, Termbase(TERMS))(text.blocks()[2])
    made = []
    for line in pane_lines(entries(uses, range(len(uses))), notes, width, LayoutOptions()):
        row = ""
        for span in line.spans:
            row += " " * (span.x - cell_width(row)) + span.text
        made.append(row)
    return made


def test_a_term_has_its_reading_rendering_and_meaning() -> None:
    shown = lines(40)
    assert shown[:3] == ["河道  hé dào", "river", "The bed that a river runs in."]
    assert "工作专班  gōng zuò zhuān bān" in shown


def test_what_the_english_uses_comes_first_and_what_is_forbidden_is_called_so() -> None:
    assert "advance / pay up front" in lines(40)
    assert "dedicated task force  not special class" in lines(40)
    text = bitext()
    uses = annotate(text, Termbase(TERMS))(text.blocks()[2])
    roles = {
        span.text: span.role
        for line in pane_lines(entries(uses, range(len(uses))), (), 60, LayoutOptions())
        for span in line.spans
    }
    assert roles["special class"] is Role.FORBIDDEN
    assert roles["dedicated task force"] is Role.USED


def test_the_form_in_the_text_is_named_with_the_term_that_it_is_one_of() -> None:
    text = bitext()
    base = Termbase([Term("综治河道", (), variants=("河道", "专班"), pinyin="zōng zhì hé dào")])
    uses = annotate(text, base)(text.blocks()[2])
    (line,) = pane_lines(entries(uses, range(len(uses))), (), 60, LayoutOptions())
    assert "".join(span.text for span in line.spans) == "河道、专班 = 综治河道  zōng zhì hé dào"
    spoken = replace(base.terms[0], readings=(("河道", "hé dào"), ("专班", "zhuān bān")))
    uses = annotate(text, Termbase([spoken]))(text.blocks()[2])
    (line,) = pane_lines(entries(uses, range(len(uses))), (), 60, LayoutOptions())
    assert "".join(span.text for span in line.spans) == "河道  hé dào、专班  zhuān bān = 综治河道"


def test_cards_stand_side_by_side_where_there_is_room() -> None:
    assert lines(120)[0].split() == [
        "河道",
        "hé",
        "dào",
        "工作专班",
        "gōng",
        "zuò",
        "zhuān",
        "bān",
        "垫资",
        "diàn",
        "zī",
    ]
    assert all(cell_width(line) <= 120 for line in lines(120))
    assert all(cell_width(line) <= 20 for line in lines(20))


def test_notes_come_after_the_terms() -> None:
    shown = lines(60, ("The city pays it back.",))
    assert shown[0] == "河道  hé dào"
    assert shown[-1] == "Note The city pays it back."


async def test_what_is_below_the_last_row_of_the_pane_is_said_and_scrolled_to() -> None:
    async with app(bitext(note="The city pays it back.")).run_test(size=(80, 24)) as pilot:
        before = await press(pilot, "jj")
        rows = "\n".join(before)
        assert "more lines, a note among them: Tab goes here" in rows
        assert "The city" not in rows
        assert (await press(pilot, ["tab"]))[:-2] == before[:-2]  # nothing moves
        rows = "\n".join(await press(pilot, "j"))
        assert "more lines, a note among them: j scrolls" in rows
        rows = "\n".join(await press(pilot, "G"))
        assert "Note The city pays it back." in rows
        assert "more lines" not in rows


def test_control_characters_in_a_note_are_pictures() -> None:
    assert lines(60, ("a\x1b[31mb",))[-1] == "Note a␛[31mb"


def test_a_term_that_stands_twice_has_one_card() -> None:
    text = bitext([("河道与河道。", "The river and the river.")])
    uses = annotate(text, Termbase(TERMS))(text.blocks()[0])
    made = entries(uses, (0, 1))
    assert [(entry.term.zh, entry.hits) for entry in made] == [("河道", (0, 1))]
