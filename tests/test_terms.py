"""The curated terms: nothing wrong in them, and the seed document's English keeps to them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary import layers
from glossary.check import check
from glossary.layers import Source
from glossary.termbase import read
from reader.annotate import TermUse, annotate, termbase_for
from reader.formats.markdown import read_markdown
from reader.model import Bitext

SEED = Path(__file__).parent.parent / "seeds" / "putuo-2023-18.md"
# Terms whose English in the seed is not a rendering, and why.
EXCEPTIONS = {
    "万": "1.3万平方米 is 13,000 square metres: a converted figure leaves no word for it",
    "集电": "集电平台 is “its” in the English, which has just named the platform",
}


def test_the_curated_terms_have_no_fault() -> None:
    terms = read(layers.built_in())
    assert len(terms) >= 800
    assert [str(finding) for finding in check(terms)] == []


def uses(bitext: Bitext) -> Iterator[TermUse]:
    ask = annotate(bitext, termbase_for())
    for block in bitext.blocks():
        yield from ask(block)


def test_what_is_marked_in_the_chinese_of_the_seed_is_marked_in_its_english() -> None:
    found = list(uses(read_markdown(SEED.read_text(encoding="utf-8"))))
    allowed = [use for use in found if use.rendering in use.hit.term.allowed]
    missing = {use.hit.term.zh: use.paragraph for use in found if use not in allowed}
    assert set(missing) == set(EXCEPTIONS), missing
    assert len({use.hit.term.zh for use in allowed}) >= 100


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('zh = "会办"\nrenderings = ["co-handle"]', "no definition"),
        ('zh = "会办"\ndefinition = "x"', "no rendering"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["会"]', "Chinese"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a", {text = "A", status = "admitted"}]', "twice"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a", "b"]', "preferred"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a", {text = "b", status = "forbidden"}]', "why"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\nvariants = ["会办"]', "not needed"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\nvariants = ["会 办"]', "not needed"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\nvariants = ["會辦"]', "not needed"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\nvariants = ["会…"]', "two parts"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a（b）"]', "Chinese"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\nvariants = ["——"]', "no character"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\npos = "thing"', "'thing'"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\npinyin = "huì"', "1 syllables"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\npinyin = "huì zhǎng"', "zhǎng"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\npinyin = "huì bàn"', "need not"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\nrelated = ["无"]', "related"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\nexample = {zh = "办", en = "a"}', "show the term"),
        ('zh = "会办"\ndefinition = "x"\nrenderings = ["a"]\nexample = {zh = "会办", en = "b"}', "English"),
        (
            'zh = "会"\ndefinition = "x"\nrenderings = ["a"]\n'
            '[[term]]\nzh = "办"\ndefinition = "x"\nrenderings = ["a"]\nvariants = ["会"]',
            "has it",
        ),
        (
            'zh = "AI集群"\ndefinition = "x"\nrenderings = ["a"]\n'
            '[[term]]\nzh = "办"\ndefinition = "x"\nrenderings = ["a"]\nvariants = ["ai 集群"]',
            "has it",
        ),
    ],
)
def test_each_fault_is_found(toml: str, said: str) -> None:
    terms = read([Source(Path("t.toml"), layers.USER, f"[[term]]\n{toml}".encode())])
    found = check(terms, str.maketrans("會辦", "会办"))
    assert [said in str(finding) for finding in found] == [True], found


def test_a_good_term_has_no_finding() -> None:
    toml = """[[term]]
zh = "长三角"
variants = ["长江三角洲", "长三…角"]
pinyin = "cháng sān jiǎo"
pos = "name"
renderings = ["Yangtze River Delta", {text = "Triangle", status = "forbidden", note = "literal"}]
definition = "A region."
example = {zh = "长三角区域", en = "the Yangtze River Delta"}
"""
    assert check(read([Source(Path("t.toml"), layers.USER, toml.encode())])) == ()
