"""Layers of TOML: good files first, then each way to go wrong, with the line that it is on."""

from pathlib import Path

import pytest

from glossary import layers
from glossary.layers import Source
from glossary.model import Example, Layer, Rendering, Standing, Term, as_dict, from_dict
from glossary.termbase import Termbase, conflicts, parse, read
from reader.errors import FormatError, InputError
from reader.terms import with_renderings

FULL = """# a comment
title = "Bodies"

[[term]]
zh = "工作专班"
variants = ["专班"]
pinyin = "gōng zuò zhuān bān"
pos = "noun"
renderings = [
  {text = "task force", status = "preferred", when = "always"},
  {text = "special class", status = "forbidden", note = "literal"},
]
definition = "A team."
note = "A note."
example = {zh = "成立工作专班", en = "set up a task force"}
related = ["领导小组"]
uncertain = true
"""
SHORT = '[[term]]\nzh = "会办"\nrenderings = ["co-handle"]\n'


def source(text: str | bytes, path: str = "bodies.toml", layer: str = layers.USER) -> Source:
    return Source(Path(path), layer, text if isinstance(text, bytes) else text.encode())


def test_an_entry_with_everything_and_one_with_little() -> None:
    (full,) = parse(source(FULL))
    assert full == Term(
        zh="工作专班",
        renderings=(
            Rendering("task force", when="always"),
            Rendering("special class", Standing.FORBIDDEN, note="literal"),
        ),
        definition="A team.",
        variants=("专班",),
        pinyin="gōng zuò zhuān bān",
        pos="noun",
        note="A note.",
        example=Example("成立工作专班", "set up a task force"),
        related=("领导小组",),
        uncertain="No settled English.",
        domain="bodies",
        layer=Layer.USER,
    )
    (short,) = parse(source(SHORT))
    assert (short.preferred, short.definition) == ("co-handle", "")
    for term in (full, short):
        assert from_dict(as_dict(term)) == term


@pytest.mark.parametrize("text", ["", "# nothing\n", 'title = "x"\n', "\ufeff" + SHORT, SHORT.replace("\n", "\r\n")])
def test_files_that_are_fine(text: str) -> None:
    assert len(parse(source(text))) == text.count("[[term]]")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (b"a = 1\n\xff\n", 2, "UTF-8"),
        ('[[term]]\nzh = "会办\n', 2, "TOML"),
        ('[[term]]\nzh = "会办"\nrenderings = [', 3, "TOML"),
        ('zh = "会办"\n', 1, "'zh'"),
        ('[term]\nzh = "会办"\n', 1, "list|opened"),
        ("term = [1]\n", 1, "table"),
        (SHORT + '\n[[term]]\nrenderings = ["x"]\n', 5, "without zh"),
        (SHORT + '\n[[term]]\nzh = "会办"\n', 6, "twice"),
        (SHORT + "[[term]]\nzh = 1\n", 5, "text"),
        (SHORT + '[[term]]\nzh = "甲"\ncolour = "red"\n', 6, "'colour'"),
        (SHORT + '[[term]]\nzh = "甲"\nvariants = "乙"\n', 6, "list"),
        (SHORT + '[[term]]\nzh = "甲"\nuncertain = 3\n', 6, "uncertain"),
        (SHORT + '[[term]]\nzh = "甲"\nexample = "乙"\n', 6, "example"),
        (SHORT + '[[term]]\nzh = "甲"\nrenderings = [{text = "a", status = "good"}]\n', 6, "'good'"),
        (SHORT + '[[term]]\nzh = "甲"\nrenderings = [{status = "preferred"}]\n', 6, "without text"),
        (SHORT + '[[term]]\nzh = "甲"\nrenderings = [{text = "a", stats = "preferred"}]\n', 4, "'stats'"),
        (SHORT + '[[term]]\nzh = "甲"\nrenderings = [3]\n', 6, "rendering"),
        (SHORT + '[[term]]\nzh = "甲"\nnote = "a\\u001b[31m"\n', 6, "control"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str | bytes, line: int, said: str) -> None:
    with pytest.raises(FormatError, match=said) as caught:
        parse(source(text))
    assert caught.value.where == f"bodies.toml:{line}"
    assert caught.value.hint


def test_a_later_layer_counts_and_conflicts_are_reported() -> None:
    terms = read(
        [
            source('[[term]]\nzh = "甲"\nrenderings = ["a"]\nvariants = ["丙"]\n', layer=layers.BUILT_IN),
            source(
                '[[term]]\nzh = "甲"\nrenderings = ["b"]\n[[term]]\nzh="乙"\nvariants=["丙", "甲"]',
                layer=layers.PROJECT,
            ),
        ]
    )
    termbase = Termbase(terms)
    assert [term.preferred for term in termbase.terms] == ["b", ""]
    found = termbase.get("甲")
    assert found is not None
    assert found.layer is Layer.PROJECT
    assert [str(conflict) for conflict in conflicts(terms)] == [
        "甲: 甲 (project, bodies) counts, 甲 (built-in, bodies) does not",
        "甲: 甲 (project, bodies) counts, 乙 (project, bodies) does not",
    ]
    assert conflicts(read([source(FULL), source(SHORT)])) == ()


def test_sources_are_found_where_they_belong(tmp_path: Path) -> None:
    assert layers.user(tmp_path) == layers.project(tmp_path / "a.md") == ()
    (tmp_path / "terms").mkdir()
    for name in ("glossary.toml", "terms/b.toml", "terms/a.toml", "terms/c.txt", "own.toml"):
        (tmp_path / name).write_text(SHORT)
    assert [one.path.name for one in layers.user(tmp_path)] == ["glossary.toml", "a.toml", "b.toml"]
    assert [one.path.name for one in layers.project(tmp_path / "a.md")] == ["glossary.toml"]
    assert [one.path.name for one in layers.project(tmp_path / "a.md", "own.toml")] == ["own.toml"]
    with pytest.raises(InputError, match="no such glossary"):
        layers.project(tmp_path / "a.md", "none.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        layers.project(tmp_path / "a.md", "folder.toml")


def test_the_layers_have_one_name_each() -> None:
    assert list(Layer) == [layers.BUILT_IN, layers.USER, layers.PROJECT]
    made = source(SHORT)
    assert layers.fingerprint((made,)) != layers.fingerprint((made._replace(layer=layers.PROJECT),))
    assert layers.fingerprint((made,)) != layers.fingerprint((made, made))


FORBIDDEN = Rendering("a", Standing.FORBIDDEN, when="of people")


@pytest.mark.parametrize(
    ("before", "entered", "after"),
    [
        ((Rendering("a", when="of things"), FORBIDDEN), ["a"], (Rendering("a", when="of things"), FORBIDDEN)),
        ((Rendering("b"), FORBIDDEN), ["b"], (Rendering("b"), FORBIDDEN)),
        ((Rendering("b"), FORBIDDEN), ["a"], (Rendering("a", when="of people"),)),
    ],
)
def test_what_is_forbidden_in_another_sense_stays(
    before: tuple[Rendering, ...], entered: list[str], after: tuple[Rendering, ...]
) -> None:
    assert with_renderings(Term("会办", before), entered, "").renderings == after
