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
# Words that American and British English spell otherwise, beside the patterns below; an s may follow.
_AMERICAN = {
    british: american
    for pair in """
    gray grey|program programme|check cheque|artifact artefact|aluminum aluminium|aging ageing|ton tonne|tire tyre
    practice practise|practiced practised|practicing practising|fulfill fulfil|fulfillment fulfilment|enroll enrol
    enrollment enrolment|installment instalment|skillful skilful|judgment judgement|curb kerb|mold mould
    acknowledgment acknowledgement|plow plough|plowed ploughed|plowing ploughing|draft draught|story storey|odor odour
    skeptic sceptic|skeptical sceptical|skepticism scepticism|jewelry jewellery|maneuver manoeuvre|airplane aeroplane
    sulfur sulphur|archeology archaeology|archeological archaeological|encyclopedia encyclopaedia|fetus foetus
    leukemia leukaemia|anemia anaemia|woolen woollen|marvelous marvellous|jail gaol|among amongst|while whilst
    """.strip()
    .replace("\n", "|")
    .split("|")
    for american, british in [pair.split()]
}
# British patterns, each with what American spelling has for it. They take in words that both spell alike (`promise`),
# which does no harm: what they make is compared, never shown.
_BRITISH = {
    "iz": r"(?<=\w{3})is(?=e[drs]?$|ers$|ings?$|ations?$|ational$|able$)",
    "yz": r"(?<=l)ys(?=e[drs]?$|ing$)",
    "or": r"(?<=\w{3})our(?!c)",
    "ter": r"(?<=\w{2})tre(?=s?$)",
    "tere": r"(?<=\w{2})tre(?=d$)",
    "ber": r"(?<=\w{2})bre(?=s?$)",
    "og": r"(?<=\w{2})ogue?(?=s?$)",
    "ens": r"(?<=\w{2})enc(?=e[ds]?$|ing$)",
    "l": r"(?<=[aeiouy][^\Waeiouy][aeo])ll(?=ed$|ing$|ors?$|ers?$)",
    "ed": r"(?<=[ph])aed(?=i)",
    "em": r"(?<=h)aem",
    "es": r"(?<=an)aes",
}
_PATTERN = re.compile("|".join(f"({pattern})" for pattern in _BRITISH.values()))
_REPLACED = tuple(_BRITISH)
# What may be spelt otherwise in an American word; what has become no other spelling of it is passed over.
_PIECES = (
    *(("iz", "is"), ("yz", "ys"), ("or", "our"), ("ter", "tre"), ("ber", "bre"), ("og", "ogue"), ("ens", "enc")),
    *(("l", "ll"), ("ped", "paed"), ("hem", "haem"), ("anes", "anaes")),
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
    word = american(_IRREGULAR.get(word, word))
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
    return word


def american(word: str) -> str:
    """A word in lower case as American English spells it, to be compared with others so made.

    >>> [american(word) for word in ("organisations", "labour", "centres", "centred", "defence", "grey", "travelled")]
    ['organizations', 'labor', 'centers', 'centered', 'defense', 'gray', 'traveled']
    >>> [american(word) for word in ("four", "resource", "tree", "select", "called")]
    ['four', 'resource', 'tree', 'select', 'called']
    """
    for plural in ("", "s"):
        if (one := _AMERICAN.get(word.removesuffix(plural))) and word.endswith(plural):
            return one + plural
    return _PATTERN.sub(lambda found: _REPLACED[(found.lastindex or 1) - 1], word)


def spellings(word: str) -> tuple[str, ...]:
    """A word in lower case as it is, as American English spells it and as British English may; some may be no words.

    >>> spellings("organization"), spellings("labour"), spellings("grey"), spellings("tree")
    (('organization', 'organisation'), ('labour', 'labor'), ('grey', 'gray'), ('tree',))
    """
    plain = american(word)
    table = [other for other, one in _AMERICAN.items() if plain in (one, one + "s")]
    listed = [other + "s" * (_AMERICAN[other] != plain) for other in table]
    made = (plain.replace(*pair) for pair in _PIECES)
    return tuple(dict.fromkeys((word, plain, *listed, *(other for other in made if american(other) == plain))))


def same_word(one: str, other: str) -> bool:
    """Are these two forms or spellings of one word, not only two words of one stem?

    >>> same_word("tonnes", "ton"), same_word("organised", "organizing"), same_word("policies", "policy")
    (True, True, True)
    >>> same_word("tonnes", "tone"), same_word("SOE", "so"), same_word("shi", "shy")
    (False, False, False)
    """
    return not bases(one.lower()).isdisjoint(bases(other.lower()))


@lru_cache(maxsize=1 << 12)
def bases(form: str) -> frozenset[str]:
    """What a form may be a form of, itself included, each as American English has it."""
    form = form.replace("’", "'").removesuffix("'s")
    found = {form, _IRREGULAR.get(form, form)}
    if form.endswith("s") and not form.endswith("ss"):
        found |= {form[:-1], *((form[:-3] + "y",) if form.endswith("ies") else ())}
        if form.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            found.add(form[:-2])
    for ending in ("ing", "ed"):
        base = form.removesuffix(ending)
        if base != form and len(base) > 1 and _VOWEL.search(base):
            found |= {base, base + "e", *((base[:-1],) if base[-1] == base[-2] else ())}
            found |= {base[:-1] + "y"} if ending == "ed" and base.endswith("i") else set()
    return frozenset(map(american, found))


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
