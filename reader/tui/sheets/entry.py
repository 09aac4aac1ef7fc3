"""All that is known of a word: its entry in the glossary, the dictionary's, and where else it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from glossary.model import Standing, Term
from reader.language.layout import LayoutOptions, break_lines, cell_width, harmless
from reader.tui.foot import Foot, cut
from reader.tui.page.find import Found
from reader.tui.sheets.listed import Listed
from reader.tui.sizes import room_in_sheet

_WIDEST, _PLACES = 76, 300
_AROUND = 12  # characters shown on either side of another place


class Line(NamedTuple):
    """A line of the entry in one style; `spans` are runs of it that have another: (start, stop, style)."""

    text: str
    style: str = "$foreground"
    spans: tuple[tuple[int, int, str], ...] = ()

    def part(self, start: int, stop: int, indent: str) -> Line:
        """A run of the line as a line of its own."""
        move = len(indent) - start
        spans = ((max(a, start) + move, min(b, stop) + move, style) for a, b, style in self.spans)
        return Line(indent + self.text[start:stop], self.style, tuple(one for one in spans if one[0] < one[1]))

    def content(self) -> Content:
        """The line as it is shown."""
        shown = Content.styled(self.text, self.style)
        for start, stop, style in self.spans:
            shown = shown.stylize(style, start, stop)
        return shown


def entry_lines(
    word: str, term: Term | None, known: Sequence[Mapping[str, Any]], width: int, options: LayoutOptions
) -> list[Line]:
    """The entry as lines that fit."""
    made: list[Line] = []
    for line in _entry(word, term, known):
        line = line._replace(text=harmless(line.text))
        indent = len(line.text) - len(line.text.lstrip(" "))
        broken = break_lines(line.text[indent:], max(2, width - indent), options)
        shown = [(one.start + indent, one.stop + indent) for one in broken] or [(indent, indent)]
        made += [line.part(start, stop, " " * indent) for start, stop in shown]
    return made


def _head(word: str, pinyin: str, kind: str) -> Line:
    """The first line: the word in bold, how it is read, in italics what it is or where it is from."""
    shown = "  ".join(part for part in (word, pinyin) if part)
    return Line(
        f"{shown}   {kind}".rstrip(),
        "$foreground",
        ((0, len(word), "bold $term"), (len(shown), len(shown) + 3 + len(kind), "italic $muted")),
    )


def _entry(word: str, term: Term | None, known: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    if term is not None:
        yield from _term(term)
    for one in known:
        if term is not None:
            yield Line("")
        yield _head(one["zh"], one.get("pinyin", ""), "dictionary")
        for sense in one.get("senses", ()):
            yield Line(f"  {sense}")
    if term is None and not known:
        yield _head(word, "", "")
        yield Line("Neither the glossary nor the dictionary has it.", "$muted")


def _term(term: Term) -> Iterator[Line]:
    yield _head(term.zh, term.pinyin, term.pos)
    if term.variants:
        yield Line(f"also {'、'.join(term.variants)}", "$muted")
    yield Line("")
    for one in term.renderings:
        forbidden = one.status is Standing.FORBIDDEN
        extra = "; ".join(part for part in (one.when, one.note, one.source) if part)
        words = f"  {'not ' if forbidden else ''}{one.text}" + (f"   ({extra})" if extra else "")
        preferred = one.status is Standing.PREFERRED
        yield Line(words, "$warn" if forbidden else "bold $foreground" if preferred else "$foreground")
    for text in (term.definition, term.note):
        if text:
            yield Line("")
            yield Line(text, "$rest")
    if term.uncertain:
        yield Line(term.uncertain, "$warn")
    if term.example:
        yield Line("")
        yield Line(f"  {term.example.zh}")
        yield Line(f"  {term.example.en}", "$rest")
    yield Line("")
    yield Line(", ".join(part for part in (term.domain, f"{term.layer.value} glossary") if part), "$muted")


class Body(Static):
    """The text of the entry; `fit` is told the cells that it has."""

    def __init__(self, fit: Callable[[int], None]) -> None:
        super().__init__("", id="entry-body", classes="exact")
        self._fit = fit

    def on_resize(self) -> None:
        """Another width."""
        self._fit(self.size.width)


class EntryScreen(ModalScreen[Found | str | None]):
    """Shows an entry; Enter on a related term opens that, on another place goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", show=False),
        Binding("space,pagedown,ctrl+f", "pages(1)", show=False, priority=True),
        Binding("b,pageup,ctrl+b", "pages(-1)", show=False, priority=True),
        Binding("j", "focused_down", show=False),
        Binding("k", "focused_up", show=False),
        Binding("asterisk,fullwidth_asterisk", "app.keep", show=False),
    ]

    def __init__(
        self,
        word: str,
        term: Term | None,
        known: Sequence[Mapping[str, Any]],
        places: Sequence[tuple[Found, str]],
        options: LayoutOptions,
    ) -> None:
        super().__init__()
        self.word, self.term, self.known = word, term, known
        self.places = places[:_PLACES]
        self.options = options
        related: list[tuple[Found | str, str]] = [(zh, zh) for zh in (term.related if term else ())]
        self.links = (*related, *self.places)
        self._width = 0

    def compose(self) -> ComposeResult:
        """The entry, and below it the other places."""
        with Vertical(id="entry"):
            with VerticalScroll(id="entry-text", can_focus=not self.links):
                yield Body(self._fit)
                if self.links:
                    yield Listed(compact=True, markup=False)
            yield Foot()

    def _options(self) -> Iterator[Option]:
        """Related terms and other places, each kind under its name."""
        many = "1 place" if len(self.places) == 1 else f"{len(self.places)} places"
        for k, (link, text) in enumerate(self.links):
            if k == 0 and isinstance(link, str):
                yield Option(Content.styled("See also; Enter opens the term", "$muted"), disabled=True)
            if k == len(self.links) - len(self.places):
                yield Option(Content.styled(f"{many} in this document; Enter goes there", "$muted"), disabled=True)
            yield Option(Content(cut(text, self._width, self.options.ambiguous)), id=str(k))

    def on_mount(self) -> None:
        """The keys work on the list of terms and places, or scroll; what the word means is seen first."""
        self.query_one(OptionList if self.links else VerticalScroll).focus(scroll_visible=False)
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """The foot is always seen, and names the key that scrolls where there is more."""
        text = self.query_one(VerticalScroll)
        text.styles.max_height = room_in_sheet(event.size.height, 1, 5)

        def foot() -> None:
            more = [("space", "more")] if text.max_scroll_y else []
            self.query_one(Foot).tell(*more, ("*", "keep the word"), ("Esc", "close"))

        self.call_after_refresh(foot)

    def _fit(self, width: int) -> None:
        """Lines that fit."""
        self._width = min(_WIDEST, max(2, width))
        lines = entry_lines(self.word, self.term, self.known, self._width, self.options)
        self.query_one(Body).update(Content("\n").join(line.content() for line in lines))
        for listed in self.query(OptionList):
            at = listed.highlighted
            listed.set_options(self._options())
            listed.highlighted = 1 if at is None else at  # the line before names what is listed

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        self.dismiss(self.links[int(event.option.id or 0)][0])

    def say(self, words: str) -> None:
        """A word to the reader at the foot."""
        self.query_one(Foot).say(words)

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)

    def action_focused_down(self) -> None:
        """As the arrow does."""
        self._arrow("down")

    def action_focused_up(self) -> None:
        """As the arrow does."""
        self._arrow("up")

    def _arrow(self, key: str) -> None:
        if self.links:
            places = self.query_one(OptionList)
            (places.action_cursor_down if key == "down" else places.action_cursor_up)()
        else:
            self.query_one(VerticalScroll).scroll_relative(y=1 if key == "down" else -1, animate=False)

    def action_pages(self, count: int) -> None:
        """Scroll by what is seen of it, a row kept."""
        entry = self.query_one(VerticalScroll)
        entry.scroll_relative(y=count * (entry.size.height - 1), animate=False)


def snippet(text: str, start: int, stop: int) -> str:
    """A place with what stands around it."""
    shown = harmless(text)
    before, behind = max(0, start - _AROUND), min(len(shown), stop + _AROUND)
    return f"{'..' if before else ''}{shown[before:start]}[{shown[start:stop]}]{shown[stop:behind]}" + (
        ".." if behind < len(shown) else ""
    )


def fitting(text: str, width: int, ambiguous: int) -> str:
    """As much of a text as fits."""
    while text and cell_width(text, ambiguous) > width:
        text = text[:-1]
    return text
