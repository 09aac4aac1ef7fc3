"""Two halves of a wrapped line -> what stands between them: nothing, a space, or one hyphen fewer."""

from __future__ import annotations

import re
from functools import cached_property

from reader.extract.text import LINE_ENDS
from reader.language.vocabulary import is_english_word

_SPACED = re.compile(r"[A-Za-z0-9\u00c0-\u024f,.;:!?)\]}%'\"”’…&*/+=-]")
_OPENS = re.compile(r"[A-Za-z0-9\u00c0-\u024f(\[{'\"“‘$&*/+=#@-]")
_QUOTES, _DIGITS = "“”‘’", "0123456789.,"
_HYPHEN_END = re.compile(r"([A-Za-z\u00c0-\u024f]+)[-\u2010]$")
_WORD_END = re.compile(r"[A-Za-z\u00c0-\u024f]+$")
_WORD_START = re.compile(r"[a-z\u00df-\u00f6\u00f8-\u024f]+")
_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:-[A-Za-z\u00c0-\u024f]+)*(?![A-Za-z\u00c0-\u024f-])")

# Both halves of a word at a line's end: neither counts as a word of the text.
_BROKEN = re.compile(rf"([A-Za-z\u00c0-\u024f]+)[-\u2010\u00ad]\s*[{LINE_ENDS}\f][\s>]*([A-Za-z\u00c0-\u024f]+)")

# Words that open compounds with a hyphen more often than not.
_OPENERS = frozenset(
    "all anti best bi co cross double eight ever ex fair far first five four full good half hard high ill in inter "
    "last left life light living long low many mid mini more multi never new nine non now off old on one open part pre "
    "post quasi re ready right second self semi seven short single six so small socio soft still sub ten third three "
    "time to top trans twenty two ultra under up vice well world year".split()
)
# Words that close compounds with a hyphen, and are no ending of other words.
_CLOSERS = frozenset(
    "awake based built centered centred class colored coloured deep developed driven dynasty eyed faced facing "
    "fledged free friendly grown haired handed headed hearted human kind known legged length level living looking "
    "minded mouthed named natured needed old oriented paid powered proof quality related rich running saving scale "
    "sector service sharing shaped shared sided size sized skinned speaking spoken style telling tempered term time "
    "tongued type wide wise".split()
)
# Prefixes that are no words: what follows them is often one, and yet the hyphen only marks the break.
_PREFIXES = frozenset(
    "com con contra dis en ex im inter intro mis ob out over per pre pro re sub super sur trans un".split()
)
# What only the second half of a broken word looks like.
_ENDINGS = re.compile(
    r"(?:t?ions?|s?ions?|ments?|ness|ing|ings|ly|ed|ers?|ors?|ances?|ences?|ants?|ents?|ables?|ibles?|als?|ally|ous|ive|ives"
    r"|ity|ities|ism|ists?|ize|izes|ized|ise|ful|less|tures?|sures?|ture|sional|tional|ties|ty|cy|cies|gy|phy)$"
)

