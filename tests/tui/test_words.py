"""Words: going from one to the next, looking them up, keeping them."""

from __future__ import annotations

import csv
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.cli import main
from reader.kept import Kept, for_anki, forget, keep, read_kept
from reader.model import Bitext, Status
from reader.tui.actions.origins import doubts
from reader.tui.actions.returns import in_short
from reader.tui.kept import clipboard
from reader.tui.options import ScreenOptions
from reader.tui.sheets.entry import EntryScreen
from tests.tui.samples import app, screen_text, sentences
from tests.tui.test_screen import press, styled
from tests.tui.test_select import cell_of


def anki(text: str) -> tuple[dict[str, str], list[list[str]]]:
    """Headers and rows as Anki's manual says that it reads a text file."""
    lines = text.splitlines(keepends=True)
    headers = {}
    while lines and lines[0].startswith("#") and ":" in lines[0]:
        key, _, value = lines.pop(0)[1:].rstrip("\n").partition(":")
        headers[key] = value
    kept = [line for line in lines if not line.startswith("#")]
    return headers, list(csv.reader(kept, delimiter="\t"))


@pytest.mark.parametrize(
    "word", ["垫资", "#标签", 'quo"ted', '"all"', "a\tb", "line\nend", "a; b, c", " #spaced", "<b>", "\u2028x"]
)
def test_a_word_comes_out_of_the_list_as_anki_reads_it(tmp_path: Path, word: str) -> None:
    file = tmp_path / "data" / "words.tsv"
    kept = Kept(word, "pīn", f"meaning of {word}", f"句：{word}", word, "《文》", "2024-01-02")
    assert keep(file, kept)
    plain = [" ".join(part.split()) for part in kept]
    assert [list(one) for one in read_kept(file)] == [plain]
    headers, rows = anki(for_anki(read_kept(file)))
    assert headers == {
        "separator": "tab",
        "html": "false",
        "columns": "word\tpinyin\tmeaning\tsentence\tEnglish\tsource",
    }
    assert rows == [plain[:-1]]


