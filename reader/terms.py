"""A person's glossary file: what it holds, and terms put into it. The rest of the file stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import layers
from reader.config import config_dir
from reader.errors import InputError

if TYPE_CHECKING:
    from glossary.model import Term


def own_file() -> Path:
    """The file of the user's own terms."""
    return config_dir() / layers.PROJECT_FILE


def project_file(document: Path, named: str = "") -> Path:
    """The file of a document's terms: the one that it names, else the one beside it."""
    return document.parent / (named or layers.PROJECT_FILE)


def content(path: Path) -> bytes:
    """What the file holds; nothing if it is not there yet."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None


def terms_in(path: Path) -> tuple[Term, ...]:
    """The terms of the file; none if it is not there yet."""
    from glossary.termbase import parse

    return parse(layers.Source(path, layers.USER, content(path)))


def save(path: Path, data: bytes) -> None:
    """Write the file whole, its folder too if it is the user's own."""
    from reader.files import output_error, write_atomically

    try:
        if path.parent == config_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(path, error) from None
    write_atomically(path, data)


def put_term(path: Path, term: Term) -> None:
    """Put a term into the file, in the place of its entry of that name if there is one."""
    from glossary.formats.toml import put

    save(path, put(content(path), str(path), [term]))


def with_renderings(term: Term, renderings: Sequence[str], definition: str) -> Term:
    """The term with these renderings, the preferred one first. What is known of each stays, and what is forbidden."""
    from dataclasses import replace

    from glossary.model import Rendering, Standing

    known = {one.text: one for one in (*reversed(term.renderings), *reversed(term.allowed))}
    made = tuple(
        replace(known.get(text, Rendering(text)), status=Standing.ADMITTED if place else Standing.PREFERRED)
        for place, text in enumerate(dict.fromkeys(renderings))
    )
    # What was forbidden and is entered now is so no more, unless it was allowed as well: in another sense.
    freed = {text for text in renderings if known.get(text, Rendering(text)).status is Standing.FORBIDDEN}
    forbidden = tuple(one for one in term.renderings if one.status is Standing.FORBIDDEN and one.text not in freed)
    return replace(term, renderings=made + forbidden, definition=definition)
