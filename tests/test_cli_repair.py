from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.cli import main

SEED = str(Path(__file__).parent.parent / "seeds" / "putuo-2023-18.txt")
_MAIN = "import sys; from reader.cli import main; sys.exit(main())"
CLEAN = "一段话。\n又一段话。\n"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, "utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["repair", *words])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.mark.parametrize("view", [(), ("--one-per-line",)])
def test_clean_text_is_printed_as_it_is(clean: Path, capsys: pytest.CaptureFixture[str], view: tuple[str, ...]) -> None:
    assert run(capsys, str(clean), *view) == (0, CLEAN, "")


def test_a_hyphen_is_standard_output(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, str(clean), "-o", "-") == (0, CLEAN, "")
    code, _, said = run(capsys, str(clean), SEED, "-o", "-")
    assert (code, "need a folder, not standard output" in said) == (2, True)


def test_what_only_a_pdf_takes_is_said_of_a_text(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, said = run(capsys, str(clean), "--password", "x", "--pages", "1")
    assert (code, shown) == (0, CLEAN)
    assert "needs no password" in said
    assert "all of it is read" in said


def test_what_is_named_pdf_and_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(range(256)))
    code, _, said = run(capsys, str(path))
    assert (code, "a.pdf: this is no PDF" in said) == (3, True)
    path.write_text(CLEAN, "utf-8")
    code, shown, said = run(capsys, str(path))
    assert (code, shown, "no PDF but a text" in said) == (0, CLEAN, True)


def test_of_several_files_each_begins_on_a_line_of_its_own(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("没有换行。", "utf-8")
    assert run(capsys, str(other), str(clean))[1] == "没有换行。\n" + CLEAN
    assert run(capsys, str(other))[1] == "没有换行。"


def test_one_paragraph_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, SEED, "--one-per-line")
    assert (code, len(shown.splitlines())) == (0, 19)


def test_each_change_is_explained_with_page_line_and_rule(capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = run(capsys, SEED, "--explain")
    assert "page 1, line 6\tclose_script_gaps\t〔2023〕18[ ]号\t〔2023〕18[]号\n" in shown


def test_the_raw_text_stands_beside_the_repaired(capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = run(capsys, SEED, "--diff")
    assert any(row.startswith("普府〔2023〕18 号") and row.endswith("│ 普府〔2023〕18号") for row in shown.splitlines())


def test_json_gives_paragraphs_and_edits(capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = run(capsys, SEED, "--json")
    made = json.loads(shown)
    assert made["paragraphs"][4] == {
        "id": "p5",
        "kind": "title",
        "level": 0,
        "text": "对市十六届人大一次会议第0465号代表建议的会办意见",
        "page": 1,
        "lines": [8, 10],
    }
    assert {"rule", "page", "line", "start", "end", "before", "after"} == set(made["edits"][0])
    assert made["doubtful"] == []
    assert len(shown.splitlines()) > len(made["paragraphs"]) + len(made["edits"])


@pytest.mark.parametrize(("view", "said"), [("--explain", "nothing was to be changed"), ("--doubtful", "no line end")])
def test_where_there_is_nothing_to_list_this_is_said(
    clean: Path, capsys: pytest.CaptureFixture[str], view: str, said: str
) -> None:
    code, shown, words = run(capsys, str(clean), view)
    assert (code, shown, said in words) == (0, "", True)


def test_no_line_of_the_two_columns_begins_with_a_comma(capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = run(capsys, SEED, "--diff")
    assert len(shown.splitlines()) > 19
    assert not [
        row for row in shown.splitlines() if row[0] in "，。；：" or row.partition("│ ")[2][:1] in set("，。；：")
    ]


def test_the_output_of_repair_is_not_repaired_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for view in ((), ("--one-per-line",)):
        _, once, _ = run(capsys, SEED, *view)
        (tmp_path / "once.txt").write_text(once, "utf-8")
        _, twice, _ = run(capsys, str(tmp_path / "once.txt"), *view)
        assert twice == once


def test_stdin_is_read_for_a_dash(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CLEAN.encode())))
    assert run(capsys, "-") == (0, CLEAN, "")


def test_another_encoding_is_read_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gbk.txt").write_bytes(CLEAN.encode("gb18030"))
    code, shown, said = run(capsys, str(tmp_path / "gbk.txt"))
    assert (code, shown) == (0, CLEAN)
    assert "not UTF-8; read as GB18030" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["missing.txt"], 3, "missing.txt: no such file"),
        (["picture.txt"], 3, "a PNG picture"),
        (["empty"], 3, "no text files"),
        (["clean.txt", "--skip", "nonsense"], 2, "unknown rule 'nonsense'"),
        (["clean.txt", "--encoding", "klingon"], 2, "unknown encoding"),
        (["clean.txt", "-o", "clean.txt"], 2, "overwrite the input"),
        (["clean.txt", "-o", "."], 2, "overwrite the input"),
        (["clean.txt", "-o", "no/such/file.txt"], 3, "cannot be written"),
        (["clean.txt", "sub/clean.txt", "-o", "out"], 2, "both be written to"),
        (["clean.txt", "sub/other.txt", "-o", "picture.txt"], 2, "not a file"),
        (["clean.txt", "-o", "clean.txt", "-f"], 2, "overwrite the input"),
        (["clean.txt", "-o", "work.md"], 2, "work.md: is there already"),
        (["clean.txt", "sub/other.txt", "-o", "done"], 2, "clean.txt: is there already, and 1 more"),
        (["clean.txt", "-o", "loop.txt"], 3, "the symbolic link leads to itself"),
        (["loop.txt"], 3, "the symbolic link leads to itself"),
        ([""], 2, "the name of a file is empty"),
        (["clean.txt", "--resume"], 2, "--resume goes with -o"),
        (["clean.txt", "--json", "--diff"], 2, "not allowed"),
        (["-", "-"], 2, "stands twice"),
    ],
)
def test_bad_words_are_refused_and_nothing_is_written(
    tmp_path: Path, clean: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    words: list[str], code: int, said: str,
) -> None:  # fmt: skip
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "work.md").write_text("---\nduizhao: 1\n---\n")
    for folder in ("empty", "sub", "done"):
        (tmp_path / folder).mkdir()
    for name in ("clean.txt", "other.txt"):
        (tmp_path / "done" / name).write_text("mine", "utf-8")
    for name in ("clean.txt", "other.txt"):
        (tmp_path / "sub" / name).write_text(CLEAN, "utf-8")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    monkeypatch.chdir(tmp_path)
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*.txt")}
    got, shown, err = run(capsys, *words)
    assert (got, shown) == (code, "")
    assert said in err
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*.txt")} == before


