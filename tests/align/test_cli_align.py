"""`duizhao align` from the outside."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reader.align import AlignOptions
from reader.cli import main
from reader.cli.terminal import cells
from reader.formats.markdown import read_markdown, style_of, write_markdown
from reader.model import Status
from tests.align.texts import BEADS, EN, OTHER, ZH


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, lines in (("zh.txt", ZH), ("en.txt", EN), ("other.txt", OTHER)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    return str(tmp_path / "zh.txt"), str(tmp_path / "en.txt")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["align", *words, "--no-encoder"])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_ladder_of_segments(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, *files, "--segments", "--format", "ladder")
    assert code == 0
    assert [line.rsplit(":", 1)[0] for line in shown.splitlines()] == [f"{zh}:{en}" for zh, en in BEADS]


def test_a_table_and_json_of_segments(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = run(capsys, *files, "--segments")
    assert shown.splitlines()[2].split("\t")[:2] == [f"{ZH[2]} {ZH[3]}", EN[2]]
    _, shown, _ = run(capsys, *files, "--segments", "--format", "json")
    beads = json.loads(shown)["beads"]
    assert beads[2]["source_text"] == ZH[2:4]
    assert [(bead["source"], bead["target"]) for bead in beads] == BEADS


def test_documents_become_a_native_file_and_what_is_final_stays(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made.md"
    assert run(capsys, *files, "-o", str(made))[:2] == (0, "")
    text = made.read_text("utf-8")
    bitext = read_markdown(text)
    assert bitext.provenance.source.file == "zh.txt"
    assert bitext.provenance.target.file == "en.txt"
    assert [bead.confidence for bead in bitext.beads if bead.confidence is None] == []
    assert bitext.beads[0].status is Status.DRAFT
    code, again, _ = run(capsys, str(made))
    assert code == 0
    assert read_markdown(again).beads == bitext.beads


def test_aligning_again_keeps_notes_and_statuses(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made.md"
    run(capsys, *files, "-o", str(made))
    bitext = read_markdown(made.read_text("utf-8"))
    beads = [replace(bead, note="ask the client") if k == 3 else bead for k, bead in enumerate(bitext.beads)]
    beads[5] = replace(beads[5], status=Status.MACHINE)
    made.write_text(write_markdown(replace(bitext, beads=tuple(beads))), "utf-8")
    _, again, _ = run(capsys, str(made))
    found = read_markdown(again).beads
    assert found[3].note == "ask the client"
    assert found[5].status is Status.MACHINE
    (tmp_path / "table.md").write_text(write_markdown(bitext, "table"), "utf-8")
    assert run(capsys, str(tmp_path / "table.md"), "-o", str(tmp_path / "table.md"))[0] == 0
    assert style_of((tmp_path / "table.md").read_text("utf-8")) == "table"
    code, _, said = run(capsys, str(tmp_path / "table.md"), str(made))
    assert code == 3
    assert "both are aligned documents" in said


def test_a_revised_translation_takes_the_place_of_the_old_one(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, revised = tmp_path / "made.md", tmp_path / "revised.txt"
    run(capsys, *files, "-o", str(made))
    bitext = read_markdown(made.read_text("utf-8"))
    beads = [replace(bead, status=Status.REVIEWED) if k in (5, 8) else bead for k, bead in enumerate(bitext.beads)]
    beads[8] = replace(beads[8], note="ask the client")
    bitext = replace(bitext, beads=tuple(beads), provenance=replace(bitext.provenance, terms=(("馆", "library"),)))
    made.write_text(write_markdown(bitext), "utf-8")
    old = bitext.target_text(beads[8].target)
    revised.write_text("\n".join(EN).replace(old, "Parking is hard to find. Readers say so."), "utf-8")
    for words in ((str(made), str(revised)), (str(revised), str(made))):
        code, shown, said = run(capsys, *words)
        assert code == 0
        found = read_markdown(shown)
        assert (found.provenance.source.file, found.provenance.target.file) == ("zh.txt", "revised.txt")
        assert found.provenance.terms == bitext.provenance.terms
        assert found.source == bitext.source
        assert found.beads[5] == beads[5]
        new = next(bead for bead in found.beads if bead.note)
        assert (new.source.start, new.note, new.status) == (beads[8].source.start, "ask the client", Status.DRAFT)
        assert f"was reviewed, a draft again now: {bitext.source_text(beads[8].source)[:9]}" in said
    assert run(capsys, str(made), str(revised), "-o", str(made))[0] == 2
    assert run(capsys, str(made), str(revised), "-o", str(made), "-f")[0] == 0
    assert read_markdown(made.read_text("utf-8")) == found


def test_doubtful_beads_are_listed_and_explained(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = run(capsys, *files, "--segments", "--explain")
    assert shown.splitlines()[0].startswith("1 : 1  ")
    beads, legend = shown.split("\n\nWhat adds to the weight")
    assert "  for:      " in beads
    names = [line for line in legend.splitlines()[1:] if not line.startswith("    ")]
    words = [line for line in legend.splitlines()[1:] if line.startswith("      ")]
    assert len(names) == len(words) == len(set(words))  # each feature has its words, said once
    assert max(map(cells, shown.splitlines())) <= 80
    _, shown, said = run(capsys, *files, "--segments", "--doubtful", "0")
    assert shown == ""
    assert f"0 of {len(BEADS)} beads" in said
    _, shown, _ = run(capsys, *files, "--segments", "--doubtful", "1")
    assert "  1.00\n" not in shown  # what is under 1 is not shown as 1


def test_a_wrong_figure_is_named_however_sure_the_bead(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wrong.txt").write_text("\n".join(EN).replace("250 million yuan", "2.5 million yuan"), "utf-8")
    _, shown, said = run(capsys, files[0], str(tmp_path / "wrong.txt"), "--segments", "--doubtful", "0")
    assert shown.splitlines()[0].startswith("7 : 7  ")
    assert shown.splitlines()[-1] == "  numbers differ: 2.5亿元 / 2.5 million yuan"
    assert "in 1 more the numbers differ" in said


def test_texts_that_are_unrelated_are_an_error(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown, said = run(capsys, files[0], str(tmp_path / "other.txt"))
    assert (code, shown) == (3, "")
    assert "unrelated" in said
    assert run(capsys, files[0], str(tmp_path / "other.txt"), "--unrelated")[0] == 0


def test_of_few_sentences_that_look_unrelated_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("河水退了。\n村里开会。\n大家修堤。\n路也通了。\n学校开学。\n", "utf-8")
    en.write_text("A cat slept.\nMy aunt sings badly.\nNobody ate the cake.\n", "utf-8")
    code, _, said = run(capsys, str(zh), str(en), "--no-encoder")
    assert code == 0
    assert "may be unrelated" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("zh.txt", "--segments"), 2, "needs two files"),
        (("zh.txt", "en.txt", "--segments", "--format", "md"), 2, "no paragraphs"),
        (("zh.txt", "zh.txt"), 2, "both texts are the same file"),
        (("zh.txt", "zh.txt", "--segments"), 2, "both texts are the same file"),
        (("zh.txt", "en.txt", "--doubtful", "2"), 2, "2 is not a number from 0 to 1"),
        (("zh.txt", "en.txt", "--doubtful", "nan"), 2, "from 0 to 1"),
        (("zh.txt", "en.txt", "--doubtful", "--format", "json"), 2, "leave --format out"),
        (("zh.txt", "en.txt", "--model", "m"), 2, "--model goes with --endpoint"),
        (("-", "-"), 2, "standard input"),
        (("zh.txt",), 2, "no translation"),
        (("zh.txt", "none.txt"), 3, "none.txt"),
        # What could not be written is said before anything is read.
        (("zh.txt", "none.txt", "-o", "/no/such/folder/x"), 3, "make the folder first"),
        (
            ("zh.txt", "none.txt", "-o", "en.txt"),
            2,
            "is there already\n  name another file with -o, or replace it with -f",
        ),
        (("zh.txt", "none.txt", "-o", "zh.txt", "-f"), 2, "would overwrite the input"),
        (("zh.txt", "none.txt", "-o", "/"), 3, "cannot be written: is a directory"),
    ],
)
def test_trouble_is_said(
    files: tuple[str, str], words: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(files[0]).parent
    found = run(capsys, *(str(folder / word) if word.endswith(".txt") else word for word in words))
    assert found[0] == code
    assert said in found[2]


def test_the_command_line_and_the_door_load_no_numpy() -> None:
    program = "import sys, reader.pipeline, reader.align, reader.cli.align; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_who_interrupts_is_told_that_the_work_done_is_kept(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(source: object, target: object, options: AlignOptions) -> None:
        assert options.progress is not None
        options.progress(300, 9000)
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.align.link", interrupted)
    code, _, said = run(capsys, *files, "--segments")
    assert (code, said) == (130, "duizhao: interrupted after 300 segments; the same command goes on from there\n")
    assert run(capsys, *files, "--segments", "--no-cache")[::2] == (130, "")
