"""Readings above and meanings below the lines: nothing is lost, nothing is too wide."""

from __future__ import annotations

import itertools
from dataclasses import replace
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import Rendering, Term
from glossary.termbase import Termbase
from reader.annotate import annotate
from reader.language.layout import LayoutOptions, cell_width, harmless
from reader.tui.options import Look, ScreenOptions
from reader.tui.page.columns import Arrangement, Setting, arrange
from reader.tui.page.flow import Row, Side, lay_out
from reader.tui.page.gloss import glosses
from reader.tui.page.interlinear import Gloss, spans_of
from reader.tui.page.reading import Reading
from tests.strategies import lines
from tests.tui.samples import TERMS, app, bitext, screen_text
from tests.tui.test_screen import press, styled

OFFICIAL = st.text(st.sampled_from("河道治理，。“”（的了在2a"), min_size=1, max_size=60)
WORDS = st.text(st.sampled_from("abc 汉ǎ"), min_size=1, max_size=30).map(str.strip).filter(bool)


@st.composite
def glossed(draw: st.DrawFn) -> tuple[str, list[Gloss], dict[int, str]]:
    text = harmless(draw(lines | OFFICIAL))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    below = [Gloss(a, b, draw(WORDS)) for a, b in itertools.pairwise(cuts) if draw(st.booleans())]
    offsets = draw(st.sets(st.integers(0, len(text) - 1), max_size=10))
    return text, below, {offset: draw(st.sampled_from(["zhuāng", "ǎ", "ér", "bān"])) for offset in sorted(offsets)}


def rows_of(text: str, setting: Setting, width: int, ambiguous: int = 1) -> tuple[tuple[Row, ...], int]:
    shown = bitext([(text, "")], translated=False)
    columns = arrange(width, Arrangement.SOURCE_ONLY, setting, translated=False)
    assert columns.source is not None
    rows = lay_out(shown, shown.blocks()[0], columns, LayoutOptions(ambiguous), setting)
    return rows, columns.source.x + columns.source.width


@settings(deadline=None, max_examples=300)
@given(glossed(), st.integers(2, 200), st.sampled_from([1, 2]), st.integers(0, 2))
def test_nothing_is_lost_and_no_row_is_too_wide(
    made: tuple[str, list[Gloss], dict[int, str]], width: int, ambiguous: int, spacing: int
) -> None:
    text, below, above = made
    setting = Setting(lambda _: above, lambda _: below, spacing=spacing)
    rows, edge = rows_of(text, setting, width, ambiguous)
    shown = "".join(text[p.start : p.stop] for row in rows for p in row if p.side is Side.SOURCE)
    assert shown.replace(" ", "").replace("\u3000", "") == "".join(text.split(" ")).replace("\u3000", "")
    for row in rows:
        at = 0
        for piece in row:
            assert piece.x >= at
            at = piece.x + piece.cells
            if piece.words:
                assert cell_width(piece.words, ambiguous) == piece.cells
        assert at <= max(edge, 4)  # a picture of two cells in a column of one


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_a_gloss_stands_under_its_word(width: int) -> None:
    below = [Gloss(0, 2, "river"), Gloss(3, 5, "restore"), Gloss(6, 8, "dedicated task force")]
    rows, _ = rows_of("河道的治理，专班", Setting(glosses=lambda _: below), width)
    place = {piece.start: piece.x for row in rows for piece in row if piece.side is Side.SOURCE}
    under = {piece.words: (piece.start, piece.x) for row in rows for piece in row if piece.side is Side.GLOSS}
    assert "river" in under
    assert all(place.get(start, x) == x for start, x in under.values())
    for k, row in enumerate(rows):
        if any(piece.side is Side.GLOSS for piece in row):
            assert any(piece.side is Side.SOURCE for piece in rows[k - 1])


