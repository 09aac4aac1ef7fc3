"""duizhao glossary import, export."""

from __future__ import annotations

import argparse
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from glossary import layers
from glossary.formats import FORMATS, TABLES, format_of, refuse_no_text
from glossary.formats.kinds import no_text
from reader.cli.glossary.change import target
from reader.cli.glossary.show import add_filter_arguments, add_layer_arguments, sources
from reader.cli.input_options import add_encoding_argument
from reader.cli.output import add_output_arguments, refuse_replacing
from reader.cli.terminal import say
from reader.errors import InputError, UsageError
from reader.terms import content, save

# So many terms are named one by one.
_NAMED = 5


def add_arguments(action: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of an action."""
    kinds = ", ".join(f"{name} ({ending})" for name, (_, ending) in FORMATS.items())
    if action == "import":
        parser.add_argument("file", type=Path, help="the file to take terms from; - is standard input")
        parser.add_argument("--from", dest="kind", choices=tuple(FORMATS), help=f"{kinds}; else by the ending")
        parser.add_argument("--to", type=Path, metavar="FILE", help="the TOML file; else your own glossary.toml")
        parser.add_argument("--columns", metavar="NAMES", help="of a table without a head: zh,rendering")
        add_encoding_argument(parser)
        parser.add_argument("--replace", action="store_true", help="let terms of the file replace those that are there")
        parser.add_argument("-n", "--dry-run", action="store_true", help="say what would be done")
    else:
        add_layer_arguments(parser)
        add_filter_arguments(parser)
        add_output_arguments(parser)
        parser.add_argument("--to", dest="kind", choices=tuple(FORMATS), help=f"{kinds}; else by the ending, or toml")


def run(args: argparse.Namespace) -> int:
    """Import or export."""
    return _import(args) if args.action == "import" else _export(args)


def _import(args: argparse.Namespace) -> int:
    """Good entries are taken, bad ones named by line (exit 1); the file is written once, whole, at the end."""
    from dataclasses import replace

    from glossary.formats import read
    from glossary.formats.toml import put
    from glossary.model import Layer
    from glossary.termbase import parse
    from reader.files import read_bytes
    from reader.language.pinyin import has_han, spaced

    data = read_bytes(args.file)
    kind = _kind(args.kind, args.file, data)
    if args.columns and kind not in TABLES:
        raise UsageError("--columns is for CSV and TSV", where=str(args.file))
    if kind != "tbx":  # XML says itself how it is encoded
        data = _as_utf8(data, str(args.file), args.encoding)
    found = read(data, kind, str(args.file), args.columns or "")
    path = target(args.to)
    old = content(path)
    known = {term.zh: term for term in parse(layers.Source(path, layers.USER, old))}
    new, same, kept = [], 0, []
    for term in found.terms:
        domain = term.domain or layers.Source(path, layers.USER, b"").domain
        term = replace(term, layer=Layer.USER, domain=domain, pinyin=spaced(term.pinyin))
        if known.get(term.zh) == term:
            same += 1
        elif term.zh in known and not args.replace:
            kept.append(term.zh)
        else:
            new.append(term)
    hint = ""
    for problem in found.problems:
        say(f"{problem}", problem.hint if problem.hint != hint else "")
        hint = problem.hint
    if not found.terms and not found.problems:
        raise InputError("holds no terms", where=str(args.file), hint="docs/glossary.md shows what each format holds")
    if new and not args.dry_run:
        save(path, put(old, str(path), new))
    would = "would be " if args.dry_run else ""
    say(f"{len(new)} {'term' if len(new) == 1 else 'terms'} {would}put into {path}, {same} there already")
    if kept:
        say(f"{len(kept)} differ from those there, which stay ({_some(kept)}); --replace")
    if latin := [term.zh for term in new if not has_han(term.zh)]:
        say(
            f"{len(latin)} without a Chinese character ({_some(latin)})", hint="zh is the Chinese term: is it so meant?"
        )
    return 1 if found.problems else 0


def _as_utf8(data: bytes, where: str, encoding: str | None) -> bytes:
    """A text in UTF-8, whatever it came in. What is no text, or in no encoding that can be told, stays as it is."""
    from reader.extract.text import read_text

    if encoding is None:
        if not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and no_text(data):
            return data
        try:
            data.decode()
        except UnicodeDecodeError:
            pass
        else:
            return data
    try:
        text = read_text(data, where=where, encoding=encoding)
    except InputError:
        if encoding is not None:
            raise
        return data  # what reads it says where it is damaged
    for notice in text.notices:
        say(f"{where}: {notice}")
    return text.raw.encode()


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _export(args: argparse.Namespace) -> int:
    from glossary.formats import write
    from glossary.termbase import Termbase, read
    from reader.files import write_atomically

    files = sources(args)
    terms = [
        term
        for term in Termbase(read(files)).terms
        if args.layer in (None, term.layer) and args.domain in (None, term.domain)
    ]
    if not terms:
        raise UsageError("no such terms", hint="duizhao glossary list shows domains and layers")
    data = write(terms, _kind(args.kind, args.output) if args.kind or args.output else "toml")
    if args.output is None or str(args.output) == "-":
        sys.stdout.buffer.write(data)
    else:
        if args.output.exists() and any(args.output.samefile(source.path) for source in files):
            raise UsageError("would overwrite the input", where=str(args.output), hint="name another file with -o")
        refuse_replacing(data, args.output, force=args.force)
        write_atomically(args.output, data)
    return 0


def _kind(named: str | None, path: Path, data: bytes = b"") -> str:
    """The format that is named, else that of the ending; `data` is what a file to read holds."""
    kind = named or format_of(path.suffix)
    if kind is None:
        refuse_no_text(data, str(path))
        raise UsageError("which format is this?", where=str(path), hint=f"say one of {', '.join(FORMATS)}")
    return kind