def test_a_result_that_is_there_is_replaced_when_that_is_said_or_nothing_is_lost(
    tmp_path: Path, clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out" / "clean.txt"
    target.parent.mkdir()
    target.write_bytes(b"")
    one, many = [str(clean), "-o", str(target)], [str(clean), SEED, "-o", str(target.parent)]
    for words in (one, one, [*many, "-f"]):  # over nothing, over the same, over whatever it is
        assert run(capsys, *words)[0] == 0
        assert target.read_text("utf-8") == CLEAN
    for words in (one, many, [*many, "--resume"]):
        target.write_text("older", "utf-8")
        os.utime(target, (0, 0))
        code, _, said = run(capsys, *words)
        renewed = "--resume" in words
        assert (code, target.read_text("utf-8") == CLEAN) == ((0, True) if renewed else (2, False))
        assert renewed or "replace" in said


def test_an_empty_file_gives_an_empty_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run(capsys, str(tmp_path / "empty.txt"), "--one-per-line") == (
        0,
        "",
        f"duizhao: {tmp_path / 'empty.txt'}: the file is empty: there is no text to repair\n",
    )


def test_a_folder_is_done_in_one_go_and_one_bad_file_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(CLEAN, "utf-8")
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "notes.md").write_text("not meant", "utf-8")
    code, shown, said = run(capsys, str(folder), "-o", str(tmp_path / "out"), "--one-per-line")
    assert (code, shown) == (3, "")
    assert "bad.txt: this is a PNG picture" in said
    assert "4 files: 3 repaired, 1 failed" in said
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "b.txt", "c.txt"]
    assert (tmp_path / "out" / "a.txt").read_text("utf-8") == CLEAN