def test_particles_and_closing_marks_stay_with_their_word() -> None:
    assert spans_of("落实了，“工作", [Gloss(0, 2, "implement"), Gloss(5, 7, "work")]) == [(0, 4), (5, 7)]
    rows, _ = rows_of("河道，治理", Setting(glosses=lambda _: [Gloss(0, 2, "riverbed"), Gloss(3, 5, "restore")]), 60)
    text = [piece for piece in rows[0] if piece.side is Side.SOURCE]
    assert "河道，治理"[text[0].start : text[0].stop] == "河道"
    assert text[1].x == text[0].x + 4


def ask(text: str) -> list[tuple[str, list[dict[str, object]]]]:
    """A small dictionary."""
    known = {
        "加固": ["to reinforce (a structure); to strengthen"],
        "收悉": ["to receive"],
        "了": ["particle"],
        "县": ["county"],
    }
    return [(text, [{"zh": text, "senses": known[text]}])] if text in known else [(text, [])]


def test_the_glossary_comes_first_then_the_official_senses_then_the_dictionary() -> None:
    shown = bitext()
    reading = Reading(shown, annotate(shown, Termbase(TERMS)), LayoutOptions())
    text = shown.source.paragraphs[2].text
    found = {text[gloss.start : gloss.stop]: gloss.words for gloss in glosses(reading, ask)(2)}
    assert found["工作专班"] == "dedicated task force"
    assert found["加固"] == "reinforce"
    assert found["治理"] == "govern, treat"
    assert not {"了", "，", "300"} & set(found)


@pytest.mark.parametrize("size", [(30, 14), (80, 24), (120, 40), (200, 60)])
async def test_meanings_stand_under_the_words_when_asked_and_go_again(size: tuple[int, int]) -> None:
    reader = app(bitext(translated=False))
    reader.view.ask = ask
    async with reader.run_test(size=size) as pilot:
        before = await press(pilot, "jj")
        rows = await press(pilot, "I")
        y = next(k for k, row in enumerate(rows) if "收悉" in row)
        x = cell_width(rows[y][: rows[y].index("收悉")])
        assert rows[y + 1][: x + len("receive")].rstrip().endswith("receive")
        assert all(cell_width(row) == size[0] for row in rows)
        assert await press(pilot, ["I", "escape"]) == await press(pilot, "")
        assert [row for row in await press(pilot, "") if "收悉" in row] == [row for row in before if "收悉" in row]


async def test_meanings_and_readings_stand_together() -> None:
    reader = app(bitext(translated=False))
    reader.view.ask = ask
    async with reader.run_test(size=(120, 40)) as pilot:
        rows = await press(pilot, "jjpI")
    y = next(k for k, row in enumerate(rows) if "工作专班" in row.replace(" ", "") and "|" in row)
    assert "gōng zuò zhuān bān" in rows[y - 1]
    assert "dedicated task force" in rows[y + 1]


def test_what_stands_behind_a_number_has_no_meaning_of_its_own() -> None:
    shown = bitext([("耗资2.5亿元，加固堤岸。", "RMB 250 million was spent to strengthen the banks.")])
    measure = Term("亿元", (Rendering("million"),), pinyin="yì yuán")
    reading = Reading(shown, annotate(shown, Termbase((*TERMS, measure))), LayoutOptions())
    words = [(gloss.start, gloss.words) for gloss in glosses(reading, _dictionary)(0)]
    assert words == [(0, "耗资"), (8, "加固"), (10, "堤岸")]


@pytest.mark.parametrize(
    ("text", "glossed"),
    [
        ("临政办发〔2024〕9号", {}),
        ("二〇二四年", {}),
        ("班", {}),  # a single character that no list of ours explains
        ("于月底前答复", {"前": "before"}),
        ("前三季度", {"前": "first"}),
        ("不少于两次", {"不少于": "no less than"}),
        ("找准强弱项", {"强弱项": "improve weak points"}),
        ("本方案", {"本方案": "this plan"}),
        ("机构编制", {"编制": "authorised headcount"}),
        ("一、编制计划", {"编制": "draw up", "计划": "plan"}),
        ("提出意見", {"提出": "put forward", "意見": "opinion"}),
    ],
)
def test_a_meaning_fits_the_place(text: str, glossed: dict[str, str]) -> None:
    verb = Rendering("draw up", when="as a verb, of plans")
    shown = bitext([(text, "")], translated=False)
    if "見" in text:
        shown = replace(shown, source=replace(shown.source, lang="zh-Hant"))
    terms = Termbase([Term("编制", (Rendering("authorised headcount"), verb))])
    found = glosses(Reading(shown, annotate(shown, terms), LayoutOptions()), lambda text: [(text, [])])(0)
    made = {text[gloss.start : gloss.stop]: gloss.words for gloss in found}
    assert {word: made.get(word) for word in glossed} == glossed
    assert glossed or not made


