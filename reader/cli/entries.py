"""Answers of a lookup for reading in a terminal: whole entries, or the parts of a sentence as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glossary.forms import is_of
from glossary.layers import BUILT_IN, PROJECT, USER
from glossary.lookup import CHARACTER, Answer, Match, Part
from reader.cli.terminal import cells, coloured, printable, width, wrap
from reader.language.pinyin import has_han

_INDENT = 2
# How many matches of a word are shown; of each word of a sentence, fewer.
_SHOWN, _SHOWN_OF_MANY = 8, 2
# The table of parts: how wide the Chinese and the pinyin may be, how many lines a part has, how many senses.
_WIDEST_ZH, _WIDEST_PINYIN, _LEAST_ENGLISH = 14, 22, 16
_LINES, _SENSES = 2, 4
_TERM_SIGN, _MORE = "* ", " …"
_LAYERS = {BUILT_IN: "glossary", USER: "your glossary", PROJECT: "project glossary"}


def allowed(entry: dict[str, Any], form: str = "") -> list[str]:
    """The renderings of a term that may be used; those that are said to be of this form of it come first."""
    renderings = [one for one in entry.get("renderings", ()) if one["status"] != "forbidden"]
    return [one["text"] for one in sorted(renderings, key=lambda one: not is_of(one.get("when", ""), form))]


def meanings(entry: dict[str, Any]) -> list[str]:
    """The senses of a word, the one that it has in official documents first."""
    senses: list[str] = entry.get("senses", [])
    if not (official := entry.get("official")):
        return senses
    others = [[piece for piece in sense.split("; ") if piece.removeprefix("to ") != official] for sense in senses]
    return [official, *("; ".join(pieces) for pieces in others if pieces)]


class Page:
    """Writes answers. `full` writes the entries of a sentence's parts whole, `everything` all matches of a word."""

    def __init__(self, *, full: bool = False, everything: bool = False) -> None:
        self._full = full
        self._everything = everything
        self._width = width()
        self._colours = coloured()
        self._first = True

    def answer(self, answer: Answer) -> None:
        """All parts of an answer that was found."""
        if not answer.found:
            return
        one = len(answer.parts) == 1 and all(match.why != CHARACTER for match in answer.parts[0].matches)
        if one or self._full or self._everything:
            for part in answer.parts:
                self._part(part, _SHOWN if one else _SHOWN_OF_MANY)
        else:
            self._gap()
            self._table(answer.parts)
        if answer.longer:
            self._gap()
            self._say("、".join(answer.longer), "In longer terms: ")

    def _table(self, parts: Sequence[Part]) -> None:
        """A line or two for each part, and what is said twice once. Terms of the glossary are marked."""
        rows = list(dict.fromkeys((part.text, _reading(part), _english(part), _is_term(part)) for part in parts))
        zh = min(max(cells(text) for text, *_ in rows), _WIDEST_ZH)
        reading = min(max(cells(said) for _, said, *_ in rows), _WIDEST_PINYIN)
        indent = len(_TERM_SIGN) + zh + 2 + reading + 2
        if indent > self._width - _LEAST_ENGLISH:
            indent = len(_TERM_SIGN) + 2  # too narrow for columns: the English below
        for text, said, english, term in rows:
            text = printable(text)
            gap = " " * (max(zh - cells(text), 0) + 2)
            used = len(_TERM_SIGN) + cells(text) + len(gap) + cells(said)
            lines = _shortened(english or "not found", max(self._width - indent, 8))
            lines = [line if english else self._ink(line, "2") for line in lines]
            sign = _TERM_SIGN if term else " " * len(_TERM_SIGN)
            if used + 2 <= indent:
                head = f"{self._ink(text, '1' if term else '')}{gap}{self._ink(said, '36')}"
                print(f"{sign}{head}{' ' * (indent - used)}{lines.pop(0)}".rstrip())
            else:
                self._flow([(text, "1" if term else ""), (said, "36")], sign)
            for line in lines:
                print(f"{' ' * indent}{line}")
        if any(term for *_, term in rows):
            self._flow([("from the glossary; --full shows the entries whole", "2")], _TERM_SIGN)

    def _part(self, part: Part, most: int) -> None:
        if not part.matches:
            self._gap()
            self._flow([(printable(part.text), "1"), ("not found", "2")])
            return
        shown = part.matches if self._everything else part.matches[:most]
        for match in shown:
            self._gap()
            self._match(match, part.text)
        if len(shown) < len(part.matches) and most == _SHOWN:
            self._gap()
            print(self._ink(f"{len(part.matches) - len(shown)} more: --all shows them", "2"))

    def _match(self, match: Match, text: str) -> None:
        entry = match.entry
        where = _where(entry)
        of_form = match.why.startswith("form of")
        reason = "" if of_form or match.why in ("the term", "the word") else f", {match.why}"
        name = f"{entry['zh']} ({entry['traditional']})" if "traditional" in entry else entry["zh"]
        head = [(name, "1"), (entry["pinyin"], "36")]
        if of_form:  # a form that nobody has read yet stands before the reading of its entry
            said = entry.get("readings", {}).get(text, "")
            form = [(printable(text), "1"), (said, "36"), ("=", "2")]
            head = [*form, (name, "1")] if said else [(f"{printable(text)} = {name}", "1"), head[1]]
        self._flow([*head, (entry.get("pos", ""), ""), (f"[{where}{reason}]", "2")])
        for rendering in entry.get("renderings", ()):
            self._rendering(rendering)
        self._say(entry.get("official", ""), "In official documents: ")
        self._say("; ".join(entry.get("senses", ())))
        self._say(entry.get("definition", ""))
        self._say(entry.get("note", ""), "Note. ")
        self._say(entry.get("uncertain", ""))
        if example := entry.get("example"):
            self._say(example["zh"], "E.g. ")
            self._say(example["en"])
        self._say("、".join(entry.get("variants", ())), "Also ")
        self._say("、".join(entry.get("related", ())), "See ")

    def _rendering(self, rendering: dict[str, str]) -> None:
        status = rendering["status"]
        sign, ink = {"preferred": ("+", "1;32"), "admitted": ("~", "32"), "forbidden": ("x", "31")}[status]
        about = "; ".join(rendering[key] for key in ("when", "note", "source") if key in rendering)
        text = f"{rendering['text']} ({status}{': ' + about if about else ''})"
        lines = wrap(text, max(self._width - _INDENT - 2, 8))
        print(f"{' ' * _INDENT}{self._ink(sign, ink)} {lines[0]}")
        for line in lines[1:]:
            print(f"{' ' * (_INDENT + 2)}{line}")

    def _say(self, text: str, label: str = "") -> None:
        if text:
            for line in wrap(label + text, max(self._width - _INDENT, 8)):
                print(f"{' ' * _INDENT}{line}")

    def _flow(self, parts: Sequence[tuple[str, str]], sign: str = "") -> None:
        """A line of parts, each with its colour; what does not fit goes on below, set in."""
        line, used = sign, len(sign)
        for text, ink in parts:
            if not text:
                continue
            if used > len(sign) and used + 2 + cells(text) <= self._width:
                line, used = f"{line}  {self._ink(text, ink)}", used + 2 + cells(text)
                continue
            if used > len(sign):
                print(line)
                line = " " * (len(sign) + _INDENT)
            for place, piece in enumerate(wrap(text, max(self._width - len(line), 8), _INDENT)):
                if place:
                    print(line)
                    line = " " * (len(sign) + _INDENT)
                line, used = line + self._ink(piece, ink), len(line) + cells(piece)
        print(line)

    def _gap(self) -> None:
        if not self._first:
            print()
        self._first = False

    def _ink(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colours and text and code else text


def _shortened(text: str, room: int) -> list[str]:
    """The first lines of a text, with a mark where more would follow."""
    lines = wrap(text, room)
    if len(lines) <= _LINES:
        return lines
    last = wrap(lines[_LINES - 1], room - cells(_MORE))[0]
    return [*lines[: _LINES - 1], last.rstrip(" ,;") + _MORE]


def _where(entry: dict[str, Any]) -> str:
    """Whose the entry is, and of which domain."""
    whose = _LAYERS[entry["layer"]] if "layer" in entry else "CC-CEDICT"
    return f"{whose}: {entry['domain']}" if "domain" in entry else whose


def _is_term(part: Part) -> bool:
    return bool(part.matches) and part.matches[0].source == "glossary"


def _reading(part: Part) -> str:
    """The reading of the best match, or those of the characters; of English, the Chinese too."""
    if not part.matches or part.matches[0].why.startswith("form of"):
        return ""  # the reading of another form would mislead
    if part.matches[0].why == CHARACTER:
        entries = [match.entry for match in part.matches]
        surname = len(entries) > len(part.text)  # behind the first character's best entry
        return " ".join(entry["pinyin"] for place, entry in enumerate(entries) if place != 1 or not surname)
    entry = part.matches[0].entry
    return str(entry["pinyin"]) if has_han(part.text) else f"{entry['zh']} {entry['pinyin']}"


def _english(part: Part) -> str:
    """What a part means, in short: what may be used of a term, else the first senses."""
    if not part.matches:
        return ""
    if part.matches[0].why == CHARACTER:
        return " + ".join(f"{match.entry['zh']} {match.entry['senses'][0]}" for match in part.matches)
    entry = part.matches[0].entry
    name = f"{entry['zh']} ({entry['pinyin']}): " if part.matches[0].why.startswith("form of") else ""
    senses = [sense for sense in meanings(entry) if not sense.startswith("measure word:")]
    english = allowed(entry, part.text) or senses[:_SENSES] or entry.get("senses") or [entry.get("definition", "")]
    return name + "; ".join(english)
