"""A form for a term: its Chinese, its English, what it means, and in whose glossary it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from glossary.model import Term
from reader.language.layout import harmless
from reader.tui.foot import Foot, short_path
from reader.tui.kept.desk import Glossary
from reader.tui.sheets.questions import Asking

_KEYS = (("Enter", "keep"), ("Esc", "leave"), ("Tab", "next line"))


class Entered(NamedTuple):
    """What was entered."""

    zh: str
    renderings: tuple[str, ...]
    definition: str
    glossary: Glossary


class TermForm(Asking[Entered]):
    """Enter keeps, Esc leaves, Tab goes from line to line. `known` gives the entry that a term has already."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "keep", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(self, zh: str, known: Callable[[str], Term | None], glossaries: Sequence[Glossary]) -> None:
        super().__init__()
        self.zh, self.known, self.glossaries = zh, known, glossaries
        self._shown = ""  # the term whose entry the lines hold

    def compose(self) -> ComposeResult:
        """The lines."""
        with Vertical(id="term-form", classes="sheet"):
            yield Static("", id="term-title", classes="sheet-title")
            for name, label, hint in (
                ("zh", "Chinese", "the term"),
                ("en", "English", "the one to use; then others, parted by ;"),
                ("definition", "Meaning", "what it is, in a sentence"),
            ):
                with Horizontal(classes="field"):
                    yield Static(label, classes="label", markup=False)
                    yield Input(
                        placeholder=hint, compact=True, select_on_focus=False, id=f"term-{name}", classes="line"
                    )
            with Horizontal(classes="field"):
                yield Static("Kept in", classes="label", markup=False)
                yield Switch(self.glossaries)
            yield Foot(*_KEYS)

    def on_mount(self) -> None:
        """Begin where something is to be written."""
        self._line("zh").value = harmless(self.zh)
        self._fill(self.zh)
        first = self._line("en" if self.zh else "zh")
        first.cursor_position = len(first.value)
        first.focus()

    def on_descendant_focus(self) -> None:
        """The name of the line that is written in stands out."""
        for field in self.query(".field"):
            field.set_class(self.focused in field.children, "here")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another term has another entry. What was said of the one before is no longer so."""
        self.query_one(Foot).tell(*_KEYS)
        if event.input.id == "term-zh" and event.value.strip() != self._shown:
            self._fill(event.value.strip())

    def action_keep(self) -> None:
        """Keep it, if it is a term."""
        zh, definition = (" ".join(self._line(name).value.split()) for name in ("zh", "definition"))
        renderings = tuple(filter(None, (" ".join(one.split()) for one in self._line("en").value.split(";"))))
        if not zh or not renderings:
            missing = "zh" if not zh else "en"
            words = "A term needs its Chinese." if not zh else "A term needs at least one rendering."
            self.query_one(Foot).say(words, trouble=True)
            self._line(missing).focus()
            return
        self.dismiss(Entered(zh, renderings, definition, self.query_one(Switch).chosen))

    def _fill(self, zh: str) -> None:
        """Show the entry that the term has; what a person has typed for a term without one stays."""
        term = self.known(zh) if zh else None
        if term is not None or self.known(self._shown) is not None:
            self._line("en").value = "; ".join(one.text for one in term.allowed) if term else ""
            self._line("definition").value = term.definition if term else ""
            self.query_one(Switch).choose(term)
        self._shown = zh
        where = f"Change a term of the {term.layer.value} glossary" if term else "A new term"
        self.query_one("#term-title", Static).update(Content(where))

    def _line(self, name: str) -> Input:
        return self.query_one(f"#term-{name}", Input)


class Switch(Static, can_focus=True):
    """Which glossary: left or right changes it, and nothing that one may type."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("left,right", "other", show=False)]

    def __init__(self, glossaries: Sequence[Glossary]) -> None:
        super().__init__(classes="switch")
        self.glossaries = glossaries
        self._at = 0

    @property
    def chosen(self) -> Glossary:
        """The glossary that is shown."""
        return self.glossaries[self._at]

    def choose(self, term: Term | None) -> None:
        """Show the glossary that has a term; the first for a term that none of them has."""
        layers = [glossary.layer for glossary in self.glossaries]
        self._at = layers.index(term.layer) if term and term.layer in layers else 0
        self._show()

    def on_mount(self) -> None:
        """Show which it is."""
        self._show()

    def on_click(self) -> None:
        """Another."""
        self.action_other()

    def action_other(self) -> None:
        """The next one."""
        self._at = (self._at + 1) % len(self.glossaries)
        self._show()

    def on_focus(self) -> None:
        """Say how to change it."""
        self._show()

    def on_blur(self) -> None:
        """Say no more."""
        self._show()

    def _show(self) -> None:
        more = "   left or right: another" if self.has_focus and len(self.glossaries) > 1 else ""
        file = harmless(short_path(self.chosen.file))
        self.update(Content.assemble(harmless(self.chosen.name), (f"{more}   {file}", "$muted")))
