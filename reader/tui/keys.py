"""Which key does what: one table, the consensus of vim, less and OmegaT, complete with arrows and PgUp/PgDn too.

A key with punctuation has its full-width twin, since readers of Chinese leave the input method on. Every binding
has an id, by which a user gives it other keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple


class Key(NamedTuple):
    """One binding: where it holds, its id, its keys for Textual, its action, what to say of it."""

    where: str
    id: str
    keys: str
    action: str
    shown: str
    words: str


# What has no key yet is found by its name, and can be given one: no keyboard sends such a key.
NO_KEY = "no_key_"
ALONE = ("raw", "edit")  # where the keys of the app mean nothing

KEYS = (
    Key("view", "next", "down,j", "step(1)", "j  down", "next paragraph"),
    Key("view", "back", "up,k", "step(-1)", "k  up", "paragraph before"),
    Key(
        "view",
        "paragraph_next",
        "J,right_curly_bracket,fullwidth_right_curly_bracket",
        "paragraph(1)",
        "J  }",
        "next paragraph, at once through a long one",
    ),
    Key(
        "view",
        "paragraph_back",
        "K,left_curly_bracket,fullwidth_left_curly_bracket",
        "paragraph(-1)",
        "K  {",
        "paragraph before, at once",
    ),
    Key("view", "page_next", "space,pagedown,ctrl+f", "page(1)", "space  PgDn", "a page on"),
    Key("view", "page_back", "b,pageup,ctrl+b", "page(-1)", "b  PgUp", "a page back"),
    Key("view", "half_next", "ctrl+d", "page(0.5)", "ctrl+d", "half a page on"),
    Key("view", "half_back", "ctrl+u", "page(-0.5)", "ctrl+u", "half a page back"),
    Key("view", "first", "home,g", "end(-1)", "g  Home", "beginning"),
    Key("view", "last", "end,G", "end(1)", "G  End", "end"),
    Key(
        "view",
        "sentence_next",
        "right,l,right_parenthesis,fullwidth_right_parenthesis",
        "sentence(1)",
        "l  right",
        "next sentence, marked on both sides",
    ),
    Key(
        "view",
        "sentence_back",
        "left,h,left_parenthesis,fullwidth_left_parenthesis",
        "sentence(-1)",
        "h  left",
        "sentence before",
    ),
    Key(
        "view",
        "term_next",
        "right_square_bracket,right_black_lenticular_bracket,fullwidth_right_square_bracket",
        "term(1)",
        "]",
        "next term",
    ),
    Key(
        "view",
        "term_back",
        "left_square_bracket,left_black_lenticular_bracket,fullwidth_left_square_bracket",
        "term(-1)",
        "[",
        "term before",
    ),
    Key("view", "layout", "v", "layout", "v", "side by side, stacked, one language"),
    Key("view", "pinyin", "p", "pinyin", "p", "pinyin off, over terms, rare words, everything"),
    Key("view", "gloss", "I", "gloss", "I", "a short meaning under each word"),
    Key(
        "view",
        "narrower",
        "minus,fullwidth_hyphen_minus",
        "measure(-1)",
        "-",
        "narrower columns",
    ),
    Key("view", "wider", "plus,equals_sign,fullwidth_plus_sign", "measure(1)", "+", "wider columns"),
    Key("view", "spacing", f"{NO_KEY}spacing", "spacing", "ctrl+p spacing", "more room between the lines, or none"),
    Key("view", "margin", f"{NO_KEY}margin", "margin", "ctrl+p margin", "more room at either side, or none"),
    Key("view", "pinyin_more", f"{NO_KEY}pinyin_more", "rank(1)", "ctrl+p commoner", "pinyin over commoner words too"),
    Key("view", "pinyin_fewer", f"{NO_KEY}pinyin_fewer", "rank(-1)", "ctrl+p rarer", "pinyin over rarer words only"),
    Key("view", "tones", f"{NO_KEY}tones", "tones", "ctrl+p tone", "a colour for each tone, or none"),
    Key("view", "english", "x", "english", "x", "hide the English; then, reveal it here"),
    Key("view", "english_all", "X", "english_all", "X", "show all English again"),
    Key("view", "found_next", "n", "found(1)", "n", "next place found"),
    Key("view", "found_back", "N", "found(-1)", "N", "place found before"),
    Key("view", "word_next", "w", "word(1)", "w", "next word; Enter opens its entry, y copies it"),
    Key("view", "word_back", "W", "word(-1)", "W", "word before"),
    Key("view", "select", "V", "select", "V", "select with h l w W j k; V again: in the English"),
    Key("view", "doubtful_next", "D", "app.doubtful(1)", "D", "next pair or line end of which duizhao is not sure"),
    Key("view", "doubtful_back", f"{NO_KEY}doubtful_back", "app.doubtful(-1)", "ctrl+p doubt", "doubtful pair before"),
    Key("view", "unpaired_next", "U", "app.unpaired(1)", "U", "next that the English leaves out (-) or adds (+)"),
    Key(
        "view", "unpaired_back", f"{NO_KEY}unpaired_back", "app.unpaired(-1)", "ctrl+p left", "left out or added before"
    ),
    Key("view", "mark", "m", "app.mark", "m", "mark this sentence or paragraph with a letter"),
    Key(
        "view",
        "to_mark",
        "apostrophe,fullwidth_apostrophe,left_single_quotation_mark,right_single_quotation_mark",
        "app.to_mark",
        "'",
        "to the mark of a letter; '' back from the last jump",
    ),
    Key("view", "jump_back", "ctrl+o", "app.jump(-1)", "ctrl+o", "back to where the last jump led away from"),
    Key("view", "jump_on", "ctrl+n", "app.jump(1)", "ctrl+n", "on again, after going back"),
    Key("app", "bookmark", "B", "bookmark", "B", "set a bookmark here, or take it away"),
    Key("app", "bookmarks", "L", "bookmarks", "L", "bookmarks and marks"),
    Key("pane", "pane_down", "down,j", "lines(1)", "", ""),
    Key("pane", "pane_up", "up,k", "lines(-1)", "", ""),
    Key("pane", "pane_page_next", "space,pagedown,ctrl+f", "pages(1)", "", ""),
    Key("pane", "pane_page_back", "b,pageup,ctrl+b", "pages(-1)", "", ""),
    Key("pane", "pane_first", "home,g", "lines(-9999)", "", ""),
    Key("pane", "pane_last", "end,G", "lines(9999)", "", ""),
    Key("raw", "raw_next", "down,j", "line(1)", "", ""),
    Key("raw", "raw_back", "up,k", "line(-1)", "", ""),
    Key("raw", "raw_page_next", "space,pagedown,ctrl+f", "page(1)", "", ""),
    Key("raw", "raw_page_back", "b,pageup,ctrl+b", "page(-1)", "", ""),
    Key("raw", "raw_half_next", "ctrl+d", "page(0.5)", "", ""),
    Key("raw", "raw_half_back", "ctrl+u", "page(-0.5)", "", ""),
    Key("raw", "raw_first", "home,g", "end(-1)", "", ""),
    Key("raw", "raw_last", "end,G", "end(1)", "", ""),
    Key("raw", "repair_next", "n", "repair(1)", "n", "in the raw lines: next repair"),
    Key("raw", "repair_back", "N", "repair(-1)", "N", "in the raw lines: repair before"),
    Key(
        "raw",
        "change_next",
        "right_square_bracket,right_black_lenticular_bracket,fullwidth_right_square_bracket",
        "repair(1, False)",
        "]",
        "in the raw lines: next repair that is no joined line",
    ),
    Key(
        "raw",
        "change_back",
        "left_square_bracket,left_black_lenticular_bracket,fullwidth_left_square_bracket",
        "repair(-1, False)",
        "[",
        "in the raw lines: such a repair before",
    ),
    Key("raw", "doubt_next", "D", "doubt(1)", "D", "in the raw lines: next line end that is doubtful"),
    Key("raw", "raw_leave", "r", "leave", "r  Esc", "from the raw lines back to the text"),
    Key(
        "app",
        "find",
        "slash,ideographic_comma,fullwidth_solidus",
        "ask('/')",
        "/",
        "find Chinese, English, pinyin or initials; Esc goes back",
    ),
    Key("app", "go", "colon,fullwidth_colon", "ask(':')", ":", "go to: 42 paragraph, 3p page, 50% share"),
    Key("app", "outline", "T", "outline", "T", "outline"),
    Key("app", "entry", "enter", "entry", "Enter", "all about the marked word or term; double click"),
    Key("app", "keep", "asterisk,fullwidth_asterisk", "keep", "*", "keep the word that is marked or looked up"),
    Key("app", "copy", "y", "copy('source')", "y", "copy what is selected, else the Chinese of this place"),
    Key("app", "copy_both", "Y", "copy('both')", "Y", "copy both languages, or what is selected"),
    Key("app", "cite", "c", "copy('cite')", "c", "copy as a quotation with its place"),
    Key("app", "raw", "r", "raw", "r", "the raw lines, and what repair did to them"),
    Key("app", "open_saved", "O", "open_saved", "O", "open the file that was saved from this text"),
    Key("app", "edit", "e", "edit", "e", "edit the English of the sentence or paragraph"),
    Key("app", "edit_outside", "E", "edit_outside", "E", "the same in your own editor"),
    Key("app", "write", "M", "write_next", "M", "write the next English that is missing"),
    Key("app", "status", "s", "status", "s", "set the status: draft, machine, reviewed, final"),
    Key("app", "note", "A", "note", "A", "write a note on the sentence or paragraph"),
    Key("app", "add_term", "a", "add_term", "a", "add what is marked to a glossary, or change it"),
    Key("app", "undo", "u", "undo", "u", "undo the last correction"),
    Key("app", "redo", "ctrl+r", "redo", "ctrl+r", "do it again"),
    Key("app", "save", "ctrl+s", "save", "ctrl+s", "save"),
    Key("edit", "keep_text", "enter", "keep", "Enter", "while writing: keep"),
    Key("edit", "keep_and_save", "ctrl+s", "keep_and_save", "ctrl+s", "while writing: keep, and save the file"),
    Key(
        "edit",
        "new_line",
        "ctrl+j,shift+enter,alt+enter",
        "new_line",
        "ctrl+j",
        "while writing: a new paragraph",
    ),
    Key("edit", "leave_text", "escape", "leave", "Esc", "while writing: leave; Esc again throws away what was typed"),
    Key("app", "palette", "ctrl+p", "palette", "ctrl+p", "all commands by name"),
    Key("app", "pane", "tab,shift+tab", "pane", "Tab", "terms and text in turn"),
    Key("app", "theme", "t", "theme", "t", "dark, light, the terminal's own colours"),
    Key("app", "help", "question_mark,fullwidth_question_mark,f1", "help", "?  F1", "this help"),
    Key("app", "escape", "escape", "leave", "Esc", "back to the text"),
    Key("app", "suspend", "ctrl+z", "suspend_process", "ctrl+z", "to the shell; fg comes back"),
    Key("app", "quit", "q", "quit", "q", "quit"),
)


def bindings(where: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The id, and keys, action and description, of each binding of a place."""
    for key in KEYS:
        if key.where == where:
            yield key.id, (key.keys, key.action, key.words)


