"""English words and their endings: what makes `task forces` the same term as `task force`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_WORD_OR_END = re.compile(rf"\n|{_WORD.pattern}")
_GAP = re.compile(r"[\s\-‐‑]+")
_QUOTES = str.maketrans("‘’“”", "''\"\"")

# Forms that no ending explains, for the verbs and nouns of official prose: form -> base.
_IRREGULAR = {
    form: line.split()[0]
    for line in """
    be is are was were been am|have has had|do does did done|build built|make made|hold held|give gave given
    take took taken|undertake undertook undertaken|lead led|meet met|win won|seek sought|bring brought
    choose chose chosen|begin began begun|spend spent|keep kept|find found|send sent|write wrote written
    see saw seen|know knew known|grow grew grown|run ran|rise rose risen|draw drew drawn|break broke broken
    speak spoke spoken|drive drove driven|fall fell fallen|lay laid|lie lay lain|pay paid|say said|sell sold
    tell told|teach taught|think thought|buy bought|catch caught|leave left|lose lost|mean meant|strive strove striven
    stand stood|understand understood|overcome overcame|become became|come came|oversee oversaw overseen|go went gone
    withdraw withdrew withdrawn|fight fought|deal dealt|feel felt|get got gotten|hear heard|learn learnt
    agree agreed|guarantee guaranteed|free freed
    man men|woman women|child children|person people|criterion criteria|analysis analyses|basis bases
    """.replace("\n", "|").split("|")
    if line.strip()
    for form in line.split()[1:]
}
# Endings of stems in British spelling, in American, and from which length on.
_SPELLINGS = (
    ("isation", "ization", 9),
    ("iser", "izer", 7),
    ("is", "iz", 6),
    ("lys", "lyz", 5),
    ("enc", "ens", 6),
    ("tr", "ter", 4),
    ("br", "ber", 4),
    ("ogu", "og", 6),
)
_VOWEL = re.compile("[aeiouy]")


class Word(NamedTuple):
    """A word of a text: its stem, where it stands, and what parts it from the word before (spaces, hyphens apart)."""

    stem: str
    start: int
    end: int
    gap: str


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What the inflected forms of one word have in common. Not a word itself; two words may share one.

    >>> {stem(word) for word in ("policy", "policies", "Policy’s")}
    {'polici'}
    >>> {stem(word) for word in ("promote", "promotes", "promoted", "promoting")}
    {'promot'}
    >>> stem("news") == stem("new"), stem("need") == stem("ne"), stem("king") == stem("k")
    (True, False, False)
    >>> {stem(word) for word in ("commercialised", "commercialize")}
    {'commercializ'}
    """
    word = word.lower().replace("’", "'").removesuffix("'s")
    word = _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 1 and _VOWEL.search(base) and not word.endswith("eed"):
            word = base
            break
    if word.endswith("e") and len(word) > 2:
        word = word[:-1]
    if word.endswith("y") and len(word) > 2:
        word = word[:-1] + "i"
    if len(word) > 2 and word[-1] == word[-2]:
        word = word[:-1]
    return _one_spelling(word)


def _one_spelling(word: str) -> str:
    """A stem as American English has it; what else is changed, such as `promiz`, is so wherever it stands.

    >>> [_one_spelling(word) for word in ("organis", "organisation", "labour", "centr", "defenc", "catalogu", "four")]
    ['organiz', 'organization', 'labor', 'center', 'defens', 'catalog', 'four']
    """
    for british, american, least in _SPELLINGS:
        if word.endswith(british) and len(word) >= least:
            return word.removesuffix(british) + american
    at = word.find("our", 3)
    return word if at < 0 or word.startswith("c", at + 3) else word[: at + 1] + word[at + 2 :]


def words(text: str) -> list[Word]:
    """The words of a text in order. A hyphen parts words as a space does.

    >>> [word.stem for word in words("Long-term plans, 2.5 km")]
    ['long', 'term', 'plan', '2.5', 'km']
    >>> [word.gap for word in words("Long-term plans, 2.5 km")]
    ['', '', '', ',', '']
    """
    found: list[Word] = []
    at = 0
    for mark in _WORD.finditer(text):
        gap = _GAP.sub("", text[at : mark.start()].translate(_QUOTES)) if found else ""
        found.append(Word(stem(mark.group()), mark.start(), mark.end(), gap))
        at = mark.end()
    return found


def phrase_key(text: str) -> str:
    """The stems of a phrase: what two phrases share that differ in endings, case and marks only.

    >>> phrase_key("Task-Forces") == phrase_key("task force")
    True
    """
    return " ".join(map(stem, _WORD.findall(text)))


def phrase_keys(texts: Iterable[str]) -> list[str]:
    """The keys of very many phrases, each of one line, in a third of the time.

    >>> phrase_keys(["Task-Forces", "", "to plan"])
    ['task forc', '', 'to plan']
    """
    found = _WORD_OR_END.findall("\n".join(texts))
    stems = {word: stem(word) for word in {*found} - {"\n"}} | {"\n": "\n"}
    return [key.strip() for key in " ".join(map(stems.__getitem__, found)).split("\n")]


def phrase_spans(text: list[Word], phrase: list[Word]) -> list[tuple[int, int]]:
    """Where a phrase stands in a text, whatever its words' endings, as offsets in the text; without overlaps.

    >>> text = "Dedicated task-forces and a task force’s work"
    >>> [text[a:b] for a, b in phrase_spans(words(text), words("task force"))]
    ['task-forces', 'task force’s']
    """
    spans: list[tuple[int, int]] = []
    if not phrase:
        return spans
    at, last = 0, len(text) - len(phrase)
    while at <= last:
        if text[at].stem == phrase[0].stem and all(
            text[at + k].stem == phrase[k].stem and text[at + k].gap == phrase[k].gap for k in range(1, len(phrase))
        ):
            spans.append((text[at].start, text[at + len(phrase) - 1].end))
            at += len(phrase)
        else:
            at += 1
    return spans
