"""duizhao lookup: what a word means, from the glossary and the dictionary."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from glossary import layers
from glossary.dictionary import ATTRIBUTION, find_file, open_dictionary
from glossary.index import Index, open_index
from glossary.lookup import Answer, Lookup, Match, Part
from reader.cli.terminal import coloured, printable, say, wrap
from reader.cli.terminal import width as terminal_width
from reader.config import cache_dir, config_dir
from reader.errors import UsageError
from reader.language.pinyin import has_han

DESCRIPTION = """Explain words of Chinese official documents.

Asks the glossary first, then the dictionary. A WORD may be Chinese (a phrase or sentence is cut into its terms),
pinyin with or without tones (gōngzuò, gong1zuo4, gongzuo), initials (gzzb), or English."""
_INDENT = 2
# How many matches of a word are shown; of each word of a sentence, fewer.
_SHOWN, _SHOWN_OF_MANY = 8, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = """examples:
  duizhao lookup 工作专班
  duizhao lookup 现将会办意见函告如下
  duizhao lookup gzzb
  duizhao lookup task force

Exit codes: 0 something was found, 1 nothing was (the nearest terms are named on stderr)."""
    parser.add_argument("words", nargs="+", metavar="WORD", help="what to look up; - reads it from standard input")
    style = parser.add_mutually_exclusive_group()
    style.add_argument("--json", action="store_true", help="print everything as JSON (docs/glossary.md has the fields)")
    style.add_argument("--plain", action="store_true", help="print a line a match, its fields parted by TAB")
    parser.add_argument("--all", action="store_true", help=f"print all matches, not the first {_SHOWN} of a word")
    parser.add_argument("--glossary", metavar="FILE", type=Path, help="a TOML file of terms to count above the others")


def run(args: argparse.Namespace) -> int:
    """Print what is known. 0 if anything was found, else 1."""
    sources = layers.built_in() + layers.user(config_dir())
    if args.glossary:
        sources += layers.project(args.glossary, args.glossary.name)
    queries = _queries(args.words)
    with ExitStack() as stack:
        indexes: dict[str, Index] = {"glossary": stack.enter_context(open_index(sources, cache_dir()))}
        fold: Callable[[str], str] = str
        if file := find_file(config_dir()):
            dictionary = stack.enter_context(open_dictionary(file, cache_dir(), announce))
            indexes["dictionary"], fold = dictionary, dictionary.fold
        asked = Lookup(indexes, fold)
        answers = [asked.ask(query) for query in queries]
    if args.json:
        _print_json(answers)
    elif args.plain:
        for answer in answers:
            _print_plain(answer)
    else:
        page = _Page(args.all)
        for answer in answers:
            page.answer(answer)
    for answer in answers:
        if not answer.found:
            near = f"; near it: {', '.join(answer.near)}" if answer.near else ""
            say(f"{answer.query}: not found{near}")
        elif answer.near:
            say(f"{answer.query}: not one term; near it: {', '.join(answer.near)}")
    return 0 if any(answer.found for answer in answers) else 1


def announce() -> None:
    """Say why the first lookup takes longer."""
    say("preparing the dictionary; this is done once and takes some seconds")


def _queries(words: list[str]) -> list[str]:
    """Each Chinese word is a query of its own; Latin words in a row are one phrase."""
    if words == ["-"]:
        words = sys.stdin.read().splitlines()
    queries: list[str] = []
    phrase: list[str] = []
    for word in words:
        if has_han(word):
            if phrase:
                queries.append(" ".join(phrase))
            queries.append(word)
            phrase = []
        elif word.strip():
            phrase.append(word)
    if phrase:
        queries.append(" ".join(phrase))
    if not queries:
        raise UsageError("nothing to look up", hint="give a word: duizhao lookup 工作专班")
    return queries


def _print_json(answers: list[Answer]) -> None:
    import json

    def match(one: Match) -> dict[str, Any]:
        return {"source": one.source, "why": one.why, **one.entry}

    queries = [
        {
            "query": answer.query,
            "found": answer.found,
            "parts": [{"text": part.text, "matches": [match(one) for one in part.matches]} for part in answer.parts],
            "near": list(answer.near),
            "longer": list(answer.longer),
        }
        for answer in answers
    ]
    text = json.dumps({"version": 1, "queries": queries, "attribution": ATTRIBUTION}, ensure_ascii=False, indent=2)
    print("".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text))


def _print_plain(answer: Answer) -> None:
    for part in answer.parts:
        for match in part.matches:
            entry = match.entry
            english = "; ".join(_allowed(entry) or entry.get("senses", ()))
            print(
                "\t".join((part.text, entry["zh"], entry["pinyin"], english, entry.get("definition", ""), match.source))
            )


def _allowed(entry: dict[str, Any]) -> list[str]:
    return [one["text"] for one in entry.get("renderings", ()) if one["status"] != "forbidden"]


class _Page:
    """Writes answers for reading in a terminal."""

    def __init__(self, everything: bool) -> None:
        self._everything = everything
        self._width = terminal_width()
        self._colours = coloured()
        self._first = True

    def answer(self, answer: Answer) -> None:
        """All parts of an answer that was found."""
        if answer.found:
            for part in answer.parts:
                self._part(part, _SHOWN if len(answer.parts) == 1 else _SHOWN_OF_MANY)
            if answer.longer:
                self._gap()
                self._say("、".join(answer.longer), "In longer terms: ")

    def _part(self, part: Part, most: int) -> None:
        if not part.matches:
            self._gap()
            print(f"{self._ink(printable(part.text), '1')}  {self._ink('not found', '2')}")
            return
        shown = part.matches if self._everything else part.matches[:most]
        for match in shown:
            self._gap()
            self._match(match)
        if len(shown) < len(part.matches) and most == _SHOWN:
            self._gap()
            print(self._ink(f"{len(part.matches) - len(shown)} more: --all shows them", "2"))

    def _match(self, match: Match) -> None:
        entry = match.entry
        where = f"glossary: {entry['domain']}" if "domain" in entry else "CC-CEDICT"
        reason = "" if match.why in ("the term", "the word") else f", {match.why}"
        name = f"{entry['zh']} ({entry['traditional']})" if "traditional" in entry else entry["zh"]
        head = [self._ink(name, "1"), self._ink(entry["pinyin"], "36"), entry.get("pos", "")]
        print("  ".join(part for part in (*head, self._ink(f"[{where}{reason}]", "2")) if part))
        for rendering in entry.get("renderings", ()):
            self._rendering(rendering)
        self._say("; ".join(entry.get("senses", ())))
        self._say(entry.get("definition", ""))
        self._say(entry.get("note", ""), "Note. ")
        self._say(entry.get("uncertain", ""), "Not settled. ")
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

    def _gap(self) -> None:
        if not self._first:
            print()
        self._first = False

    def _ink(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colours and text else text
