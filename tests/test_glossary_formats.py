"""Terms in files: what is written is read back, bad entries are named by line, good ones kept."""

import os
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import layers
from glossary.formats import FORMATS, format_of, read, write
from glossary.formats.toml import put
from glossary.model import Example, Layer, Rendering, Standing, Term
from glossary.termbase import read as read_layers
from reader.errors import FormatError
from reader.language.pinyin import has_han

SCHEMAS = Path(os.environ.get("SCHEMAS", Path(__file__).parents[2] / "shared" / "schemas"))

# What breaks formats: separators, quotes, markup, a label of ours, the start of a comment.
TEXT = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=12
    ),
    st.text("甲乙,;|\\\"'\t=<>&#[]{}%_-‘’“”、 ", max_size=12),
    st.sampled_from(["Note: x", "Pinyin: a", '"', "|", "a | b", "\\|", "]]>", "&amp;", "=1+1", "-", "#"]),
).map(lambda text: " ".join(text.split()))
SOME = TEXT.filter(bool)
ENGLISH = SOME.filter(lambda text: not has_han(text))
RENDERINGS = st.lists(
    st.builds(Rendering, ENGLISH, st.sampled_from(Standing), TEXT, TEXT, TEXT),
    max_size=3,
    unique_by=lambda one: one.sense,
).map(tuple)
TERM = st.builds(
    Term,
    zh=SOME,
    renderings=RENDERINGS,
    definition=TEXT,
    variants=st.lists(SOME, max_size=2).map(tuple),
    pinyin=TEXT,
    pos=st.sampled_from(["", "noun", "phrase", "name"]),
    note=TEXT,
    example=st.none() | st.builds(Example, SOME, SOME),
    related=st.lists(SOME, max_size=2).map(tuple),
    uncertain=TEXT,
    domain=SOME,
    layer=st.just(Layer.USER),
)
TERMS = st.lists(TERM, min_size=1, max_size=4, unique_by=lambda term: term.zh).map(tuple)


@pytest.mark.parametrize("name", ["toml", "csv", "tsv", "tbx"])
@given(terms=TERMS)
def test_what_is_written_is_read_back(name: str, terms: tuple[Term, ...]) -> None:
    data = write(terms, name)
    found = read(data, name, "f")
    assert found.problems == ()
    assert found.terms == terms
    assert write(found.terms, name) == data


@given(terms=TERMS)
def test_omegats_columns_keep_what_they_hold(terms: tuple[Term, ...]) -> None:
    data = write([term for term in terms if not any(form.startswith("#") for form in term.forms)], "omegat")
    once = read(data, "omegat", "f")
    assert {(term.zh, one.text) for term in once.terms for one in term.renderings} == {
        (form, one.text)
        for term in terms
        if not any(form.startswith("#") for form in term.forms)
        for form in term.forms
        for one in term.allowed
    }
    again = write(once.terms, "omegat")
    assert write(read(again, "omegat", "f").terms, "omegat") == again


@pytest.mark.parametrize("name", FORMATS)
def test_the_curated_terms_go_through_every_format(name: str) -> None:
    terms = read_layers(layers.built_in())
    found = read(write(terms, name), name, "f")
    assert found.problems == ()
    assert len(found.terms) >= len(terms)


