"""Terms over a bitext: what must not be linked comes first."""

import pytest

from glossary.model import Rendering, Standing, Term
from glossary.termbase import Termbase
from reader.annotate import annotate
from reader.model import Bead, Bitext, Document, Paragraph, Provenance, Segment


def bitext(*pairs: tuple[str, str], terms: tuple[tuple[str, str], ...] = ()) -> Bitext:
    """One block whose beads are the pairs, one paragraph a side."""

    def side(lang: str, texts: list[str]) -> tuple[Document, tuple[Segment, ...]]:
        segments, at = [], 0
        for text in texts:
            segments.append(Segment(0, at, at + len(text)))
            at += len(text)
        return Document(lang, (Paragraph("p1", "".join(texts)),)), tuple(segments)

    zh, zh_segments = side("zh-Hans", [zh for zh, _ in pairs])
    en, en_segments = side("en", [en for _, en in pairs])
    beads = tuple(Bead(range(k, k + 1), range(k, k + 1)) for k in range(len(pairs)))
    return Bitext(zh, en, zh_segments, en_segments, beads, Provenance(terms=terms))


TERMBASE = Termbase(
    [
        Term("专班", (Rendering("task force"), Rendering("special class", Standing.FORBIDDEN))),
        Term("创新", (Rendering("innovation"),)),
        Term("科技创新", (Rendering("scientific innovation"), Rendering("sci-tech innovation", Standing.ADMITTED))),
    ]
)


def uses(made: Bitext) -> list[tuple[str, str, list[str]]]:
    """(term, choice, texts linked) for each use in the first block."""
    found = annotate(made, TERMBASE)(made.blocks()[0])
    texts = made.target.paragraphs
    return [
        (use.hit.term.zh, use.choice, [texts[span.paragraph].text[span.start : span.end] for span in use.spans])
        for use in found
    ]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("没有术语。", "A task force and innovation."),
        ("专班。", "A multitask forced march."),
        ("创新。", "A task, an innovator."),
    ],
)
def test_english_that_renders_no_term_is_not_linked(zh: str, en: str) -> None:
    assert all(not linked for _, _, linked in uses(bitext((zh, en))))


@pytest.mark.parametrize(
    ("pairs", "linked"),
    [
        ([("专班。", "Task-Forces.")], [["Task-Forces"]]),
        ([("专班。", "Special classes.")], [["Special classes"]]),
        # Each within its own bead, though the English of the other stands first.
        ([("专班。", "One task force."), ("专班。", "Task forces!")], [["task force"], ["Task forces"]]),
        # The second bead has no rendering of its own: the one place serves both.
        ([("专班。", "A task force. "), ("专班。", "It works.")], [["task force"], ["task force"]]),
        # The longer term keeps its words.
        ([("创新、科技创新。", "Scientific innovation, innovation.")], [["innovation"], ["Scientific innovation"]]),
        ([("创新、科技创新。", "Scientific innovation.")], [[], ["Scientific innovation"]]),
        # A translation may move a term into the next sentence.
        ([("专班。", "First. "), ("好。", "A task force.")], [["task force"]]),
    ],
)
def test_each_term_is_linked_to_its_english(pairs: list[tuple[str, str]], linked: list[list[str]]) -> None:
    assert [spans for _, _, spans in uses(bitext(*pairs))] == linked


def test_the_choice_of_the_document_counts_before_the_preferred_rendering() -> None:
    made = bitext(("专班。", "The squad and the task force."), terms=(("专班", "squad"),))
    assert uses(made) == [("专班", "squad", ["squad"])]
    assert uses(bitext(("专班。", "The squad."))) == [("专班", "task force", [])]


def test_a_forbidden_rendering_is_shown_as_such() -> None:
    made = bitext(("专班。", "A special class."))
    (use,) = annotate(made, TERMBASE)(made.blocks()[0])
    assert use.rendering is not None
    assert use.rendering.status is Standing.FORBIDDEN


def test_a_text_without_english_has_its_hits_all_the_same() -> None:
    zh = Document("zh-Hans", (Paragraph("p1", "专班"),))
    made = Bitext(zh, Document("en"), (Segment(0, 0, 2),), (), (Bead(range(1), range(0)),))
    (use,) = annotate(made, TERMBASE)(made.blocks()[0])
    assert (use.hit.start, use.hit.end, use.rendering, use.spans) == (0, 2, None, ())


def test_traditional_text_has_the_same_terms() -> None:
    zh = Document("zh-Hant", (Paragraph("p1", "科技創新專班"),))
    made = Bitext(zh, Document("en"), (Segment(0, 0, 6),), (), (Bead(range(1), range(0)),))
    found = annotate(made, TERMBASE)(made.blocks()[0])
    assert [(use.hit.start, use.hit.end, use.hit.term.zh) for use in found] == [(0, 4, "科技创新"), (4, 6, "专班")]
