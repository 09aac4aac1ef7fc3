"""Terms whose characters belong to two words: tests/cases/straddling.tsv has what must stay and what must go."""

from collections.abc import Iterator
from itertools import compress, pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import general, layers, straddle
from glossary.index import open_index
from glossary.match import Matcher
from glossary.model import Term
from glossary.straddle import straddles, within
from glossary.termbase import Termbase
from reader.config import cache_dir

CASES = Path(__file__).parent / "cases" / "straddling.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]


def rows(what: str) -> list[tuple[str, str]]:
    return [(term, text) for term, text, kind in ROWS if kind == what]


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    with open_index(layers.built_in(), cache_dir()) as index:
        return Termbase(index.terms(), words=index.words())


def found(termbase: Termbase, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in termbase.find(text)]


@pytest.mark.parametrize(("term", "text"), rows("keep"))
def test_a_term_beside_other_words_is_found_itself_or_in_a_longer_term(
    termbase: Termbase, term: str, text: str
) -> None:
    assert any(term in form for form in found(termbase, text))


def test_every_example_shows_its_term(termbase: Termbase) -> None:
    examples = [(term.zh, term.example.zh) for term in termbase.terms if term.example]
    lost = [zh for zh, text in examples if zh not in {hit.term.zh for hit in termbase.find(text)}]
    assert lost == []


@pytest.mark.parametrize(("term", "text"), rows("avoid"))
def test_a_term_is_not_found_across_two_words(termbase: Termbase, term: str, text: str) -> None:
    assert term not in found(termbase, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        pytest.param(term, text, marks=pytest.mark.xfail(strict=True, reason=kind))
        for term, text, kind in ROWS
        if kind.startswith("not yet")
    ],
)
def test_what_the_words_do_not_tell_yet(termbase: Termbase, term: str, text: str) -> None:
    assert term not in found(termbase, text)


def test_where_a_term_is_passed_over_a_shorter_one_may_stand() -> None:
    words = {"责任": 900, "清单": 900, "清单制": 1400, "制定": 700, "制": 1000, "定": 1000}
    matcher = Matcher([Term("清单制", ()), Term("清单", ())], words=words)
    assert [hit.term.zh for hit in matcher.find("责任清单制定")] == ["清单"]
    assert [hit.term.zh for hit in matcher.find("责任清单制")] == ["清单制"]


def test_without_the_list_of_words_nothing_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(straddle, "word_list", dict)
    assert straddle.costs(["立项"]) == {}
    assert [hit.term.zh for hit in Matcher([Term("立项", ())], words={}).find("设立项目")] == ["立项"]


def test_words_are_kept_for_what_they_share_with_a_term() -> None:
    costs = straddle.costs(["立项", "Made in China"])
    assert {"设立", "项目", "立项", "立", "made in china"} < costs.keys()
    assert "上海市" not in costs
    assert costs["项目"] < costs["设立"] < costs["立项"]
    assert len(costs) < len(general.word_list()) / 4


WORDS = st.dictionaries(st.text("甲乙丙", min_size=1, max_size=3), st.integers(1, 2000), max_size=12)


@settings(max_examples=300)
@given(WORDS, st.text("甲乙丙丁", min_size=2, max_size=8), st.data())
def test_it_is_so_if_the_cheapest_of_all_cuts_has_a_crossing_word(
    words: dict[str, int], text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, min(4, len(text) - 2)))
    end = data.draw(st.integers(max(start + 2, len(text) - 4), len(text)))
    term = (start, end)

    def cost(piece: tuple[int, int]) -> float:
        word = text[slice(*piece)]
        return words.get(word, 2100 if len(word) == 1 or piece == term else float("inf"))

    def crosses(piece: tuple[int, int]) -> bool:
        at, to = piece
        shared = text[max(at, start) : min(to, end)]
        return (at < start < to < end or start < at < end < to) and (len(shared) == 1 or shared not in words)

    kept = min(sum(map(cost, cut)) for cut in cuts(len(text)) if term in cut)
    crossed = min((sum(map(cost, cut)) for cut in cuts(len(text)) if any(map(crosses, cut))), default=float("inf"))
    assert straddles(words, text, start, end) == (crossed < kept)


@given(WORDS, st.text("甲乙丙", min_size=1, max_size=3), st.text("甲乙丙丁", max_size=10))
def test_a_place_that_no_word_crosses_needs_no_weighing(words: dict[str, int], form: str, text: str) -> None:
    found = [hit.start for hit in Matcher([Term(form, ())], words=words).find(text)]
    expected, at = [], 0
    while (at := text.find(form, at)) >= 0:
        weigh = straddles if len(form) > 1 else within
        kept = not weigh(words, text, at, at + len(form))
        expected += [at] if kept else []
        at += len(form) if kept else 1
    assert found == expected


def cuts(length: int) -> Iterator[list[tuple[int, int]]]:
    """Every cut of so many characters into pieces."""
    for inside in product((False, True), repeat=length - 1):
        yield list(pairwise([0, *compress(range(1, length), inside), length]))
