"""The help: the keys as they really are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.tui.keys import KEYS, shown

# What a reader looks for together; within a section, in the order of keys.KEYS.
SECTIONS: dict[str, str] = {
    "Moving": "next back paragraph_next paragraph_back page_next page_back half_next half_back first last",
    "Sentences, terms, words": "sentence_next sentence_back term_next term_back word_next word_back entry keep",
    "How it looks": "layout pinyin gloss english english_all narrower wider theme spacing margin pinyin_more "
    "pinyin_fewer tones",
    "Finding a place": "find found_next found_back go outline mark to_mark jump_back jump_on bookmark bookmarks "
    "doubtful_next doubtful_back",
    "Copying": "select copy copy_both cite",
    "Correcting": "edit edit_outside write status note add_term undo redo save",
    "While writing": "keep_text keep_and_save new_line leave_text",
    "Raw lines": "raw repair_next repair_back change_next change_back doubt_next raw_leave",
    "The program": "palette pane help escape suspend quit",
}


class HelpScreen(ModalScreen[None]):
    """A list of keys; any of the keys that leave, leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,fullwidth_question_mark,f1,enter", "dismiss", "close", show=False),
        Binding("down,j", "lines(3)", show=False),
        Binding("up,k", "lines(-3)", show=False),
        Binding("space,pagedown,ctrl+f,ctrl+d", "pages(1)", show=False),
        Binding("b,pageup,ctrl+b,ctrl+u", "pages(-1)", show=False),
        Binding("home,g", "lines(-9999)", show=False),
        Binding("end,G", "lines(9999)", show=False),
    ]

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self.keymap = keymap

    def compose(self) -> ComposeResult:
        """One line a key."""
        keys = [key for key in KEYS if key.words]
        width = max(len(shown(key, self.keymap)) for key in keys) + 3
        lines: list[Content] = []
        for section, names in SECTIONS.items():
            lines += [Content(""), Content.styled(section, "bold")]
            for key in keys:
                if key.id in names.split():
                    lines.append(Content.assemble((shown(key, self.keymap).ljust(width), "bold $term"), key.words))
        body = Content("\n").join(lines[1:])
        with VerticalScroll(id="help", can_focus=False):
            yield Static(Content("Keys"), id="help-title")
            yield Static(body)
            yield Static(Content("Space shows more, Esc closes this."), id="help-foot")

    def action_lines(self, rows: int) -> None:
        """Scroll where the help doesn't fit."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_pages(self, count: int) -> None:
        """Scroll by what is seen of it, a row kept."""
        self.action_lines(count * (self.query_one("#help", VerticalScroll).size.height - 1))
