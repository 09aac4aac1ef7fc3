"""Text -> visual lines as the rules see them: stripped, measured in em, with what stands at both ends named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reader.language.scripts import CLOSING, HAN, LATIN, OPENING, em_width, is_english, script_seams
from reader.model import Line
from reader.repair.prefixes import line_numbers, quotations
from reader.repair.spread import closed

# em between Han and Latin where no space shows, and where one does: typesetters put a quarter there by themselves, and
# extraction may show it as a space; an author's space is half an em; plain programs add nothing of their own.
GAPS = ((0.25, 0.25), (0.25, 0.5), (0.0, 0.5))

_INDENT = {" ": 0.5, "\u00a0": 0.5, "\u3000": 1.0, "\t": 2.0, "\u2003": 1.0, "\u2002": 0.5}
# Widths of letters in em, rounded over the usual book faces; the rest is half an em.
_FACE = (
    dict.fromkeys("ijl.,;:'’‘!|", 0.28)
    | dict.fromkeys("ft()[]r/I-", 0.33)
    | dict.fromkeys("ceszaJ?", 0.44)
    | dict.fromkeys("mM", 0.78)
    | dict.fromkeys("wABCDEFGHKLNOPQRSTUVXYZ&", 0.68)
    | {" ": 0.25, "W": 0.94, "—": 1.0}
)
_NO_QUOTES = str.maketrans("", "", ">|│┃")
_RUNS = re.compile(r"[ \u00a0]{2,}")

# The first piece of a line that cannot be parted: opening marks, a Latin word, a number or a character, closing marks.
_PIECE_ZH = re.compile(
    rf"[{re.escape(OPENING)}]*(?:[{LATIN}_@#&+=/\\%°'’.,:\-–]*[{LATIN}_%]|.)[{re.escape(CLOSING)}]*", re.DOTALL
)
_PIECE_EN = re.compile(rf"[^\s{HAN}]+?(?:(?<=\w)[-—–](?=\w)|(?=[\s{HAN}])|$)")
_SQUARE = re.compile("[\u2e80-\uffef]")  # Chinese and its marks, as wide as high

# What stands at a line's end.
FINAL, COMMA, COLON, SEMICOLON, CLOSED, OPEN, HYPHEN, DASH, PLAIN = range(9)
_ENDS = (
    dict.fromkeys("。！？!?…｡", FINAL)
    | dict.fromkeys("，、,", COMMA)
    | dict.fromkeys("：:", COLON)
    | dict.fromkeys("；;", SEMICOLON)
    | dict.fromkeys("”’」』）】〕》〉)]\"'", CLOSED)
    | dict.fromkeys(OPENING, OPEN)
    | dict.fromkeys("—–", DASH)
    | dict.fromkeys("-\u00ad\u2010", HYPHEN)
)
_CLOSERS = "”’」』）】〕》〉)]\"'"

# What stands at a line's start.
MARK, WEAK_MARK, LABEL, FORBIDDEN, LOWER, UPPER, QUOTE, OTHER = range(8)
_MARK = re.compile(
    r"[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十]{1,3}[）)]|[（(]\d{1,2}[）)]"
    r"|第[一二三四五六七八九十百千零〇\d]{1,6}[章节编篇部条款][\s\u3000]"
    r"|[①-⑳⑴-⒇㈠-㈩•●◆■□▪‣◦○➢✓※★☆]|[问答][：:]|[QA][：:]|[-*–·][ \u3000]|[（(][a-zA-Z][）)]"
)
_ALONE = re.compile(
    r"[^，。：\s]{1,14}[〔\[（(【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d+\s*号"
    r"|[（(]?[\d○〇零一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?[）)]?"
)
_WEAK_MARK = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,3}[.．、)）]?[ \u3000]|\d{1,2}[.．、）)](?!\d)|[一二三四五六七八九十]是"
    r"|第[一二三四五六七八九十百千零〇\d]{1,6}[章节编篇部条款]|[a-zA-Z][.)][ \u3000]|——"
    r"|\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?[ \u3000](?=\D)"
)
_LABEL = re.compile(
    r"(?:联\s*系\s*人|联\s*系|电\s*话|传\s*真|地\s*址|邮\s*编|邮\s*政|抄\s*送|抄\s*报|主\s*送|附\s*件|主题词|签发|承办|来源|作者|关键词|摘要|注)"
    r"[^，。]{0,6}[：:]"
)
# Who speaks: a name or an office, and how many lines it opens at least.
_SPEAKER, _SPEAKS = re.compile(f"[{HAN}·]{{2,12}}："), 2


class VisualLine:
    """One line that is not blank, in offsets of the text between the character rules and the rest."""

    __slots__ = (
        "bare", "begin", "blanks", "cut", "depth", "end", "ends_with", "english", "gap", "indent", "index", "need",
        "page", "prefix", "seam", "seams", "shown", "start", "starts_with", "text", "verbatim", "width",
    )  # fmt: skip

    def __init__(self, text: str, start: int, indent: float, index: int, page: int) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.indent = indent  # em, from the paper's left or, where positions are unknown, the file's
        self.index = index  # of the extracted line
        self.page = page
        self.blanks = 0  # blank lines before it
        self.depth = 0  # how often it is quoted: the > or | before it, which are no part of its text
        self.begin = start  # where the extracted line begins
        self.prefix = 0  # characters there that quote or number it, and are no part of its text
        self.verbatim = False  # known to be code: nothing in it is to be changed
        self.cut = False  # full to the last character, in a text that was cut every so many of them
        self.seam = False  # a page begins with it, as far as is known
        self.english = is_english(text)
        self.bare = 0.0  # em, without the indent and what stands between Han and Latin
        self.seams = 0  # places where Han meets Latin
        self.shown = 0  # those where a space shows
        self.width = 0.0  # em, without the indent
        self.need = 0.0  # em that its first piece takes at the end of the line before
        self.gap = 0.0  # em more that it takes behind Han if it is Latin, and the other way round
        self.ends_with = end_class(text)
        self.starts_with = start_class(text, self.english)

    @property
    def right(self) -> float:
        """How far it reaches."""
        return self.indent + self.width


def visual_lines(text: str, lines: Sequence[Line], starts: Sequence[int]) -> list[VisualLine]:
    """The lines that are not blank. `starts`: where each extracted line begins in `text`, and where the last ends."""
    made: list[VisualLine] = []
    blanks = 0
    pieces = [text[start:end].rstrip() for start, end in pairwise(starts)]
    placed = bool(lines) and lines[0].box is not None
    numbers = [0] * len(lines) if placed else line_numbers(pieces)
    quotes = quotations(pieces)
    for index, line in enumerate(lines):
        piece = pieces[index]
        mark = piece[: numbers[index] or quotes[index]]
        body = piece[len(mark) :]
        bare = body.lstrip(" \u3000\t\n\r\f\v\u00a0\ufeff").lstrip()
        if not bare:
            blanks += 1
            continue
        lead = body[: len(body) - len(bare)]
        visual = VisualLine(bare, starts[index] + len(piece) - len(bare), _indent(lead), index, line.origin.page)
        visual.blanks = blanks
        visual.verbatim = line.verbatim
        visual.depth = len(mark) - len(mark.translate(_NO_QUOTES)) if quotes[index] else 0
        visual.begin, visual.prefix = starts[index], len(mark)
        visual.seam = bool(made) and made[-1].page != visual.page
        measure(visual)
        blanks = 0
        made.append(visual)
    settle_languages(made)
    settle_speakers(made)
    return made


def settle_speakers(lines: Sequence[VisualLine]) -> None:
    """Who speaks in a dialogue, or what a form asks for, is a label: it opens several lines, with a colon behind."""
    said = [found.group() if (found := _SPEAKER.match(line.text)) else "" for line in lines]
    known = Counter(said)
    for line, label in zip(lines, said, strict=True):
        if label and known[label] >= _SPEAKS and line.starts_with == OTHER:
            line.starts_with = LABEL


def settle_languages(lines: Sequence[VisualLine]) -> None:
    """A line of Latin words between Chinese lines is set like them: measure it anew."""
    for i, line in enumerate(lines):
        near = (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2])
        if line.english and near and not any(other.english for other in near):
            line.english = False
            measure(line)


def _indent(lead: str) -> float:
    return sum(_INDENT.get(char, 0.0) for char in lead) if lead else 0.0


def measure(line: VisualLine) -> None:
    """Take what the width is made of; the stray spaces of letter-spaced and of justified lines do not count."""
    text = line.text
    if line.english:
        line.bare = columns(_RUNS.sub(" ", text))
        line.need = columns(_first_piece(text))
    else:
        text = closed(text)
        line.bare = em_width(text)
        if not text.isascii() and line.bare < len(text):
            line.seams, line.shown = script_seams(text)
            line.bare -= 0.5 * line.shown
        piece = _PIECE_ZH.match(text)
        line.need = em_width(piece.group() if piece else text)
    set_gaps((line,), GAPS[0])


def set_proportional(lines: Iterable[VisualLine], proportional: bool) -> None:
    """Measure English lines by the letters of a book face, or by columns as on a typewriter."""
    for line in lines:
        if line.english:
            wide = printed if proportional else columns
            line.bare = wide(_RUNS.sub(" ", line.text))
            line.need = wide(_first_piece(line.text))
            line.width = line.bare


def characters(line: VisualLine) -> int:
    """How many characters a line has with its indent, which is taken for full-width blanks."""
    return round(line.indent) + len(line.text)


def set_counted(lines: Iterable[VisualLine], most: int) -> None:
    """Measure by characters, each an em: a program cut the text every so many of them, within numbers and words too."""
    for line in lines:
        line.cut = characters(line) == most
        line.bare = line.width = float(len(line.text))
        line.need = float(len(_first_piece(line.text))) if line.english else 1.0
        line.seams, line.shown, line.gap = 0, 0, 0.0


def _first_piece(text: str) -> str:
    """What of an English line cannot be parted: a word, or a character of Chinese in it."""
    piece = _PIECE_EN.match(text) or _PIECE_ZH.match(text)
    return piece.group() if piece else text


def columns(text: str) -> float:
    """The width in em of English as on a typewriter, with Chinese in it.

    >>> columns("a “b”"), columns("a 乙")
    (2.5, 2.0)
    """
    return 0.5 * (len(text) + len(_SQUARE.findall(text)))


def printed(text: str) -> float:
    """The width in em of English in a face such as Times.

    >>> printed("ill"), printed("mum")
    (0.84, 2.06)
    """
    return round(sum(_FACE.get(char, 0.5) for char in text) + 0.5 * len(_SQUARE.findall(text)), 2)


def set_gaps(lines: Iterable[VisualLine], gaps: tuple[float, float]) -> None:
    """Set the widths for one belief about the space between Han and Latin."""
    hidden, shown = gaps
    for line in lines:
        line.width = line.bare + hidden * (line.seams - line.shown) + shown * line.shown
        line.gap = max(gaps)


def end_class(text: str) -> int:
    """Which kind of mark a line ends with, looking through closing quotes and brackets."""
    kind = _ENDS.get(text[-1], PLAIN)
    if kind in (PLAIN, CLOSED) and stands_alone(text):
        return FINAL
    if kind == CLOSED:
        inner = text.rstrip(_CLOSERS)
        if inner and (_ENDS.get(inner[-1]) == FINAL or inner[-1] == "."):
            return FINAL
    elif text[-1] == ".":
        return FINAL
    return kind


def stands_alone(text: str) -> bool:
    """Is what stands alone on its line a paragraph: a date, the number of an official document?

    >>> stands_alone("县府〔2024〕18号"), stands_alone("二〇二四年三月"), stands_alone("2024年")
    (True, True, False)
    """
    return text[-1:] in "号月日)）" and _ALONE.fullmatch(text) is not None


def start_class(text: str, english: bool) -> int:
    """Which kind of thing a line begins with."""
    if _MARK.match(text) or stands_alone(text):
        return MARK
    first = text[0]
    if _WEAK_MARK.match(text):
        return WEAK_MARK
    if first in "“‘「『\"'":
        return QUOTE
    if first in CLOSING:
        return FORBIDDEN
    if english:
        return LOWER if first.islower() else UPPER
    return LABEL if _LABEL.match(text) else OTHER