def _dictionary(text: str) -> list[tuple[str, list[dict[str, object]]]]:
    return [(text, [{"zh": text, "senses": [text]}])]


async def test_without_a_dictionary_the_terms_have_their_meanings() -> None:
    reader = app(bitext(translated=False))
    reader.view.ask = lambda text: [(text, [])]
    async with reader.run_test(size=(120, 40)) as pilot:
        rows = await press(pilot, "jjI")
    assert any("dedicated task force" in row for row in rows[:20])
    assert any("there is no dictionary" in row for row in rows)


async def test_rare_words_have_readings_common_ones_have_not() -> None:
    reader = app(bitext(translated=False))
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = "\n".join(await press(pilot, "jjpp"))
        assert "yū" in rows  # 淤泥
        assert "gōng zuò zhuān bān" in rows  # a term
        assert "2024 nián" not in rows
        assert "wèi le" not in rows


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (120, 40), (200, 60)])
async def test_columns_become_narrower_and_wider(size: tuple[int, int]) -> None:
    reader = app()
    async with reader.run_test(size=size) as pilot:
        first = reader.view.viewport.columns
        await press(pilot, ["minus"])
        narrow = reader.view.viewport.columns
        assert (narrow.source or first).width < (first.source or narrow).width or narrow.target != first.target
        await press(pilot, ["fullwidth_plus_sign"])
        assert reader.view.viewport.columns == first
        for measure, key, words in ((118, "plus", "No wider"), (12, "minus", "No narrower")):
            reader.view.change(replace(reader.view.look, measure=measure), "")
            rows = await press(pilot, [key] * 2)
            assert any(words in row for row in rows)


async def test_spacing_margins_and_tone_colours_are_in_the_palette() -> None:
    reader = app()
    async with reader.run_test(size=(120, 45)) as pilot:
        await press(pilot, ["ctrl+p", *"between the lines", "enter"])
        assert reader.view.viewport.setting.spacing == 1
        await press(pilot, ["ctrl+p", *"either side", "enter"])
        assert reader.view.viewport.setting.margin == 4
        rows = await press(pilot, ["ctrl+p", *"each tone", "enter", "j", "j", "p"])
        assert any("diàn zī" in row for row in rows)
        by_tone = {tone: reader.view.get_component_rich_style(f"tone-{tone}").color for tone in (1, 4)}
        assert "diàn" in styled(reader, lambda style: style.color == by_tone[4])
        assert "zī" in styled(reader, lambda style: style.color == by_tone[1])


async def test_the_look_that_was_chosen_is_there_from_the_beginning() -> None:
    reader = app(options=ScreenOptions(look=Look(pinyin="terms", measure=30, spacing=1)))
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "jj")
        assert any("diàn zī" in row for row in rows)
        assert reader.view.viewport.setting.spacing == 1


async def test_what_is_said_of_the_pinyin_is_true_however_fast_it_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = Event()
    monkeypatch.setattr("reader.tui.page.ruby.prepare", lambda kind, rank: loaded.wait(5))
    reader = app()
    async with reader.run_test(size=(120, 40)) as pilot:
        await pilot.press("p", "p", "p")
        loaded.set()
        for _ in range(50):
            await pilot.pause(0.05)
            if "Pinyin over" in screen_text(reader)[-1]:
                break
        assert "Pinyin over everything" in screen_text(reader)[-1]
