"""duizhao glossary add, edit, remove."""

from __future__ import annotations

import argparse
import shlex
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import layers
from reader.cli.terminal import say
from reader.config import config_dir
from reader.errors import DuizhaoError, FormatError, UsageError
from reader.outside import open_in_editor
from reader.terms import content, own_file, put_term, save, terms_in, with_renderings

if TYPE_CHECKING:
    from glossary.model import Term
    from glossary.termbase import Termbase

_TEXTS = {
    "definition": "what it means, in plain English",
    "note": "what is worth knowing about its use",
    "pinyin": "its reading, where the computed one is wrong: 'cháng sān jiǎo'",
    "domain": "the field that it belongs to; else the file's name",
}


def add_arguments(action: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of an action."""
    parser.add_argument("zh", metavar="TERM", help="the term in Chinese")
    parser.add_argument("--to", type=Path, metavar="FILE", help="the TOML file; else your own glossary.toml")
    if action == "add":
        parser.add_argument("renderings", nargs="*", metavar="ENGLISH", help="renderings, the preferred one first")
        parser.add_argument("--forbid", action="append", default=[], metavar="ENGLISH=WHY", help="a wrong rendering")
        parser.add_argument("--variant", action="append", default=[], metavar="ZH", help="another form of the term")
        for name, what in _TEXTS.items():
            parser.add_argument(f"--{name}", default="", metavar="TEXT", help=what)
        parser.add_argument("--pos", default="", choices=layers.PARTS_OF_SPEECH, help="part of speech")
        parser.add_argument("--replace", action="store_true", help="change the entry there is: what is not named stays")


def target(named: Path | None) -> Path:
    """The file that terms go to: the one named, else the user's own."""
    return named or own_file()


def run(args: argparse.Namespace) -> int:
    """Add, edit or remove."""
    return {"add": _add, "edit": _edit, "remove": _remove}[args.action](args)


def _add(args: argparse.Namespace) -> int:
    from glossary.check import check, is_hint
    from glossary.model import Layer, Rendering, Standing, Term
    from reader.language.pinyin import has_han, spaced

    renderings = [
        Rendering(_clean(text), Standing.ADMITTED if place else Standing.PREFERRED)
        for place, text in enumerate(args.renderings)
    ]
    for text in args.forbid:
        wrong, _, why = text.partition("=")
        if not why.strip():
            raise UsageError(f"--forbid {text}: why?", hint="--forbid 'special class=literal'")
        renderings.append(Rendering(_clean(wrong), Standing.FORBIDDEN, note=_clean(why)))
    definition, note, pos, pinyin, domain = map(
        _clean, (args.definition, args.note, args.pos, args.pinyin, args.domain)
    )
    pinyin = spaced(pinyin)
    zh, variants = _clean(args.zh), tuple(map(_clean, args.variant))
    if not all((zh, *variants, *(one.text for one in renderings))):
        raise UsageError(
            "a term, its variants and its renderings must not be empty", hint="duizhao glossary add 专班 'task force'"
        )
    if not has_han(zh):
        turned = next((one.text for one in renderings if has_han(one.text)), "专班")
        raise UsageError(
            f"{zh}: no Chinese in it; the term comes first, then its English",
            hint=f"duizhao glossary add {turned} {shlex.quote(zh)}",
        )
    term = Term(zh, tuple(renderings), definition, variants, pinyin, pos, note, domain=domain, layer=Layer.USER)
    path = target(args.to)
    old = next((one for one in terms_in(path) if one.zh == zh), None)
    if old and args.replace:
        term = _renewed(old, term)
    if term.empty:
        raise UsageError(
            f"{zh}: neither English nor a definition is given",
            hint=f"duizhao glossary add {zh} 'task force', or --definition 'what it means'",
        )
    if old and not args.replace:
        raise UsageError(f"{zh} is there already", where=str(path), hint="--replace changes what is named of it")
    put_term(path, term)
    say(f"{zh} is in {path}")
    if old and (gone := [one.text for one in old.allowed if one.text not in {new.text for new in term.allowed}]):
        say(f"no longer a rendering of it: {'; '.join(gone)}")
    for finding in check([term]):
        if not is_hint(finding):
            say(f"doubtful: {finding.message}")
    return 0


def _renewed(old: Term, new: Term) -> Term:
    """The old entry with what is named in the new one.

    Renderings take the place of those that may be used, forbidden ones and variants stand beside the old ones.
    """
    from dataclasses import replace

    from glossary.model import Standing

    allowed = [one.text for one in new.allowed]
    kept = with_renderings(old, allowed, old.definition) if allowed else old
    wrong = [one for one in new.renderings if one.status is Standing.FORBIDDEN]
    right = [one for one in kept.renderings if one.text not in {other.text for other in wrong}]
    texts = {name: getattr(new, name) or getattr(old, name) for name in (*_TEXTS, "pos")}
    return replace(
        old, renderings=(*right, *wrong), variants=tuple(dict.fromkeys((*old.variants, *new.variants))), **texts
    )


def _remove(args: argparse.Namespace) -> int:
    """Take a term out of the file, and say which entry of another layer counts in its place, if any."""
    from glossary.formats.toml import without
    from glossary.termbase import Termbase, parse, read

    path, zh = target(args.to), _clean(args.zh)
    data = content(path)
    own = _named(Termbase(parse(layers.Source(path, layers.USER, data))), zh)
    others = (source for source in (*layers.built_in(), *layers.user(config_dir())) if source.path != path)
    other = Termbase(read(others)).get(own.zh if own else zh)
    if own is None:
        built_in = f"its {other.layer.value} entry stays: {other.preferred}" if other else ""
        say(f"{zh} is not in {path}", hint=built_in and f"{built_in}; duizhao glossary add {zh} overrides it")
        return 1
    save(path, without(data, str(path), own.zh))
    say(f"{own.zh} is no longer in {path}")
    if other:
        say(f"its {other.layer.value} entry counts again: {other.preferred or other.definition}")
    return 0


def _edit(args: argparse.Namespace) -> int:
    """Open the file at the term. A term of another layer is copied into it first, so that the copy counts.

    A text that cannot be read afterwards, or leaves an entry empty, does not count: the file is as it was before, and
    what was typed stands beside it.
    """
    from glossary.formats.toml import put
    from glossary.model import Term
    from glossary.termbase import Termbase, entry_starts, parse, read

    path, form = target(args.to), _clean(args.zh)
    if not form:
        raise UsageError("which term?", hint="duizhao glossary edit 工作专班")
    old = content(path)
    own = Termbase(parse(layers.Source(path, layers.USER, old)))
    base = Termbase(read(layers.built_in() + layers.user(config_dir())))
    named = next((term for some in (own, base) if (term := _named(some, form))), Term(form, ()))
    opened = old if own.get(named.zh) else put(old, str(path), [named])
    names = [one.zh for one in parse(layers.Source(path, layers.USER, opened))]
    text = opened.decode("utf-8-sig")
    line = text.count("\n", 0, entry_starts(text)[names.index(named.zh)]) + 1
    there = path.exists()
    if opened != old:
        save(path, opened)
    code = None
    try:
        code = open_in_editor(path, line)
        _check_edited(path, opened, own)
    except DuizhaoError:
        if code is None and opened == old:
            raise
        if there:
            save(path, old)
        else:
            path.unlink(missing_ok=True)
        raise
    return 1 if code else 0


def _check_edited(path: Path, opened: bytes, own: Termbase) -> None:
    """Raise where the edited file does not read, or an entry says nothing that did not before; keep its text."""
    from glossary.termbase import parse

    edited = content(path)
    aside = next(place for n in count(1) if not (place := path.with_name(f"{path.name}.edited{n}")).exists())
    hint = f"{path} is as it was before; what you typed stands in {aside}"
    try:
        terms = parse(layers.Source(aside, layers.USER, edited))
    except FormatError as error:
        save(aside, edited)
        error.hint = f"{error.hint}; {hint}" if error.hint else hint
        raise
    left = [term.zh for term in terms if term.empty and term.zh not in [one.zh for one in own.terms if one.empty]]
    if left and edited != opened:
        save(aside, edited)
    if left:
        raise UsageError(
            f"{left[0]}: neither English nor a definition was entered",
            hint=hint if edited != opened else f"{path} is as it was before",
        )


def _named(terms: Termbase, form: str) -> Term | None:
    """The term of that name, else one that has it for a form."""
    return terms.get(form) or next((term for term in terms.terms if form in term.forms), None)


def _clean(text: str) -> str:
    if any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or 0xD800 <= ord(char) < 0xE000 for char in text):
        raise UsageError("a control character in the text", hint="type the text without it")
    return " ".join(text.split())