@pytest.mark.parametrize(
    ("name", "text", "known", "problems"),
    [
        ("csv", "zh\n会办\n", ["会办"], []),
        ("csv", "ZH, Rendering\n会办, co-handle\n\n", ["会办"], []),
        ("csv", '\ufeffzh,rendering\r\n会办,"co-\nhandle"\r\n主办,x,y\r\n', ["会办"], ["4: 3 columns"]),
        ("csv", "zh,status\n会办,\n,\n会办,preferred\n", ["会办"], ["4: a row that describes"]),
        ("csv", "zh,rendering,status\n会办,a,good\n主办,b,FORBIDDEN\n", ["主办"], ["2: status 'good'"]),
        ("csv", "zh,definition\n会办,a\n会办,b\n", ["会办"], ["3: another definition"]),
        ("csv", "zh,rendering\n会办,a\n会办,a\n,c\n", ["会办"], ["3: 会办 has", "4: a row without zh"]),
        ("csv", "zh,rendering,status,when\n会办,a,,x\n会办,a,forbidden,y\n会办,a,,x\n", ["会办"], ["4: 会办 has"]),
        ("omegat", "会办\ta\tx\n会办\ta\ty\n会办\ta\ty\n", ["会办"], ["3: 会办 = a"]),
        (
            "csv",
            'zh,rendering\n甲,"a"x\n乙,"b\nb"\n丙,"c\n丁,d\n戊,"e"\n己,"f\n',
            ["乙", "丁", "戊"],
            ["2: ", "5: ", "8: "],
        ),
        ("csv", 'zh\n"open\n', [], ["2: unexpected end"]),
        ("csv", "zh,example_zh\n会办,会办\n", [], ["2: an example in one"]),
        ("csv", "zh,note\n会办,a\x1b[31m\n", [], ["2: a control"]),
        ("tsv", 'zh\trendering\n会办\t"co-handle\n', ["会办"], []),
        ("omegat", "# glossary\n会办\tco-handle\n会办\thandle\tverb\n", ["会办"], []),
        (
            "omegat",
            "会办\n\tx\n会办\ta\n会办\ta\n甲\tb\tc\td\n",
            ["会办"],
            ["1: 1 col", "2: a row", "4: 会办", "5: 4 col"],
        ),
        (
            "csv",
            "zh,rendering\nreply,答复\n会办,co-handle\nGDP,output\n",
            ["会办", "GDP"],
            ["2: the Chinese stands where"],
        ),
        ("omegat", "reply\t答复\n会办\tco-handle\n", ["会办"], ["1: the Chinese stands where"]),
        ("toml", '[[term]]\nzh = "甲"\n[[term]]\nzh = 1\n[[term]]\nzh = "乙"\n', ["甲", "乙"], ["4: zh must be"]),
        (
            "tbx",
            '<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n'
            '<conceptEntry id="a"><langSec xml:lang="en"><termSec><term>x</term></termSec></langSec></conceptEntry>\n'
            '<conceptEntry id="b"><langSec xml:lang="zh-CN"><termSec><term>会办</term></termSec></langSec>'
            "</conceptEntry></body></text></tbx>",
            ["会办"],
            ["2: an entry without"],
        ),
        (
            "tbx",
            '<martif><text><body><termEntry><langSet xml:lang="zh"><tig><term>会办</term></tig></langSet>'
            '<langSet xml:lang="en"><tig><term>co-handle</term></tig></langSet></termEntry></body></text></martif>',
            ["会办"],
            [],
        ),
    ],
)
def test_good_entries_are_kept_and_bad_ones_named(name: str, text: str, known: list[str], problems: list[str]) -> None:
    found = read(text.encode(), name, "f")
    assert [term.zh for term in found.terms] == known
    assert len(found.problems) == len(problems)
    for problem, said in zip(found.problems, problems, strict=True):
        assert str(problem).startswith(f"f:{said}")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("csv", b"", ""),
        ("csv", b"a,b\n", "f:1: no column zh"),
        ("csv", b"zh,colour\n", "f:1: column 2: 'colour'"),
        ("csv", b"zh,note,note\n", "f:1: the column 'note'"),
        ("csv", b'"zh\n\xe4\xb8\x80\n', "f:1: unexpected end"),
        ("csv", b"zh\n\xff\n", "f:2: not UTF-8"),
        ("omegat", b"\xff\n", "f:1: not UTF-8"),
        ("toml", b"x", "f:1: not TOML"),
        ("tbx", b"x", "f:1: not XML"),
        ("tbx", b"<html/>", "f:1: <html> is not"),
        ("tbx", b'<!DOCTYPE t [<!ENTITY a SYSTEM "/etc/passwd">]><tbx>&a;</tbx>', ""),
    ],
)
def test_what_is_no_such_file_is_refused(name: str, data: bytes, said: str) -> None:
    if not said:
        assert read(data, name, "f").terms == ()
        return
    with pytest.raises(FormatError) as caught:
        read(data, name, "f")
    assert str(caught.value).startswith(said)


def test_the_ending_names_the_format() -> None:
    assert [format_of(ending) for ending in (".toml", ".CSV", ".txt", ".tbx", ".doc")] == [
        "toml", "csv", "omegat", "tbx", None,
    ]  # fmt: skip


OWN = """# my terms

[[term]]
zh = "甲"
# kept
renderings = ["a"]

# about 乙
[[term]]
zh = "乙"
"""


def test_an_entry_is_put_into_a_file_that_stays_as_it_is() -> None:
    added = put(OWN.encode(), "f", [Term("丙", (Rendering("c"),))])
    assert added.decode().startswith(OWN + "\n[[term]]\nzh = ")
    changed = put(OWN.encode(), "f", [Term("甲", (Rendering("b"),))]).decode()
    assert changed.startswith('# my terms\n\n[[term]]\nzh = "甲"\n')
    assert changed.endswith('\n\n# about 乙\n[[term]]\nzh = "乙"\n')
    assert [term.preferred for term in read(changed.encode(), "toml", "f").terms] == ["b", ""]
    assert put(b"", "f", [Term("甲", ())]) == '[[term]]\nzh = "甲"\n'.encode()
    with pytest.raises(FormatError):
        put(b"[[term]]\nzh = 1\n", "f", [Term("甲", ())])


@given(terms=TERMS, term=TERM)
def test_putting_changes_one_entry_only(terms: tuple[Term, ...], term: Term) -> None:
    after = read(put(write(terms, "toml"), "f", [term]), "toml", "f").terms
    assert {one.zh: one for one in after} == {**{one.zh: one for one in terms}, term.zh: term}


def schema(name: str) -> Path:
    path = SCHEMAS / name
    if not path.is_file():
        pytest.skip(f"no schema at {path}")
    return path


def test_tbx_keeps_to_the_grammar() -> None:
    from lxml import etree

    grammar = etree.RelaxNG(etree.parse(str(schema("TBXcoreStructV03.rng"))))
    grammar.assertValid(etree.fromstring(write(read_layers(layers.built_in()), "tbx")))


def test_tbx_keeps_to_those_rules_of_tbx_basic_that_are_xpath_1() -> None:
    from lxml import etree

    names = {"s": "http://purl.oclc.org/dsdl/schematron", "tbx": "urn:iso:std:iso:30042:ed-2"}
    rules = etree.parse(str(schema("TBX-Basic_DCA.sch"))).findall(".//s:rule", names)
    document = etree.fromstring(write(read_layers(layers.built_in()), "tbx"))
    ran = 0
    for rule in rules:
        context, attribute, _ = rule.get("context", "").partition("/@type")
        for claim in rule.findall("s:assert", names):
            test = claim.get("test", "").replace(".=", "@type=") if attribute else claim.get("test", "")
            try:
                holds = etree.XPath(f"boolean({test})", namespaces=names)
                for element in cast("list[etree._Element]", document.xpath(f"//{context}", namespaces=names)):
                    assert holds(element), (test, etree.tostring(element))
            except etree.XPathError:
                continue  # XPath 2
            ran += 1
    assert ran >= 20