def test_a_word_is_kept_once_and_a_line_that_was_cut_off_harms_no_other(tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    assert keep(file, Kept("垫资"))
    assert not keep(file, Kept("垫资", meaning="again"))
    with file.open("a", encoding="utf-8") as out:
        out.write("收悉\tshōu")
    assert keep(file, Kept("会办"))
    assert [one.word for one in read_kept(file)] == ["垫资", "会办"]
    assert forget(file, ["垫资", "没有"]) == ["垫资"]
    assert [one.word for one in read_kept(file)] == ["会办"]


def test_the_command_prints_removes_and_clears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUIZHAO_DATA_DIR", str(tmp_path))
    assert main(["words"]) == 0
    assert "no words kept yet" in capsys.readouterr().err
    for word in ("垫资", "收悉", "会办"):
        keep(tmp_path / "words.tsv", Kept(word, meaning="x", day="2024-01-02"))
    assert main(["words"]) == 0
    assert [row[0] for row in anki(capsys.readouterr().out)[1]] == ["垫资", "收悉", "会办"]
    assert main(["words", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["words"][0] == Kept("垫资", meaning="x", day="2024-01-02")._asdict()
    assert main(["words", "remove", "收悉", "没有"]) == 1
    assert "not on the list: 没有" in capsys.readouterr().err
    assert main(["words", "-o", str(tmp_path / "out.txt")]) == 0
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").count("\n") == 5
    assert main(["words", "--clear"]) == 0
    assert read_kept(tmp_path / "words.tsv") == []
    assert main(["words", "remove"]) == 2


@pytest.mark.parametrize("size", [(80, 30), (100, 30), (140, 45)])
async def test_keys_go_from_word_to_word_over_the_edge_of_a_paragraph(size: tuple[int, int]) -> None:
    reader = app()
    reader.view.words.ask = lambda _: ()  # no dictionary: jieba cuts
    async with reader.run_test(size=size) as pilot:
        await press(pilot, "w")
        assert reader.view.marked() == "关于"
        assert "关于" in styled(reader, lambda style: style.underline and style.bold)
        await press(pilot, "w")
        assert reader.view.marked() == "河道"  # a term of the glossary
        await press(pilot, "www")
        assert reader.view.marked() == "复函"
        await press(pilot, "w")
        assert reader.view.viewport.current == 1
        await press(pilot, "W")
        assert (reader.view.marked(), reader.view.viewport.current) == ("复函", 0)
        rows = await press(pilot, "WWWWW")
        assert "No other word" in rows[-1]
        await press(pilot, ["escape", "escape"])
        assert reader.view.marked() == ""


async def test_enter_opens_the_entry_of_the_marked_word_and_a_key_keeps_it(tmp_path: Path) -> None:
    words = tmp_path / "words.tsv"
    reader = app(options=ScreenOptions(words=words))
    async with reader.run_test(size=(140, 45)) as pilot:
        rows = await press(pilot, "")
        await pilot.click(offset=cell_of(rows, "堤岸"))
        rows = await press(pilot, "")
        assert reader.view.marked() == "堤岸"
        assert len(reader.screen_stack) == 1
        rows = await press(pilot, ["enter"])
        assert any("embankment" in row for row in rows)
        rows = await press(pilot, ["asterisk"])
        assert any("Kept: 堤岸" in row for row in rows)
        await press(pilot, ["escape", "escape", "asterisk"])
        rows = await press(pilot, ["right_square_bracket", "fullwidth_asterisk"])
        assert "Kept: " in rows[-1]
        rows = await press(pilot, ["asterisk"])
        assert "Already on the list" in rows[-1]
    first, second = read_kept(words)
    assert (first.word, first.pinyin, first.meaning) == ("堤岸", "dī àn", "embankment; bank")
    assert "堤岸。" in first.sentence
    assert "strengthen the banks" in first.english
    assert first.source == "《关于河道治理的复函》第3段"
    assert (second.word, second.meaning) == ("河道", "river")


def test_what_a_word_is_counted_by_is_not_kept_as_its_meaning() -> None:
    known = [{"zh": "屋子", "pinyin": "wū zi", "senses": ["house", "measure word: 间 (jiān)", "room"]}]
    assert in_short("屋子", None, known) == ("wū zi", "house; room")


async def test_without_a_word_or_a_list_nothing_is_kept() -> None:
    reader = app(options=ScreenOptions())
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, ["asterisk"])
        assert "No word to keep" in rows[-1]


def doubted() -> Bitext:
    whole = sentences()
    one, two, three = whole.beads
    return replace(
        whole,
        beads=(
            replace(one, confidence=0.95),
            replace(two, confidence=0.4),
            replace(three, confidence=0.3, status=Status.REVIEWED),
        ),
    )


def with_english(bitext: Bitext, old: str, new: str) -> Bitext:
    """With other words of the same length in the English."""
    assert len(old) == len(new)
    paragraphs = tuple(replace(one, text=one.text.replace(old, new)) for one in bitext.target.paragraphs)
    return replace(bitext, target=replace(bitext.target, paragraphs=paragraphs))


async def test_the_next_doubtful_pair_is_gone_to_and_what_is_doubtful_said() -> None:
    reader = app(doubted())
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, "D")
        assert reader.reading.bead == 1
        assert "40% sure" in rows[-1]
        rows = await press(pilot, "D")
        assert "No doubtful pair below" in rows[-1]
        await press(pilot, ["l", "ctrl+p", *"doubtful pair before", "enter"])
        assert reader.reading.bead == 1
    reader = app(with_english(sentences(), "3 million", "5 million"))  # however sure the pair is
    async with reader.run_test(size=(100, 30)) as pilot:
        rows = await press(pilot, "D")
        assert reader.reading.bead == 1
        assert "Doubtful: numbers differ: 300万元 / RMB 5 million" in rows[-1]


def test_numbers_that_differ_are_doubtful_however_sure_the_pair_until_a_person_has_seen_it() -> None:
    wrong = with_english(doubted(), "June 2024", "July 2026")
    assert [doubts(doubted(), bead) for bead in doubted().beads] == [[], ["40% sure that these belong together"], []]
    assert doubts(wrong, wrong.beads[2]) == []
    assert doubts(wrong, replace(wrong.beads[2], status=Status.DRAFT, confidence=1.0)) == [
        "numbers differ: 2024年, 6月 / July, 2026"
    ]


def test_copying_uses_the_program_that_the_system_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert clipboard.clipboard_program() == ()
    monkeypatch.setenv("DISPLAY", ":0")
    assert clipboard.clipboard_program() == ()
    program = tmp_path / "xclip"
    program.write_text('#!/bin/sh\nread -r line; printf %s "$line" > "$(dirname "$0")/out"; exit 0\n')
    program.chmod(0o755)
    assert clipboard.clipboard_program()[0] == "xclip"


async def test_copying_says_which_way_it_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "copier"
    program.write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/out"\nexit "$(/bin/cat {tmp_path}/code)"\n')
    program.chmod(0o755)
    monkeypatch.setattr("reader.tui.actions.overlays.clipboard_program", lambda: (str(program),))
    for code, said in ((0, "Copied ("), (3, "Copied by the terminal only")):
        (tmp_path / "code").write_text(str(code))
        reader = app()
        async with reader.run_test(size=(140, 30)) as pilot:
            rows = await press(pilot, "y")
            for _ in range(40):
                if said in rows[-1] and (tmp_path / "out").exists():
                    break
                await pilot.pause(0.1)
                rows = await press(pilot, "")
            assert said in rows[-1]
            assert reader.clipboard == "关于河道治理的复函"
        assert (tmp_path / "out").read_text(encoding="utf-8") == "关于河道治理的复函"


async def test_words_go_on_from_what_was_found_and_enter_looks_it_up() -> None:
    reader = app()
    async with reader.run_test(size=(100, 30)) as pilot:
        await press(pilot, ["slash", *"dianzi", "enter", "enter"])
        assert isinstance(reader.screen, EntryScreen)
        assert reader.screen.word == "垫资"
        await press(pilot, ["escape", "escape", "escape", "slash", *"岸", "enter", "w"])
        word = reader.view.word
        assert word is not None
        assert reader.reading.bitext.source.paragraphs[2].text[word.start :].startswith("堤岸")


async def test_the_dictionary_is_opened_beside_the_screen_and_what_waits_for_it_is_done_unless_one_moves_on() -> None:
    opened = threading.Event()
    asked: list[str] = []

    def ask(text: str) -> list[tuple[str, list[dict[str, object]]]]:
        asked.append(threading.current_thread().name)
        opened.wait(10)
        return [("来函", [{"zh": "来函", "pinyin": "lái hán", "senses": ["incoming letter"]}])]

    reader = app()
    reader.ask = reader.view.ask = reader.view.words.ask = ask
    async with reader.run_test(size=(100, 30)) as pilot:
        await pilot.press("j", "j", "w", "enter")
        await pilot.pause(0.8)
        assert "Loading the dictionary ..." in screen_text(reader)[-1]
        assert threading.main_thread().name not in asked
        await pilot.press("escape", "k")
        assert reader.view.viewport.current == 1  # the text can be read meanwhile
        await pilot.press("j", "w", "enter")
        opened.set()
        await press(pilot, "")
        await press(pilot, "")
        assert isinstance(reader.screen, EntryScreen)
        assert reader.screen.word == "来函"  # what was asked before was let go: no second word was marked
        assert len(reader.screen_stack) == 2
