"""Terms in Chinese text and renderings in English: what must not be found comes first."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.forms import key
from glossary.match import Matcher, choice_for, used
from glossary.model import Rendering, Standing, Term
from reader.language.english import phrase_spans, stem, words

ALPHABET = "甲乙丙丁 \n㎡AIa1、"


def matcher(*forms: str) -> Matcher:
    return Matcher([Term(form, ()) for form in forms])


def found(text: str, *forms: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in matcher(*forms).find(text)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", "专班"),
        ("专门的班", "专班"),
        ("专，班", "专班"),
        ("RAIL运输", "AI"),
        ("2AI", "AI"),
        ("B2B", "2B"),
        ("in tern", "intern"),
        ("第12条", "2条"),
        ("市委", "市委、市政府"),
        ("投资三千万工程款", "千万工程"),
    ],
)
def test_what_only_looks_like_a_term_is_no_hit(text: str, form: str) -> None:
    assert found(text, form) == []


def test_a_long_text_has_the_hits_of_its_parts() -> None:
    terms = Matcher([Term("万", (), pos="measure"), Term("千万工程", ()), Term("亿", (), pos="measure")])
    part = "垫资300余万元，2.5亿元。千万工程、三千万工程款。"
    hits = [(hit.start, hit.term.zh) for hit in terms.find(part)]
    assert [zh for _, zh in hits] == ["万", "亿", "千万工程", "万"]
    # What stands before a measure is looked at, but not all of the text before it, each time.
    whole = [(hit.start, hit.term.zh) for hit in terms.find(part * 4_000)]
    assert whole == [(k * len(part) + start, zh) for k in range(4_000) for start, zh in hits]


@pytest.mark.parametrize(
    ("text", "forms", "hits"),
    [
        ("工作专班和专班", ["专班", "工作专班"], ["工作专班", "专班"]),
        ("科技创新策源", ["科技", "科技创新", "创新策源"], ["科技创新"]),
        ("工作\n 专　班", ["工作专班"], ["工作\n 专　班"]),
        ("用AI技术", ["ai"], ["AI"]),
        ("GPU 集群", ["GPU集群"], ["GPU 集群"]),
        ("Made  in\nChina 计划", ["Made in China"], ["Made  in\nChina"]),
        ("班班", ["班"], ["班", "班"]),
        ("在市委", ["市委", "市委、市政府"], ["市委"]),
        ("𠮷祥𠮷", ["𠮷祥"], ["𠮷祥"]),
    ],
)
def test_the_longest_term_from_left_to_right(text: str, forms: list[str], hits: list[str]) -> None:
    assert found(text, *forms) == hits


@pytest.mark.parametrize(
    "text",
    [
        "卡",
        "卡脖",
        "卡，脖子",
        "卡住，脖子",
        "卡一二三四五六七脖子",
        "卡住\n。脖子",
        "脖子卡",
        "卡…住脖子",
        "卡和脖子",
        "卡脖和脖子",
    ],
)
def test_a_separable_form_is_not_found_far_apart_or_across_a_mark(text: str) -> None:
    assert found(text, "卡…脖子") == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("卡了脖子", ["卡了脖子"]),
        ("被卡住 我们的\n脖子，", ["卡住 我们的\n脖子"]),
        ("卡脖子、卡了谁的脖子和脖子", ["卡脖子", "卡了谁的脖子"]),
        ("卡卡我脖子", ["卡我脖子"]),
        ("卡片卡脖子", ["卡脖子"]),
    ],
)
def test_a_separable_form_is_found_with_a_few_characters_in_its_gap(text: str, hits: list[str]) -> None:
    assert found(text, "卡脖子", "卡…脖子") == hits


def test_a_separable_form_does_not_begin_at_the_end_of_a_word() -> None:
    matcher = Matcher([Term("卡脖子", (), variants=("卡…脖子",))], words={"银行卡": 900})
    assert [hit.start for hit in matcher.find("银行卡挂在脖子上，卡住脖子")] == [9]


def test_a_form_belongs_to_the_term_of_that_name_then_to_the_later_one() -> None:
    terms = [Term("甲", (), variants=("乙", "丙")), Term("乙", ()), Term("丁", (), variants=("丙",))]
    assert [hit.term.zh for hit in Matcher(terms).find("甲乙丙")] == ["甲", "乙", "丁"]


def test_characters_count_as_what_they_are_folded_to() -> None:
    fold = str.maketrans("專務", "专务")
    assert [hit.end for hit in Matcher([Term("专班", ())], fold).find("專班")] == [2]
    assert [hit.end for hit in Matcher([Term("專班", ())], fold).find("专班")] == [2]


FORMS = st.lists(st.text(ALPHABET, min_size=1, max_size=4).filter(lambda form: form.strip()), max_size=8)


@given(st.text(ALPHABET, max_size=40), FORMS)
def test_hits_are_forms_in_order_without_overlap(text: str, forms: list[str]) -> None:
    keys = {key(form) for form in forms}
    at = 0
    for hit in matcher(*forms).find(text):
        assert at <= hit.start < hit.end
        assert key(text[hit.start : hit.end]) in keys
        at = hit.end


@settings(max_examples=500)
@given(st.text("甲乙、", max_size=12), st.lists(st.text("甲乙", min_size=1, max_size=4), max_size=8))
def test_hits_are_those_of_a_plain_scan(text: str, forms: list[str]) -> None:
    longest_first = sorted(set(forms), key=len, reverse=True)
    expected = [mark.span() for mark in re.finditer("|".join(longest_first), text)] if forms else []
    assert [(hit.start, hit.end) for hit in matcher(*forms).find(text)] == expected


@given(st.text("甲乙丙、 ", max_size=30), st.lists(st.text("甲乙丙", min_size=1, max_size=4), max_size=8))
def test_what_crosses_a_hit_ends_behind_it(text: str, forms: list[str]) -> None:
    made = matcher(*forms)
    hits = made.find(text)
    for other in made.crossing(text):
        assert any(hit.start < other.start < hit.end < other.end for hit in hits)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("a multitask force", "task force"),
        ("task, force", "task force"),
        ("task. Force", "task force"),
        ("forces of the task", "task force"),
        ("planet", "plan"),
        ("innovator", "innovation"),
        ("hour", "hor"),
        ("resource", "resort"),
        ("rise", "rice"),
        ("sense", "scene"),
        ("2.50 km", "2.5 km"),
        ("", "plan"),
        ("plan", ""),
    ],
)
def test_other_words_are_not_the_phrase(text: str, phrase: str) -> None:
    assert phrase_spans(words(text), words(phrase)) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Task forces", "task force"),
        ("task-force’s", "task force"),
        ("long term", "long-term"),
        ("policies", "policy"),
        ("the policy's", "the policy"),
        ("undertaking", "undertake"),
        ("undertook", "undertake"),
        ("planned", "plan"),
        ("agreed", "agree"),
        ("proceeded", "proceed"),
        ("built", "build"),
        ("criteria", "criterion"),
        ("People’s Congresses", "people's congress"),
        ("processes", "process"),
        ("R&D centres", "R&D centre"),
        ("bodies’", "body"),
        ("commercialization", "commercialisation"),
        ("organizing", "organise"),
        ("labor centers", "labour centre"),
        ("programs", "programme"),
        ("licensed", "licence"),
    ],
)
def test_inflection_case_and_hyphen_do_not_count(text: str, phrase: str) -> None:
    assert phrase_spans(words(text), words(phrase)) == [(0, len(text.rstrip("’")))]


@given(st.text(max_size=60))
def test_words_are_in_order_and_have_a_stem(text: str) -> None:
    at = 0
    for word in words(text):
        assert at <= word.start < word.end
        assert word.stem == stem(text[word.start : word.end])
        at = word.end


TERM = Term(
    "专班",
    (
        Rendering("dedicated task force"),
        Rendering("task force", Standing.ADMITTED),
        Rendering("special class", Standing.FORBIDDEN),
    ),
)


@pytest.mark.parametrize(
    ("english", "choice", "renderings"),
    [
        ("A team.", "", []),
        ("The dedicated task force.", "", ["dedicated task force"]),
        ("A task force, special classes.", "", ["task force", "special class"]),
        ("A squad, a task force.", "squad", ["squad", "task force"]),
    ],
)
def test_the_renderings_used(english: str, choice: str, renderings: list[str]) -> None:
    assert [use.rendering.text for use in used(TERM, english, choice)] == renderings


@given(st.text("ab -'.,", max_size=40), st.lists(st.text("ab -", min_size=1, max_size=6), max_size=5))
def test_renderings_used_do_not_overlap(english: str, texts: list[str]) -> None:
    at = 0
    for use in used(Term("专班", tuple(map(Rendering, texts))), english):
        assert at <= use.start < use.end
        at = use.end


def test_a_rendering_that_is_said_to_be_of_a_form_is_the_one_for_it() -> None:
    renderings = (Rendering("free trade zone"), Rendering("FTZ", Standing.ADMITTED, when="of 自贸区"))
    term = Term("自由贸易试验区", renderings, variants=("自贸区", "自贸"))
    assert [choice_for(term, form) for form in term.forms] == ["free trade zone", "FTZ", "free trade zone"]
    wrong = Term("自贸区", (Rendering("a"), Rendering("b", Standing.FORBIDDEN, when="of 自贸区")))
    assert choice_for(wrong, "自贸区") == "a"