def load_keymap(file: Path) -> dict[str, str]:
    """A user's own keys from a TOML file: `id = "keys"`, as in `next = "down,ctrl+n"`. No file, no keys of one's own.

    Raises UsageError: not TOML, no such id, no text.
    """
    import tomllib

    from reader.errors import UsageError

    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(file), hint='a line is like: next = "down,j"') from None
    known = [key.id for key in KEYS]
    for name, keys in found.items():
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
            raise UsageError(f"no key of this name: {name}", where=str(file), hint=hint)
        if not isinstance(keys, str) or not all(keys.split(",")):
            raise UsageError(f"{name}: not a list of keys: {keys!r}", where=str(file), hint='write "down,j"')
    return found


def twice(keymap: Mapping[str, str]) -> list[str]:
    """What is wrong with a keymap: keys that would have two meanings in one place."""
    found: list[str] = []
    for where in ("view", "pane", *ALONE):
        owners: dict[str, str] = {}
        for key in KEYS:
            if key.where == where or (key.where == "app" and where not in ALONE):
                for one in keymap.get(key.id, key.keys).split(","):
                    if one in owners and f"{one}: {owners[one]}, {key.id}" not in found:
                        found.append(f"{one}: {owners[one]}, {key.id}")
                    owners[one] = key.id
    return found


def shown(key: Key, keymap: Mapping[str, str]) -> str:
    """How to name the keys of a binding."""
    return keymap[key.id].replace(",", "  ") if key.id in keymap else key.shown


def has_key(key: Key, keymap: Mapping[str, str]) -> bool:
    """Does a keyboard send one of its keys, or is it found by its name alone?"""
    return not keymap.get(key.id, key.keys).startswith(NO_KEY)
