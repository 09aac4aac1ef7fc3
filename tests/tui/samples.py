"""Bitexts and terms made by hand for the tests of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App

from glossary.model import Rendering, Standing, Term
from glossary.termbase import Termbase
from reader.annotate import annotate
from reader.language.sentences import segment_ends
from reader.model import Bead, Bitext, Document, Kind, Paragraph, Segment
from reader.tui.app import ReaderApp
from reader.tui.options import ScreenOptions

Pair = tuple[str, str] | tuple[str, str, Kind]

PAIRS: tuple[Pair, ...] = (
    ("关于河道治理的复函", "Reply on the Restoration of the River", Kind.TITLE),
    ("市水务局：", "To the Municipal Water Bureau:", Kind.SALUTATION),
    (
        "你局来函收悉。为了治理河道，我县成立了工作专班，并已垫资300万元，用于清理淤泥、加固堤岸。"
        "“清水计划”的第一期预计在2024年6月完成。",
        "Your letter has been received. To restore the river, the county has set up a dedicated task force and has "
        "advanced RMB 3 million to dredge the bed and to strengthen the banks. The first stage of the “Clear Water "
        "Plan” is expected to be complete in June 2024.",
    ),
    (
        "下一步，我县将继续支持村民参加巡河，并请你局派专人指导。",
        "Next, the county will go on supporting villagers who patrol the river, and asks the bureau to send someone "
        "to advise them.",
    ),
    ("特此函复。", "This letter is our reply.", Kind.CLOSING),
)

TERMS = (
    Term(
        "工作专班",
        (Rendering("dedicated task force"), Rendering("special class", Standing.FORBIDDEN, note="literal")),
        definition="A team drawn from several offices for one task, dissolved when it is done.",
        pinyin="gōng zuò zhuān bān",
        note="Not a class of pupils.",
    ),
    Term(
        "垫资",
        (Rendering("advance"), Rendering("pay up front", Standing.ADMITTED)),
        definition="Pay first on another's behalf, to be paid back later.",
        pinyin="diàn zī",
    ),
    Term("河道", (Rendering("river"),), definition="The bed that a river runs in.", pinyin="hé dào"),
)


def bitext(pairs: Sequence[Pair] = PAIRS, note: str = "", *, translated: bool = True) -> Bitext:
    """Paragraphs side by side, one bead each; `note` is the note on the third."""
    source, target, beads = [], [], []
    left: list[Segment] = []
    right: list[Segment] = []
    for k, (zh, en, *kinds) in enumerate(pairs):
        kind = kinds[0] if kinds else Kind.BODY
        source.append(Paragraph(f"p{k + 1}", zh, kind))
        first = len(left), len(right)
        left += _segments(k, zh, "zh-Hans")
        if translated:
            target.append(Paragraph(f"p{k + 1}", en, kind))
            right += _segments(k, en, "en")
        beads.append(Bead(range(first[0], len(left)), range(first[1], len(right)), note=note if k == 2 else ""))
    return Bitext(
        Document("zh-Hans", tuple(source)), Document("en", tuple(target)), tuple(left), tuple(right), tuple(beads)
    )


def sentences(count: int = 1) -> Bitext:
    """Paragraphs of three sentences, each sentence with its own bead."""
    zh = "我县成立了工作专班，负责清理河道。县里已垫资300万元，用于加固堤岸。工程预计在2024年6月完成。"
    en = (
        "The county has set up a dedicated task force that dredges the river. The county has advanced RMB 3 million "
        "to strengthen the banks. The work is expected to be complete in June 2024."
    )
    left, right = (
        tuple(one for k in range(count) for one in _segments(k, text, lang))
        for text, lang in ((zh, "zh-Hans"), (en, "en"))
    )
    beads = tuple(Bead(range(k, k + 1), range(k, k + 1)) for k in range(3 * count))
    source, target = (tuple(Paragraph(f"p{k + 1}", text) for k in range(count)) for text in (zh, en))
    return Bitext(Document("zh-Hans", source), Document("en", target), left, right, beads)


def long_bitext(count: int) -> Bitext:
    """Many paragraphs of uneven length."""
    pairs = [
        (
            f"第{k}段。" + "河水从山里流出来，经过许多村子。" * (k % 5 + 1),
            f"Paragraph {k}. " + "The river runs. " * (k % 5) + "It runs.",
        )
        for k in range(count)
    ]
    return bitext(pairs)


def app(text: Bitext | None = None, options: ScreenOptions | None = None, hint: str = "") -> ReaderApp:
    """The reader on a bitext with the terms above."""
    shown = bitext() if text is None else text
    uses = annotate(shown, Termbase(TERMS))
    return ReaderApp(shown, uses, "关于河道治理的复函", options or ScreenOptions(), hint, _ask)


def _ask(text: str) -> list[tuple[str, list[dict[str, object]]]]:
    """A dictionary of one word."""
    before, word, behind = text.partition("堤岸")
    known: list[dict[str, object]] = [{"zh": "堤岸", "pinyin": "dī àn", "senses": ["embankment", "bank"]}]
    return [(before, []), (word, known), (behind, [])] if word else [(text, [])]


def screen_text(reader: App[Any]) -> list[str]:
    """What stands on the screen, row by row."""
    return ["".join(segment.text for segment in strip) for strip in reader.screen._compositor.render_strips()]


def _segments(paragraph: int, text: str, lang: str) -> list[Segment]:
    made, start = [], 0
    for end in segment_ends(text, lang):
        made.append(Segment(paragraph, start, end))
        start = end
    return made
