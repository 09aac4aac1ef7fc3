"""Random values of the nouns, as odd as the model allows."""

from itertools import pairwise

from hypothesis import strategies as st

from reader.model import Bead, Bitext, Document, FileRef, Kind, Paragraph, Provenance, Segment, Status

# What breaks formats, beside plain words of both languages.
MARKS = (
    r"| \ \| * ` _ [x](y) # - 1. + <b> <!-- --> <!--/--> <!--.--> <br> &amp; &#10; > Note. --- ~~ $x$ "
    "“ 。 ！ . ? … ： 汉字 工作专班 word U.S. 2.5亿 👩\u200d💻 p1"
)
SPACES = [" ", "  ", "\u3000", "\t", "\x1b", "\x0c", "\x85", "\u2028", "\ufeff", "\u00a0"]
ODD = st.sampled_from([*MARKS.split(" "), *SPACES])
texts = st.lists(ODD | st.text(max_size=6), min_size=1, max_size=8).map("".join)
lines = texts.map(lambda t: t.replace("\n", "").replace("\r", "").strip()).filter(bool).filter(lambda t: t == t.strip())


@st.composite
def documents(draw: st.DrawFn, lang: str, prefix: str) -> Document:
    paragraphs = [
        Paragraph(f"{prefix}{n}", text, draw(st.sampled_from(Kind)), draw(st.integers(0, 7)))
        for n, text in enumerate(draw(st.lists(lines, max_size=5)), 1)
    ]
    return Document(lang, tuple(paragraphs))


@st.composite
def segments(draw: st.DrawFn, document: Document) -> tuple[Segment, ...]:
    made: list[Segment] = []
    for index, paragraph in enumerate(document.paragraphs):
        size = len(paragraph.text)
        cuts = draw(st.sets(st.integers(1, size - 1), max_size=3)) if size > 1 else set()
        borders = [0, *sorted(cuts), size]
        made += [Segment(index, a, b) for a, b in pairwise(borders)]
    return tuple(made)


@st.composite
def bitexts(draw: st.DrawFn) -> Bitext:
    source = draw(documents(draw(st.sampled_from(["zh-Hans", "zh-Hant"])), "p"))
    target = draw(documents("en", draw(st.sampled_from(["p", "t"]))))
    n, m = draw(segments(source)), draw(segments(target))
    beads: list[Bead] = []
    i = j = 0
    shares = st.none() | st.floats(0, 1) | st.sampled_from([0.0, 1.0, 0.61])
    notes = st.just("") | st.just("") | texts | st.sampled_from(["a\nb", "\n", " a ", "Note 3. x", "a\r\nb"])
    while i < len(n) or j < len(m):
        a, b = draw(st.integers(0, min(3, len(n) - i))), draw(st.integers(0, min(3, len(m) - j)))
        if a or b:
            status = draw(st.sampled_from(Status))
            beads.append(Bead(range(i, i + a), range(j, j + b), status, draw(shares), draw(notes)))
            i, j = i + a, j + b
    names = st.text(max_size=8)
    provenance = Provenance(
        FileRef(draw(names), draw(st.sampled_from(["", "3f" * 32, "12e4"]))),
        FileRef(draw(names)),
        draw(st.sampled_from(["", "duizhao 0.1.0"])),
        tuple(draw(st.dictionaries(names, names, max_size=2)).items()),
        draw(st.sampled_from([(), (("licence", "CC0: yes"),), (("译者", "null"), ("x", "- 1"))])),
    )
    return Bitext(source, target, n, m, tuple(beads), provenance)
