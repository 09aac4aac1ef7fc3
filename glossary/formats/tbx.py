"""Terms <-> TBX-Basic v3 (ISO 30042:2019), DCA style. What TBX-Basic has no category for stands in labelled notes.

Reads the DCT style and TBX v2 as well, as far as they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from glossary.formats import Reading
from glossary.model import Example, Layer, Rendering, Standing, Term
from reader.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>Terms exported from duizhao</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
"""
_TAIL = "</body></text>\n</tbx>\n"
_STATUS = {
    Standing.PREFERRED: "preferredTerm-admn-sts",
    Standing.ADMITTED: "admittedTerm-admn-sts",
    Standing.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_STANDING = {
    **{status: standing for standing, status in _STATUS.items()},
    "supersededTerm-admn-sts": Standing.FORBIDDEN,
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_POS = ("noun", "verb", "adjective", "adverb", "other")
_LABELS = ("Note", "Pinyin", "Part of speech", "Uncertain", "Example", "When")
_LABEL = re.compile(rf"({'|'.join(_LABELS)}): (.*)", re.S)
# XML 1.0 has no place for these.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(terms: Sequence[Term], name: str) -> bytes:  # noqa: ARG001 - all writers have one signature
    """A TBX-Basic file. It needs at least one term to be valid."""
    numbers = {term.zh: number for number, term in enumerate(terms, 1)}
    return (_HEAD + "".join(_concept(term, numbers) for term in terms) + _TAIL).encode()


def _concept(term: Term, numbers: dict[str, int]) -> str:
    lines = [f'<conceptEntry id="c{numbers[term.zh]}">']
    lines += _element("descrip", "subjectField", term.domain)
    lines += _element("descrip", "definition", term.definition)
    for related in term.related:
        target = f' target="c{numbers[related]}"' if related in numbers else ""
        lines.append(f'<ref type="crossReference"{target}>{_text(related)}</ref>')
    lines += _note("Note", term.note) + _note("Pinyin", term.pinyin) + _note("Uncertain", term.uncertain)
    example = term.example or Example("", "")
    if not term.renderings:
        lines += _note("Example", example.en)
    lines.append('<langSec xml:lang="zh-Hans">')
    pos = term.pos if term.pos in _POS else "other" if term.pos else ""
    lines += [f"<termSec><term>{_text(term.zh)}</term>", *_element("termNote", "partOfSpeech", pos)]
    lines += [
        *_element("descrip", "context", example.zh),
        *_note("Part of speech", term.pos if pos != term.pos else ""),
    ]
    lines.append("</termSec>")
    for variant in term.variants:
        lines.append(f'<termSec><term>{_text(variant)}</term><termNote type="termType">variant</termNote></termSec>')
    lines.append("</langSec>")
    if term.renderings:
        lines.append('<langSec xml:lang="en">')
        for place, one in enumerate(term.renderings):
            lines += [f"<termSec><term>{_text(one.text)}</term>"]
            lines += _element("termNote", "administrativeStatus", _STATUS[one.status])
            lines += _element("descrip", "context", "" if place else example.en)
            lines += [*_element("admin", "source", one.source), *_note("When", one.when), *_note("Note", one.note)]
            lines.append("</termSec>")
        lines.append("</langSec>")
    return "\n".join([*lines, "</conceptEntry>", ""])


def _element(tag: str, kind: str, text: str) -> list[str]:
    return [f"<{tag} type={quoteattr(kind)}>{_text(text)}</{tag}>"] if text else []


def _note(label: str, text: str) -> list[str]:
    return [f"<note>{label}: {_text(text)}</note>"] if text else []


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def read(data: bytes, name: str, where: str) -> Reading:  # noqa: ARG001
    """The terms of a TBX file. What is no XML, or no TBX, is a FormatError."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        said = str(error.msg).rpartition(", line ")[0] or error.msg
        hint = "TBX is XML that opens with <tbx>; was the file cut off or edited by hand?"
        raise FormatError(f"not XML (column {column}): {said}", where=f"{where}:{max(line, 1)}", hint=hint) from None
    if _tag(root) not in ("tbx", "martif"):
        raise FormatError(f"<{_tag(root)}> is not a TBX file", where=f"{where}:1", hint="TBX opens with <tbx>")
    terms: dict[str, Term] = {}
    problems: list[FormatError] = []
    for concept in _below(root, "conceptEntry", "termEntry"):
        try:
            term = _term(concept)
            if term.zh in terms:
                raise ValueError(f"{term.zh} stands above")
            terms[term.zh] = term
        except ValueError as error:
            problems.append(FormatError(str(error), where=f"{where}:{concept.sourceline}"))
    return Reading(tuple(terms.values()), tuple(problems))


def _term(concept: _Element) -> Term:
    sections: dict[str, list[_Element]] = {"zh": [], "en": []}
    for section in _below(concept, "langSec", "langSet"):
        lang = (section.get(_LANG) or section.get("lang") or "")[:2].lower()
        if lang in sections:
            sections[lang] += _below(section, "termSec", "tig", "ntig")
    chinese = [(_first(one, "term"), one) for one in sections["zh"]]
    if not chinese or not all(text for text, _ in chinese):
        raise ValueError("an entry without a Chinese term")
    zh, main = chinese[0]
    notes = _notes(concept, own=True)
    context = next((text for one in sections["en"] if (text := _first(one, "context"))), notes.get("Example", ""))
    shown = _first(main, "context")
    return Term(
        zh,
        tuple(map(_rendering, sections["en"])),
        definition=_first(concept, "definition"),
        variants=tuple(text for text, _ in chinese[1:]),
        pinyin=notes.get("Pinyin", ""),
        pos=_notes(main).get("Part of speech") or _first(main, "partOfSpeech"),
        note=notes.get("Note", ""),
        example=Example(shown, context) if shown and context else None,
        related=tuple(text for one in _below(concept, "crossReference") if (text := _said(one))),
        uncertain=notes.get("Uncertain", ""),
        domain=_first(concept, "subjectField"),
        layer=Layer.USER,
    )


def _rendering(section: _Element) -> Rendering:
    text = _first(section, "term")
    if not text:
        raise ValueError("an English term that is empty")
    status = _STANDING.get(_first(section, "administrativeStatus"), Standing.PREFERRED)
    notes = _notes(section)
    return Rendering(text, status, _first(section, "source"), notes.get("Note", ""), notes.get("When", ""))


def _notes(parent: _Element, *, own: bool = False) -> dict[str, str]:
    """The notes below an element by label; those without one are notes. `own`: only its children."""
    found: dict[str, list[str]] = {}
    for note in parent if own else _below(parent, "note"):
        if _tag(note) == "note" and (text := _said(note)):
            label = _LABEL.fullmatch(text)
            key, value = label.groups() if label else ("Note", text)
            found.setdefault(key, []).append(value)
    return {key: " ".join(values) for key, values in found.items()}


def _first(parent: _Element, category: str) -> str:
    return next((text for one in _below(parent, category) if (text := _said(one))), "")


def _below(parent: _Element, *categories: str) -> Iterator[_Element]:
    """The elements below one that are of a category: by tag (DCT) or by type (DCA)."""
    for one in parent.iterdescendants("*"):
        if _tag(one) in categories or one.get("type") in categories:
            yield one


def _tag(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _said(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
