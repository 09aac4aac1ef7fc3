"""Correcting while reading: what stands on the screen and in the file. What must not be lost comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from glossary import layers
from glossary.model import Layer
from glossary.termbase import Termbase, parse
from reader.align.beads import set_note, set_status, set_target
from reader.annotate import annotate
from reader.formats.markdown import read_markdown, write_markdown
from reader.model import Bitext, FileRef, Provenance, Status
from reader.tui.app import ReaderApp
from reader.tui.kept.desk import Desk, Glossary, Terms
from reader.tui.kept.recovery import Recovery
from reader.tui.kept.work import differing
from reader.tui.options import ScreenOptions
from reader.tui.page.words import Word
from reader.tui.sheets.editor import Editor
from tests.tui.samples import PAIRS, TERMS, bitext, long_bitext, screen_text, sentences

SIZES = [(140, 40), (100, 30), (80, 24)]


def desk(folder: Path, file: Path | None) -> Desk:
    own, project = folder / "own.toml", folder / "glossary.toml"

    def terms() -> Terms:
        files = ((own, layers.USER), (project, layers.PROJECT))
        added = [parse(layers.Source(file, layer, file.read_bytes())) for file, layer in files if file.exists()]
        base = Termbase((*TERMS, *(term for some in added for term in some)))
        return Terms(base.get, lambda text: annotate(text, base))

    glossaries = (
        Glossary("your own", own, Layer.USER),
        Glossary("this folder's", project, Layer.PROJECT),
    )
    return Desk(terms(), terms, file, glossaries=glossaries, unsaved=folder / "unsaved")


def opened(folder: Path, text: Bitext | None = None, name: str = "letter.md") -> ReaderApp:
    """The reader on a native file with this text."""
    file = folder / name
    if text is not None or not file.exists():
        file.write_text(write_markdown(text or bitext()), encoding="utf-8")
    shown = read_markdown(file.read_text(encoding="utf-8"))
    where = desk(folder, file)
    return ReaderApp(shown, where.terms.annotate(shown), "关于河道治理的复函", ScreenOptions(), desk=where)


async def press(pilot: Pilot[int], keys: Iterable[str]) -> list[str]:
    """The screen after some keys, when nothing that they have begun is still to come."""
    reader = pilot.app
    assert isinstance(reader, ReaderApp)
    for key in keys:
        await pilot.press(key)
    shown: list[str] = []
    same = 0
    while same < 4:
        await pilot.pause(0.01)
        before, shown = shown, screen_text(reader)
        same = same + 1 if before == shown and any(row.strip() for row in shown) else 0
    return shown


async def give_name(pilot: Pilot[int], file: Path) -> str:
    """The screen after a name for the file was given in place of the one that was offered."""
    await press(pilot, ["ctrl+u"])
    pilot.app.post_message(events.Paste(str(file)))
    return joined(await press(pilot, ["enter"]))


def in_file(folder: Path, name: str = "letter.md") -> list[str]:
    read = read_markdown((folder / name).read_text(encoding="utf-8"))
    return [paragraph.text for paragraph in read.target.paragraphs]


def joined(rows: Iterable[str]) -> str:
    return "\n".join(rows)


# -- what must not be lost ------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_changed_is_left_at_the_second_esc_only(tmp_path: Path, size: tuple[int, int]) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=size) as pilot:
        rows = joined(await press(pilot, ["j", "e", "X", "escape"]))
        assert "Esc again throws it away" in rows
        assert "To the Municipal Water Bureau:X" in rows
        await press(pilot, ["Y", "escape", "escape"])
        assert reader.screen is reader.screen_stack[0]
        rows = joined(await press(pilot, ["e", "escape"]))
        assert "Bureau:X" not in rows
        assert reader.screen is reader.screen_stack[0]
        assert not reader.work.is_unsaved


@pytest.mark.parametrize("size", [(30, 10), (20, 6)])
async def test_in_a_very_small_window_all_that_opens_has_its_way_out_in_view(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=size) as pilot:
        for keys, shown, foot in (
            (["j", "j", "j", "e"], "June 2024", "Esc leave"),
            (["T"], "你局来", "Esc close"),
            (["ctrl+p", *"undo"], "undo", "Esc close"),
            (["right_square_bracket", "enter"], "hé dào" if size[0] > 20 else "河道", "Esc close"),
            (["s"], "draft", "Esc leave"),
            (["a"], "河道", "Esc leave"),
            (["e", "X", "enter", "q"], "save", "Esc stay"),
        ):
            rows = joined(await press(pilot, keys))
            assert shown in rows, rows
            assert foot in rows, rows
            await press(pilot, ["escape"])


async def test_new_paragraphs_are_taken_back_in_a_box_that_was_full(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(60, 14)) as pilot:
        await press(pilot, ["e", *["ctrl+j"] * 8, *["ctrl+z"] * 8])
        assert isinstance(reader.screen, Editor)


async def test_quitting_with_unsaved_work_asks(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = joined(await press(pilot, ["e", "X", "enter", "q"]))
        assert "Save the corrections?" in rows
        rows = joined(await press(pilot, ["escape"]))
        assert "Save the corrections?" not in rows
        await press(pilot, ["q", "s"])
        assert reader.return_code == 0
    assert in_file(tmp_path)[0] == "Reply on the Restoration of the RiverX"
    assert list((tmp_path / "unsaved").glob("*")) == []


async def test_leaving_without_saving_leaves_the_file_alone(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    before = (tmp_path / "letter.md").read_bytes()
    async with reader.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["e", "X", "enter", "q", "l"])
        assert reader.return_code == 0
    assert (tmp_path / "letter.md").read_bytes() == before
    assert list((tmp_path / "unsaved").glob("*")) == []


@pytest.mark.parametrize(
    ("answer", "mine", "theirs"),
    [("c", "letter-2.md", "letter.md"), ("o", "letter.md", ""), ("escape", "", "letter.md"), ("r", "", "letter.md")],
)
async def test_a_file_that_changed_underneath_is_not_written_over_unasked(
    tmp_path: Path, answer: str, mine: str, theirs: str
) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["e", "X", "enter"])
        text = (tmp_path / "letter.md").read_text().replace("To the", "Unto the")
        (tmp_path / "letter.md").write_text(text)
        rows = joined(await press(pilot, ["ctrl+s"]))
        assert "The file has changed since it was opened." in rows
        rows = joined(await press(pilot, [answer]))
        if mine:
            assert in_file(tmp_path, mine)[0].endswith("RiverX")
            assert not reader.work.is_unsaved
        if theirs:
            assert in_file(tmp_path, theirs)[1].startswith("Unto the")
        if answer == "escape":
            assert reader.work.is_unsaved
        if answer == "r":
            assert "Unto the" in rows
            assert "RiverX" not in rows
            rows = joined(await press(pilot, ["u"]))
            assert "RiverX" in rows


async def test_a_file_that_was_removed_is_written_again(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["e", "X", "enter"])
        (tmp_path / "letter.md").unlink()
        await press(pilot, ["ctrl+s"])
    assert in_file(tmp_path)[0].endswith("RiverX")


async def test_where_nothing_can_be_written_another_place_is_asked_for(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    (tmp_path / "letter.md").chmod(0o444)
    (tmp_path / "there").mkdir()
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = joined(await press(pilot, ["e", "X", "ctrl+s"]))
        assert "read-only" in rows
        assert "Nothing is lost" in rows
        await give_name(pilot, tmp_path / "no" / "x.md")
        rows = await give_name(pilot, tmp_path / "there" / "x.md")
        assert "unsaved" not in rows
    assert in_file(tmp_path / "there", "x.md")[0].endswith("RiverX")
    assert in_file(tmp_path)[0].endswith("River")


async def test_a_text_is_saved_beside_itself_under_a_name_that_is_asked_and_never_over_another(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("关于河道治理的复函\n")
    (tmp_path / "other.md").write_text("mine")
    shown = replace(bitext(translated=False), provenance=Provenance(FileRef("letter.txt")))
    where = desk(tmp_path, tmp_path / "letter.txt")
    reader = ReaderApp(shown, where.terms.annotate(shown), "复函", ScreenOptions(), "No English yet", desk=where)
    async with reader.run_test(size=(100, 30)) as pilot:
        assert "No file beside this one was saved from it" in joined(await press(pilot, "O"))
        await press(pilot, ["e", *"Reply", "enter"])
        rows = joined(await press(pilot, ["ctrl+s"]))
        assert "letter.md" in rows
        rows = await give_name(pilot, tmp_path / "other")  # .md is added: nothing else is written
        assert "There is a file of that name." in rows
        await press(pilot, ["escape", "ctrl+s", "ctrl+s"])
        assert (tmp_path / "other.md").read_text() == "mine"
        assert in_file(tmp_path) == ["Reply"]
        await press(pilot, ["e", "!", "enter", "ctrl+s"])
        assert in_file(tmp_path) == ["Reply!"]
        await press(pilot, "O")
    assert reader.wanted == tmp_path / "letter.md"
    assert (tmp_path / "letter.txt").read_text() == "关于河道治理的复函\n"


async def test_after_a_crash_the_corrections_are_offered_and_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["e", "X", "enter", "j", "e", *"YZ"])
        reader.flush_draft()
        reader._recovery.finish()
        kept = list((tmp_path / "unsaved").iterdir())
        assert {file.suffix for file in kept} == {".md", ".draft", ".lock"}
        beside = opened(tmp_path)
        assert beside._recovery.left() is None  # somebody is at work on it
        reader._recovery.close()  # as a crash does
        reader._recovery = Recovery(None, "", "", print)
    again = opened(tmp_path)
    async with again.run_test(size=(100, 30)) as pilot:
        rows = joined(await press(pilot, []))
        assert "Corrections of an earlier session: bring them back?" in rows
        await press(pilot, ["escape", "e", "escape"])
        assert again.work.value.target.paragraphs[0].text.endswith("River")
    last = opened(tmp_path)
    async with last.run_test(size=(100, 30)) as pilot:
        await press(pilot, [])
        rows = joined(await press(pilot, ["b"]))
        assert "RiverX" in rows
        assert "To the Municipal Water Bureau:YZ" in rows
        assert isinstance(last.screen, Editor)
        await press(pilot, ["enter", "ctrl+s"])
    assert in_file(tmp_path)[:2] == ["Reply on the Restoration of the RiverX", "To the Municipal Water Bureau:YZ"]
    assert list((tmp_path / "unsaved").iterdir()) == []


async def test_pasted_and_shown_text_cannot_command_the_terminal(tmp_path: Path) -> None:
    reader = opened(tmp_path, bitext([("红\x1b[31m色", "red\x1b[31m colour")]))
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["e"])
        reader.post_message(events.Paste("\x1b]0;x\x07汉字\r\nmore"))
        rows = await press(pilot, [])
        assert not any(ord(char) < 32 for row in rows for char in row)
        assert "汉字" in joined(rows)
        await press(pilot, ["enter"])
        assert not any(ord(char) < 32 for one in reader.work.value.target.paragraphs for char in one.text)
        assert [one.text[-4:] for one in reader.work.value.target.paragraphs] == ["x␇汉字", "more"]


def test_what_a_copy_brings_back_is_told_by_paragraph() -> None:
    text = long_bitext(9)
    assert differing(text, text) == []
    changed = set_note(set_status(set_target(text, range(2, 3), "New."), range(4, 5), Status.FINAL), 6, "Why?")
    assert differing(text, changed) == [2, 4, 6]


# -- writing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (60, 14), (40, 12)])
async def test_the_cursor_and_the_keys_are_in_view_however_long_the_paragraph(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    reader = opened(tmp_path, bitext([("河水从山里流出来。" * 60, "The river runs. " * 120 + "It ends here.")]))
    async with reader.run_test(size=size) as pilot:
        rows = joined(await press(pilot, "e"))
    assert "here." in rows
    assert "Enter keep" in rows


@pytest.mark.parametrize("size", SIZES)
async def test_the_english_of_a_paragraph_is_edited_with_the_original_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=size) as pilot:
        rows = joined(await press(pilot, ["j", "j", "j", "e"]))
        assert "English of paragraph 4" in rows
        assert "并请你局派专人指导" in rows.replace("\n", "").replace(" ", "").replace("|", "")
        assert "工程" not in rows
        rows = joined(await press(pilot, [*" 好 so.", "enter"]))
        assert "to advise them. 好 so." in " ".join(rows.replace("|", " ").split())
        assert {"unsaved", "draft", "4/5"} <= set(rows.split("\n")[0].split())
        rows = joined(await press(pilot, ["ctrl+s"]))
        assert "unsaved" not in rows
        assert "Saved: " in rows
    assert in_file(tmp_path)[3].endswith("to advise them. 好 so.")


async def test_the_sentence_is_edited_where_one_is_followed_and_the_others_stay(tmp_path: Path) -> None:
    reader = opened(tmp_path, set_status(sentences(), range(1, 3), Status.FINAL))
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = joined(await press(pilot, ["l", "l", "e"]))
        assert "English of sentence 2 of paragraph 1" in rows
        rows = joined(await press(pilot, ["ctrl+u", *"It has paid.", "enter"]))
        assert "Kept: sentence 2 of paragraph 1, was final, a draft now; u undoes it" in rows
        assert reader.reading.bead == 1
        rows = joined(await press(pilot, ["e", "X", "enter"]))
        assert "Kept: sentence 2 of paragraph 1; u undoes it" in rows
        await press(pilot, ["u"])
        await press(pilot, ["ctrl+s"])
    assert in_file(tmp_path) == [
        "The county has set up a dedicated task force that dredges the river. It has paid. "
        "The work is expected to be complete in June 2024."
    ]
    assert len(read_markdown((tmp_path / "letter.md").read_text()).beads) == 3


async def test_a_new_paragraph_is_made_where_a_whole_one_is_edited_only(tmp_path: Path) -> None:
    reader = opened(tmp_path, sentences())
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["e", "ctrl+j", *"More.", "enter"])
        assert [one.id for one in reader.work.value.target.paragraphs] == ["p1", "p1.2"]
        await press(pilot, ["u", "l", "e", "ctrl+j", *"More.", "enter"])
        assert [one.id for one in reader.work.value.target.paragraphs] == ["p1"]


async def test_one_key_writes_what_has_no_english_place_after_place(tmp_path: Path) -> None:
    reader = opened(tmp_path, bitext(translated=False))
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = joined(await press(pilot, ["M"]))
        assert "Next without English: paragraph 1" in rows
        await press(pilot, [*"Reply", "enter", *"To the Bureau:", "enter"])
        rows = joined(await press(pilot, ["escape", "k"]))
        assert "Reply" in rows
        assert "To the Bureau:" in rows
        rows = joined(await press(pilot, ["M", "enter"]))
        assert "Next without English: paragraph 4" in rows
        await press(pilot, ["enter", *"This is our reply.", "enter", "escape", "ctrl+s"])
    assert in_file(tmp_path) == ["Reply", "To the Bureau:", "This is our reply."]
    read = read_markdown((tmp_path / "letter.md").read_text())
    assert [paragraph.id for paragraph in read.target.paragraphs] == ["p1", "p2", "p5"]


async def test_where_all_has_english_nothing_is_left_to_write(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        assert "Nothing is left without English" in (await press(pilot, ["M"]))[-1]


async def test_undo_and_redo_go_to_where_the_change_was(tmp_path: Path) -> None:
    reader = opened(tmp_path, long_bitext(60))
    async with reader.run_test(size=(100, 24)) as pilot:
        await press(pilot, [*"5G", "e", *" One.", "enter", *"40G", "e", *" Two.", "enter", "g"])
        rows = joined(await press(pilot, ["u"]))
        assert reader.view.viewport.current == 39
        assert "Two." not in rows
        assert "Undone: the English, paragraph 40" in rows
        assert "unsaved" in rows
        rows = joined(await press(pilot, ["u"]))
        assert reader.view.viewport.current == 4
        assert "unsaved" not in rows
        assert "Nothing to be undone" in (await press(pilot, ["u"]))[-1]
        rows = joined(await press(pilot, ["ctrl+r"]))
        assert "One." in rows
        await press(pilot, ["ctrl+r"])
        assert reader.view.viewport.current == 39
        assert "Nothing to be done again" in (await press(pilot, ["ctrl+r"]))[-1]


async def test_the_view_stays_where_it_is_when_a_paragraph_above_or_below_the_top_changes(tmp_path: Path) -> None:
    reader = opened(tmp_path, long_bitext(60))
    async with reader.run_test(size=(100, 24)) as pilot:
        await press(pilot, [*"30G"])
        top = reader.view.viewport.top
        await press(pilot, ["e", *" And more, and more, and more, and more, and more, and more.", "enter"])
        assert reader.view.viewport.top == top
        assert reader.view.viewport.current == 29


async def test_status_goes_round_and_is_seen(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        for answer, status in (("enter", "machine"), ("f", "final"), ("escape", "final"), ("enter", "draft")):
            rows = await press(pilot, ["s"])
            assert "Status of paragraph 1: now" in joined(rows)
            rows = await press(pilot, [answer])
            assert status in rows[0].split()
        await press(pilot, ["s", "r", "ctrl+s"])
    read = read_markdown((tmp_path / "letter.md").read_text())
    assert [bead.status for bead in read.beads[:2]] == [Status.REVIEWED, Status.DRAFT]


async def test_a_note_is_written_and_shown_with_the_terms(tmp_path: Path) -> None:
    reader = opened(tmp_path, bitext(note="Old."))
    async with reader.run_test(size=(100, 40)) as pilot:
        rows = joined(await press(pilot, ["j", "j", "A"]))
        assert "Note on paragraph 3" in rows
        assert "Old." in rows
        await press(pilot, ["ctrl+u", *"垫资: paid first.", "enter"])
        await press(pilot, ["tab", "G"])
        assert "Note 垫资: paid first." in joined(await press(pilot, []))
        await press(pilot, ["ctrl+s"])
    assert "> Note. 垫资: paid first." in (tmp_path / "letter.md").read_text()


@pytest.mark.parametrize("size", SIZES)
async def test_a_term_is_added_and_shows_at_once(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "own.toml").write_text('# my terms\n\n[[term]]\nzh = "清理"\nrenderings = ["clear"]\n# last\n')
    reader = opened(tmp_path)
    async with reader.run_test(size=size) as pilot:
        rows = joined(await press(pilot, ["j", "j", "a"]))
        assert "A new term" in rows
        rows = joined(await press(pilot, [*"堤岸", "enter"]))
        assert "A term needs at least one rendering." in rows
        await press(pilot, [*"banks; embankment", "tab", *"What keeps a river in.", "enter"])
        rows = joined(await press(pilot, []))
        assert "堤岸 is in" in rows
        uses = {use.hit.term.zh: use for use in reader.reading.uses()}
        assert uses["堤岸"].rendering is not None
        assert uses["堤岸"].rendering.text == "banks"
        assert not reader.work.is_unsaved
    text = (tmp_path / "own.toml").read_text()
    assert text.startswith('# my terms\n\n[[term]]\nzh = "清理"\nrenderings = ["clear"]\n# last\n')
    assert 'definition = "What keeps a river in."' in text


async def test_what_was_found_is_entered_and_two_terms_at_once_are_both_kept(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = joined(
            await press(pilot, ["/", *"巡河", "enter", "a", *"patrol; watch", "tab", *"Walk along a river.", "enter"])
        )
        rows = joined(await press(pilot, ["a"]))
        assert "Walk along a river." in rows
        rows = joined(await press(pilot, ["tab", "end", *" Often.", "enter"]))
        assert "巡河 is in" in rows
    text = (tmp_path / "own.toml").read_text()
    assert 'definition = "Walk along a river. Often."' in text
    assert '"watch"' in text
    assert "domain" not in text


async def test_a_chosen_term_is_changed_and_what_else_is_known_of_it_stays(tmp_path: Path) -> None:
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = joined(await press(pilot, ["j", "j", "right_square_bracket", "right_square_bracket"]))
        rows = joined(await press(pilot, ["a"]))
        assert "工作专班" in rows
        assert "dedicated task force" in rows
        await press(pilot, ["home", *"task team; ", "tab", "tab", "space", "right", "enter"])
    text = (tmp_path / "glossary.toml").read_text()
    found = parse(layers.Source(tmp_path / "glossary.toml", layers.PROJECT, text.encode()))[0]
    assert [(one.text, one.status) for one in found.renderings] == [
        ("task team", "preferred"),
        ("dedicated task force", "admitted"),
        ("special class", "forbidden"),
    ]
    assert found.note == "Not a class of pupils."
    assert not (tmp_path / "own.toml").exists()


async def test_a_term_stays_in_the_glossary_that_has_it_and_is_looked_up_at_once(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('[[term]]\nzh = "收悉"\nrenderings = ["received"]\n')
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["j", "j"])
        reader.view.mark_word(reader.view.words.at(2, 4))
        rows = joined(await press(pilot, ["a"]))
        assert "Change a term of the project glossary" in rows
        rows = joined(await press(pilot, [*"; in hand", "enter"]))
        assert f"收悉 is in {tmp_path}/glossary.toml"[:60] in rows
        rows = joined(await press(pilot, ["enter"]))
        assert "in hand" in rows
        assert "project glossary" in rows
        await press(pilot, ["escape"])
        reader.view.mark_word(Word(2, 2, 4))  # 来函, which is none yet
        await press(pilot, ["a", *"letter", "enter"])
        rows = joined(await press(pilot, ["enter"]))
        assert "user glossary" in rows
        await press(pilot, ["escape"])
        reader.view.mark_word(Word(2, 6, 7))
        await press(pilot, ["right_square_bracket"])
        assert reader.reading.chosen_term() == TERMS[2]  # 河道, the next one behind what is marked
    assert "来函" in (tmp_path / "own.toml").read_text()


async def test_the_users_own_editor_is_used_and_what_it_left_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nsed -i "s/Reply/Answer/" "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    reader = opened(tmp_path)
    async with reader.run_test(size=(100, 30)) as pilot:
        assert "cannot be handed" in (await press(pilot, ["E"]))[-1]
        from contextlib import nullcontext

        monkeypatch.setattr(reader, "suspend", nullcontext)
        rows = joined(await press(pilot, ["E"]))
        assert "Answer on the Restoration of the River" in rows
        assert "不" not in reader.work.value.target.paragraphs[0].text
        assert len(reader.work.value.target.paragraphs) == len(PAIRS)
