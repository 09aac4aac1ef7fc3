"""duizhao glossary list, show, check."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import layers
from reader.cli.terminal import put, say
from reader.config import cache_dir, config_dir
from reader.errors import FormatError, InputError

if TYPE_CHECKING:
    from glossary.model import Term

# So many overrides are named one by one.
_SOME = 10


def add_arguments(action: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of an action."""
    add_layer_arguments(parser)
    if action == "show":
        parser.add_argument("terms", nargs="+", metavar="TERM", help="the Chinese of a term, or a form of it")
    if action == "check":
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="TOML files to check among the others")
        parser.add_argument("--overrides", action="store_true", help="name every term that overrides another")
    else:
        parser.add_argument("--json", action="store_true", help="print JSON")
    if action == "list":
        add_filter_arguments(parser)


def add_layer_arguments(parser: argparse.ArgumentParser, default: str = "") -> None:
    """Which layers count."""
    what = "count the glossary of this document too: the one named in it, else glossary.toml beside it"
    parser.add_argument("--document", type=Path, metavar="FILE", help=what + default)


def add_filter_arguments(parser: argparse.ArgumentParser) -> None:
    """Which terms of the layers are meant."""
    parser.add_argument("--layer", choices=(layers.BUILT_IN, layers.USER, layers.PROJECT), help="of this layer only")
    parser.add_argument("--domain", help="of this domain only")


def sources(args: argparse.Namespace) -> tuple[layers.Source, ...]:
    """The layers that an action is about."""
    found = layers.built_in() + layers.user(config_dir())
    return found + _project(args.document) if args.document else found


def _project(document: Path) -> tuple[layers.Source, ...]:
    """The glossary of a document: one that its front matter names, or the one beside it."""
    if not document.exists():
        raise InputError("no such file", where=str(document), hint="--document takes the text that is read")
    named = ""
    if document.suffix == ".md":
        from reader.pipeline import open_bitext

        named = dict(open_bitext(document).provenance.facts).get("glossary", "")
    return layers.project(document, named)


def run(args: argparse.Namespace) -> int:
    """List, show or check."""
    return {"list": _list, "show": _show, "check": _check}[args.action](args)


def _list(args: argparse.Namespace) -> int:
    from glossary.model import as_dict
    from glossary.termbase import Termbase, read, simplified

    terms = [
        term
        for term in Termbase(simplified(read(sources(args)))).terms
        if args.layer in (None, term.layer) and args.domain in (None, term.domain)
    ]
    if args.json:
        _print_json([as_dict(term) for term in terms])
    else:
        for term in terms:
            put(f"{term.zh}\t{term.preferred}\t{term.domain}\t{term.layer}")
    if not terms:
        say("no such terms", hint="duizhao glossary list without options shows domains and layers")
    return 0 if terms else 1


def _show(args: argparse.Namespace) -> int:
    from difflib import get_close_matches

    from glossary.formats.toml import entry
    from glossary.forms import key
    from glossary.model import as_dict
    from glossary.termbase import parse

    files = [(source, term) for source in sources(args) for term in parse(source)]
    fold = _fold()
    known = {key(form): term.zh for _, term in files for form in term.forms}
    missing = 0
    shown = []
    for name in args.terms:
        sides = {key(name), key(name).translate(fold)}
        found = [(source, term) for source, term in files if sides.intersection(map(key, term.forms))]
        if not found:
            missing += 1
            near = dict.fromkeys(known[form] for form in get_close_matches(key(name).translate(fold), known, 5, 0.5))
            say(f"{name!r}: no such term{'; near it: ' + ', '.join(near) if near else ''}")
        shown += found
    if args.json:
        _print_json([{**as_dict(term), "file": str(source.path)} for source, term in shown])
    else:
        text = "\n".join(f"# {source.path} ({term.layer})\n{entry(term)}" for source, term in shown)
        for line in text.split("\n")[:-1]:
            put(line)
    return 1 if missing else 0


def _check(args: argparse.Namespace) -> int:
    """Faults go to stdout, one a line; what a later layer overrides is no fault and is told on stderr."""
    from glossary.check import check, is_hint
    from glossary.termbase import conflicts, parse_all, simplified
    from reader.files import read_bytes

    named = {path.resolve() for path in args.files}
    checked = [layers.Source(path, layers.PROJECT, read_bytes(path)) for path in args.files]
    others = [source for source in sources(args) if source.path.resolve() not in named]
    problems: list[FormatError] = []
    terms: list[Term] = []
    meant: set[int] = set()  # the terms whose faults are asked for
    for source in (*others, *checked):
        try:
            good, bad = parse_all(source)
        except FormatError as error:
            good, bad = (), (error,)
        if not good:
            _refuse_no_terms(source)
        terms += good
        if source in checked or not checked:
            problems += bad
            meant |= set(map(id, good))
    findings = [one for one in check(terms, _fold()) if id(one.term) in meant]
    faults = [*problems, *(one for one in findings if not is_hint(one))]
    for fault in faults:
        put(str(fault))
    if undefined := sum(one.rule == "definition" and is_hint(one) for one in findings):
        say(f"{undefined} of your own without a definition, which is no fault")
    overrides = [str(one) for one in conflicts(simplified(terms)) if one.winner.layer is not one.loser.layer]
    shown = overrides if args.overrides or len(overrides) <= _SOME else overrides[: _SOME // 2]
    for override in shown:
        say(override)
    if len(shown) < len(overrides):
        say(f"{len(overrides) - len(shown)} more like these", hint="--overrides names them all")
    return 1 if faults else 0


def _refuse_no_terms(source: layers.Source) -> None:
    """Raise where a file without terms is neither called TOML nor looks so: it is another kind, no faulty glossary."""
    from glossary.formats import FORMATS, format_of, refuse_no_text
    from glossary.formats.kinds import looks_like

    path, kind = source.path, looks_like(source.data)
    if path.suffix.lower() == ".toml" or kind == "toml":
        return
    if kind in FORMATS or format_of(path.suffix) in ("csv", "tsv", "tbx"):
        said, way = "is no TOML file of terms", f"duizhao glossary import --dry-run {path} names what is wrong in it"
    else:
        refuse_no_text(source.data, str(path))
        said = "is a text, no TOML file of terms"
        way = f"duizhao glossary coverage {path} measures it against the terms; check --document {path} its own terms"
    raise FormatError(said, where=str(path), hint=way)


def _fold() -> dict[int, int]:
    """Traditional characters -> simplified ones; none without a dictionary."""
    from glossary.dictionary import find_file, open_dictionary
    from reader.cli.lookup import announce

    file = find_file(config_dir())
    if file is None:
        return {}
    with open_dictionary(file, cache_dir(), announce) as dictionary:
        return dictionary.fold_table()


def _print_json(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))