def test_resuming_leaves_what_is_there(tmp_path: Path, clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "clean.txt").write_text("done before", "utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    clean.rename(folder / "clean.txt")
    (folder / "new.txt").write_text(CLEAN, "utf-8")
    os.utime(folder / "clean.txt", (0, 0))
    code, _, said = run(capsys, str(folder), "-o", str(out), "--resume")
    assert (code, (out / "clean.txt").read_text("utf-8")) == (0, "done before")
    assert "1 there already" in said


def test_a_pool_gives_what_one_process_gives(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for k in range(6):
        (folder / f"{k}.txt").write_bytes(Path(SEED).read_bytes())
    command = [sys.executable, "-c", _MAIN, "repair", str(folder), "--jobs", "2", "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert len({(tmp_path / "out" / f"{k}.txt").read_bytes() for k in range(6)}) == 1


def test_control_characters_never_reach_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "evil.txt").write_text("甲\x1b[31m乙\x07。\n", "utf-8")
    assert "\x1b[31m" in run(capsys, str(tmp_path / "evil.txt"))[1]  # a pipe gets the text as it is
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert run(capsys, str(tmp_path / "evil.txt"))[1] == "甲\\x1b[31m乙\\x07。\n"


def test_of_several_files_json_has_one_line_each_and_a_folder_names_what_it_leaves_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt", "c.docx"):
        (tmp_path / name).write_text("甲。\n", "utf-8")
    assert main(["repair", str(tmp_path), "--json"]) == 0
    out, err = capfd.readouterr()
    assert [json.loads(line)["paragraphs"][0]["text"] for line in out.splitlines()] == ["甲。", "甲。"]
    assert "left out: 1 .docx" in err


def test_folders_in_folders_are_taken_on_request_and_results_are_no_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "2024/a.txt", "2024/may/b.txt", "2024/.hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(CLEAN, "utf-8")
    words = ["-r", str(tmp_path), "-o", str(tmp_path / "whole")]
    for more in ((), ("-f",)):
        code, _, said = run(capsys, *words, *more)
        assert (code, "3 files: 3 repaired" in said) == (0, True)
    made = sorted(str(path.relative_to(tmp_path / "whole")) for path in (tmp_path / "whole").rglob("*.txt"))
    assert made == ["2024/a.txt", "2024/may/b.txt", "a.txt"]
    code, _, said = run(capsys, *words[1:], "-o", str(tmp_path / "flat"))
    assert (code, "-r takes the folders, too" in said) == (0, True)


def test_a_folder_may_hold_texts_of_any_encoding_and_this_is_said_in_few_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for k, encoding in enumerate(["utf-8", "utf-8-sig", "gb18030", "utf-16", *["big5"] * 6]):
        (folder / f"{k}.txt").write_text("第一段話。\n第二段話，也是這樣的。\n", encoding)
    code, _, said = run(capsys, str(folder), "-o", str(tmp_path / "out"))
    made = {path.read_text("utf-8-sig") for path in (tmp_path / "out").iterdir()}
    assert (code, made) == (0, {"第一段話。\n第二段話，也是這樣的。\n"})
    assert "3 more files: not UTF-8; read as Big5" in said


def test_a_full_disk_stops_the_batch_and_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(CLEAN, "utf-8")
    monkeypatch.setattr("os.fsync", full)
    code, _, said = run(capsys, str(tmp_path), "-o", str(tmp_path / "out"))
    assert (code, said.count("no space left")) == (3, 1)
    assert "3 files: 0 repaired, 1 failed, 2 not done" in said
    assert "--resume" in said
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(
    tmp_path: Path, clean: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    code, _, said = run(capsys, str(clean), str(clean.parent / "missing.txt"), "-o", str(tmp_path / "out"))
    assert (code, said.count("\n")) == (3, 2)
    assert "the folder is read-only" in said


def test_ctrl_c_leaves_whole_files_only_and_resuming_does_the_rest(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    raw = Path(SEED).read_bytes()
    for k in range(300):
        (folder / f"{k:03}.txt").write_bytes(raw)
    command = [sys.executable, "-c", _MAIN, "repair", str(folder), "-o", str(out), "--resume", "--jobs", "2"]
    first = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    while not (out.exists() and any(out.glob("*.txt"))) and first.poll() is None:
        time.sleep(0.02)
    os.killpg(first.pid, signal.SIGINT)
    said = first.communicate(timeout=60)[1].decode()
    assert first.returncode == 130
    assert "--resume" in said
    assert "Traceback" not in said
    done = list(out.iterdir())
    assert 0 < len(done) < 300
    assert len({path.read_bytes() for path in done}) == 1  # and no passing file
    again = subprocess.run(command, capture_output=True, check=True)
    assert "there already" in again.stderr.decode()
    assert len(list(out.iterdir())) == 300
