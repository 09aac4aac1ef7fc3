"""duizhao lookup: what a word means, from the glossary and the dictionary."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

from glossary import layers
from glossary.dictionary import ATTRIBUTION, find_file, open_dictionary
from glossary.index import open_index
from glossary.lookup import Answer, Lookup, Match
from reader.cli.entries import Page, allowed, meanings
from reader.cli.terminal import say
from reader.config import cache_dir, config_dir
from reader.errors import UsageError
from reader.language.pinyin import has_han

DESCRIPTION = """Explain words of Chinese official documents.

Asks the glossary first, then the dictionary. A WORD may be Chinese (a phrase or sentence is cut into its terms),
pinyin with or without tones (gōngzuò, gong1zuo4, gongzuo), initials (gzzb), or English."""

# How much of a query is said again where it was not found.
_SHOWN = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = """examples:
  duizhao lookup 工作专班
  duizhao lookup 现将会办意见函告如下
  duizhao lookup gzzb
  duizhao lookup task force

Exit codes: 0 something was found, 1 nothing was (the nearest terms are named on stderr)."""
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="what to look up; - reads a query a line from standard input"
    )
    style = parser.add_mutually_exclusive_group()
    style.add_argument("--json", action="store_true", help="print everything as JSON (docs/glossary.md has the fields)")
    style.add_argument("--plain", action="store_true", help="print a line a match, its fields parted by TAB")
    anyway = "(--json and --plain do so anyway)"
    parser.add_argument("--full", action="store_true", help=f"print the entries of a sentence's parts whole {anyway}")
    parser.add_argument("--all", action="store_true", help=f"print all matches of a word {anyway}")
    parser.add_argument("--glossary", metavar="FILE", type=Path, help="a TOML file of terms to count above the others")


def run(args: argparse.Namespace) -> int:
    """Print what is known. 0 if anything was found, else 1."""
    sources = layers.built_in() + layers.user(config_dir())
    if args.glossary:
        from reader.files import read_bytes

        sources += (layers.Source(args.glossary, layers.PROJECT, read_bytes(args.glossary)),)
    queries = _queries(args.words)
    if not queries:
        raise UsageError("nothing to look up", hint="give a word: duizhao lookup 工作专班")
    with ExitStack() as stack:
        glossary = stack.enter_context(open_index(sources, cache_dir()))
        file = find_file(config_dir())
        dictionary = stack.enter_context(open_dictionary(file, cache_dir(), announce)) if file else None
        asked = Lookup(glossary, dictionary)
        answers = [asked.ask(query) for query in queries]
    if args.json:
        _print_json(answers)
    elif args.plain:
        for answer in answers:
            _print_plain(answer)
    else:
        page = Page(full=args.full, everything=args.all)
        for answer in answers:
            page.answer(answer)
    for answer in answers:
        if not answer.found:
            near = f"; near it: {', '.join(answer.near)}" if answer.near else ""
            say(f"{_short(answer.query)}: not found{near}")
        elif answer.near:
            say(f"{_short(answer.query)}: not one term; near it: {', '.join(answer.near)}")
    return 0 if any(answer.found for answer in answers) else 1


def _short(query: str) -> str:
    return query if len(query) <= _SHOWN else query[: _SHOWN - 1] + "…"


@cache
def announce() -> None:
    """Say once why the first lookup takes longer."""
    say("preparing the dictionary; this is done once and takes some seconds")


def _queries(words: list[str]) -> list[str]:
    """A Chinese word is a query, Latin words in a row are one phrase, and a line of standard input is a query."""
    if words == ["-"]:
        from reader.files import read_bytes

        lines = read_bytes(Path("-")).decode("utf-8-sig", "replace").splitlines()
        return list(filter(str.strip, lines))
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
    return [*queries, *([" ".join(phrase)] if phrase else [])]


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
            english = "; ".join(allowed(entry, part.text) or meanings(entry))
            print(
                "\t".join((part.text, entry["zh"], entry["pinyin"], english, entry.get("definition", ""), match.source))
            )