_HAN = re.compile("[\u4e00-\u9fff]")
# An address of the net that stops at one of its marks, and what can only be more of it.
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*[/\-_.?=&%#:]$")
_ADDRESS_GOES_ON = re.compile(r"[\w~.-]*?(?:[/_=&?%#]|(?<=[\w-])\.[a-z])", re.ASCII)

_WHOLE = 4  # letters of a word that is likely one of its own


class Vocabulary:
    """The words of a text, told apart only when a hyphen asks for them."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(_WORDS.findall(_BROKEN.sub(" ", self._text)))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.lower() for word in self._forms)

    def has_whole(self, before: str, after: str) -> bool:
        """Does the text have these two as one word, and nowhere with a hyphen?"""
        return f"{before}{after}".lower() in self._words and f"{before}-{after}".lower() not in self._words

    def breaks_a_word(self, before: str, after: str) -> bool:
        """Does a hyphen between these two only mark the end of a line? Where nothing supports that, it stays.

        >>> words = Vocabulary("a provisional, well-known harbour for small boats")
        >>> words.breaks_a_word("provi", "sional"), words.breaks_a_word("well", "known")
        (True, False)
        >>> words.breaks_a_word("small", "boats"), words.breaks_a_word("construc", "tion")
        (False, True)
        """
        # A capital inside a sentence: Wash- is no form of the verb.
        named = before[:1].isupper() and f"{before[:1]}{before[1:].lower()}" not in self._forms
        before, after = before.lower(), after.lower()
        if self.has_whole(before, after):
            return True
        if f"{before}-{after}" in self._words or before in _OPENERS or after in _CLOSERS:
            return False
        whole = is_english_word(before + after)
        if not named and self._knows(before) and self._knows(after):  # sun|dial: one word, or two with a hyphen
            return whole and self._breaks_words
        if whole:
            return True
        if named or not self._knows(before):
            return not self._knows(after) or len(before) < _WHOLE or before in _PREFIXES
        return bool(_ENDINGS.fullmatch(after) or len(after) < _WHOLE or before in _PREFIXES)

    def is_cut(self, before: str, after: str) -> bool:
        """Do the letters or digits at a line's end go on in the next line, in a text cut every so many characters?"""
        first, second = _WORD_END.search(before), _WORDS.match(after)
        if not first or not second:
            return after[:1].isalnum() and (before[-1:].isalnum() or before.rstrip(".,:")[-1:].isdigit())
        # Words of the text itself say nothing here: its halves are among them.
        halves = first.group().lower(), second.group().lower()
        return is_english_word("".join(halves)) or not all(map(is_english_word, halves))

    def _knows(self, word: str) -> bool:
        return word in self._words or is_english_word(word)

    @cached_property
    def _breaks_words(self) -> bool:
        """Are words parted at line ends here at all? Somewhere a half of one is no word."""
        halves = (mark.group(1, 2) for mark in _BROKEN.finditer(self._text))
        return any(not self._knows(half.lower()) for pair in halves for half in pair)


def glue(before: str, after: str, words: Vocabulary, *, cut: bool = False) -> tuple[int, str]:
    r"""How many characters at the end of `before` go, and what is put between.

    `cut` says that the line may have been cut within a word.

    >>> words = Vocabulary("")
    >>> glue("the harbour", "trust", words), glue("集成电", "路", words), glue("provi\u00ad", "sional", words)
    ((0, ' '), (0, ''), (1, ''))
    >>> glue("at https://a.org/", "2024/list.html", words), glue("at https://a.org/", "for details", words)
    ((0, ''), (0, ' '))
    >>> glue("采用copyr", "ight", words, cut=True), glue("的open", "source", words, cut=True)
    ((0, ''), (0, ' '))
    """
    if before[-1] == "\u00ad":
        return 1, ""
    if is_broken_address(before, after):
        return 0, ""
    if before[-1] in "-—–\u2010" and len(before) > 1 and not before[-2].isspace():
        hyphen, word = _HYPHEN_END.search(before), _WORD_START.match(after)
        # block-allow-|list, block-|allow-list: the other hyphens are the word's own, so this one is too.
        compound = hyphen and word and "-" in (before[: hyphen.start()][-1:], after[word.end() :][:1])
        if not hyphen or not word or compound:
            return 0, ""
        # Chinese is set without hyphenation: one between Latin names in it is theirs (mysql-|check).
        broken = words.has_whole if _HAN.search(before + after) else words.breaks_a_word
        return (1, "") if broken(hyphen.group(1), word.group()) else (0, "")
    if cut and words.is_cut(before, after):
        return 0, ""
    spaced = _SPACED.match(before[-1]) and _OPENS.match(after[0]) and not _is_chinese(before, after)
    return 0, " " if spaced else ""


def is_broken_address(before: str, after: str) -> bool:
    """Does an address of the net go on in the next line?

    >>> is_broken_address("见https://a.org/b/", "2024/c.html。"), is_broken_address("见https://a.org/b/", "2024年")
    (True, False)
    """
    return bool(_ADDRESS.search(before) and _ADDRESS_GOES_ON.match(after))


def _is_chinese(before: str, after: str) -> bool:
    """Do these digits or quotation marks stand in Chinese, where no space parts them?

    >>> _is_chinese("第7", "22号"), _is_chinese("一网通办”", "“一件事"), _is_chinese("in 2019", "20 people")
    (True, True, False)
    """
    if before[-1] in _QUOTES or after[0] in _QUOTES:
        neighbours = before.rstrip(_QUOTES)[-1:], after.lstrip(_QUOTES)[:1]
    elif before[-1].isdigit() and after[0].isdigit():
        neighbours = before.rstrip(_DIGITS)[-1:], after.lstrip(_DIGITS)[:1]
    else:
        return False
    return any(neighbour >= "\u3000" for neighbour in neighbours if neighbour)
