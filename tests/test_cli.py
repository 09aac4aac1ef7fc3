"""The command line as a user meets it: exit codes, what goes where, and bad input of every kind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import main, read
from reader.formats.markdown import read_markdown
from reader.pipeline import open_bitext

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "putuo-2023-18.md"
RAW = ROOT / "seeds" / "putuo-2023-18.txt"


def duizhao(*words: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "reader.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=60, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def test_reading_on_a_pipe_prints_chinese_english_and_terms_without_escape_codes() -> None:
    done = duizhao(SEED)
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "一、落实工作专班。" in text
    assert "dedicated task force" in text
    assert "    工作专班 " in text
    assert "\x1b" not in text
    assert done.stderr == b""


@pytest.mark.parametrize("name", ["dumb", ""])
def test_a_terminal_that_cannot_be_drawn_on_gets_plain_text(name: str) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "reader.cli", str(SEED)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, env={**os.environ, "TERM": name})
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    assert process.wait(timeout=60) == 0
    assert shown.startswith("办理结果：解决采纳\r\n".encode())
    assert b"\x1b" not in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # the other end has been closed
        return b""


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["no-such-file.txt"], 3, "no such file"),
        ([ROOT], 3, "folder"),
        (["export", "no-such-file.txt"], 3, "no such file"),
        (["--nonsense"], 2, "unrecognized"),
        (["read"], 2, "no file is named"),
        ([], 2, ""),
        (["repiar", "x.txt"], 2, "duizhao repair"),
        (["export", SEED, "--style", "fancy"], 2, "fancy"),
        (["help", "nonsense"], 2, "no command 'nonsense'"),
        (["glossary", "nonsense"], 2, "`duizhao glossary --help` says more"),
        (["glossary", "add"], 2, "`duizhao glossary add --help` says more"),
    ],
)
def test_a_call_that_cannot_work_says_why(
    words: list[str | Path], code: int, says: str, said: pytest.CaptureFixture[str]
) -> None:
    assert main([str(word) for word in words]) == code
    lines = said.readouterr().err.splitlines()
    assert any(says in line for line in lines) or not words
    assert len(lines) <= 2  # what is wrong where, and the way out


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"---\nduizhao: 1\n---\n<!-- p1 -->\n", "stand under"),
        (b"duizhao: 1\n---\n<!-- p1 -->\n", "does not begin with ---"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    data: bytes, says: str, tmp_path: Path, said: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    assert main(["read", str(path)]) == 3
    err = said.readouterr().err
    assert says in err
    assert str(path) in err


def test_a_name_that_is_nearly_right_is_offered(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("甲")
    main([str(tmp_path / "leter.txt")])
    assert f"did you mean {tmp_path / 'letter.txt'}?" in said.readouterr().err


def test_a_text_that_is_not_utf_8_is_read_all_the_same(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gb.txt"
    path.write_bytes("普陀区人民政府关于推进工作的意见。".encode("gb18030"))
    assert main(["read", str(path)]) == 0
    out, err = said.readouterr()
    assert "普陀区人民政府" in out
    assert "read as GB18030" in err


def test_control_characters_never_reach_the_terminal(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.txt"
    path.write_text("甲\x1b[31m乙\x07丙\x9b1m。\n", "utf-8")
    assert main(["read", str(path)]) == 0
    main(["read", str(tmp_path / "\x1b[31mno.txt")])
    out, err = said.readouterr()
    assert not {"\x1b", "\x07", "\x9b"} & set(out + err)


def test_a_line_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("汉字，" * 1_100_000, "utf-8")
    done = duizhao(path)
    assert done.returncode == 0
    assert len(done.stdout) > 9_900_000


def test_a_text_and_its_translation_are_read_side_by_side(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("关于河道治理的复函\n市水务局：\n我县已垫资300万元。工程将于2024年6月完成。\n", "utf-8")
    en.write_text("Reply on the River\nTo the Water Bureau:\nWe have advanced RMB 3 million. Work ends in June 2024.\n")
    assert main([str(zh), str(en)]) == 0
    shown = said.readouterr().out
    assert "市水务局：\nTo the Water Bureau:\n" in shown
    assert main([str(en), str(zh)]) == 0  # the Chinese is the original, whichever is named first
    assert said.readouterr().out == shown
    assert "This text is English alone" in read._hint(open_bitext(en), en)


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m reader.cli {SEED} | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, timeout=60)
    assert done.stderr == b""
    assert done.stdout.decode() == "办理结果：解决采纳\n"


def test_an_interrupted_command_leaves_at_once_and_quietly(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "reader.cli", str(fifo)],
        stderr=subprocess.PIPE,
        # Where the tests run in the background, an ignored SIGINT would be inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with process, fifo.open("wb"):  # waits until the command has opened the other end
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"")


@pytest.mark.parametrize("style", ["table", "interleaved"])
def test_both_styles_are_exported_and_read_back(style: str, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    assert main(["export", str(SEED), "-o", str(out), "--style", style]) == 0
    assert read_markdown(out.read_text("utf-8")) == read_markdown(SEED.read_text("utf-8"))
    again = tmp_path / "again.md"
    assert main(["export", str(out), "-o", str(again), "--style", style]) == 0
    assert again.read_bytes() == out.read_bytes()


def test_the_seed_file_is_as_the_program_writes_it(said: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(SEED)]) == 0
    assert said.readouterr().out == SEED.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--theme", "neon"], "it is auto or night or day or ansi"),
        (["--pinyin", "x"], "it is off or terms or rare or all"),
        (["--tones", "3"], "it is off or on"),
        (["--rank", "-3"], "it is 1 to 300000"),
        (["--measure", "9999"], "it is 10 to 120"),
        (["--margin", "-1"], "it is 0 to 40"),
        (["--spacing", "x"], "it is 0 to 3"),
        (["--ambiguous-width", "3"], "it is auto or 1 or 2"),
        (["--width", "-3"], "unrecognized arguments"),
        (["--pages", "0"], "pages count from 1"),
        (["--encoding", "klingon"], "unknown encoding"),
        (["--terms"], "--terms goes with --plain"),
        ([str(RAW), "--pages", "3"], "go with one file"),
        ([str(RAW)], "both texts are the same file"),
    ],
)
def test_a_slip_in_an_option_is_said_on_a_pipe_too(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(RAW), *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_an_export_never_overwrites_its_own_text(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(RAW.read_bytes())
    assert main(["export", str(path), "-o", str(path)]) == 2
    assert path.read_bytes() == RAW.read_bytes()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "kept.md"
    target.write_text("kept")
    target.chmod(0o444)
    assert main(["export", str(SEED), "-f", "-o", str(target)]) == 3
    assert target.read_text() == "kept"
    assert main(["export", str(SEED), "-o", str(tmp_path / "no" / "x.md")]) == 3
    assert "make the folder first" in said.readouterr().err


def test_an_export_does_not_replace_what_a_person_wrote(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.md"
    assert main(["export", str(RAW), "-o", str(path)]) == 0
    assert main(["export", str(RAW), "-o", str(path)]) == 0  # nothing was written in it yet
    path.write_text(path.read_text("utf-8").replace("市科委：", "市科委：\n\nTo the commission:"), "utf-8")
    assert main(["export", str(RAW), "-o", str(path)]) == 2
    assert "-f" in said.readouterr().err
    assert "To the commission:" in path.read_text("utf-8")
    assert main(["export", str(path), "-o", str(path), "--style", "table"]) == 0
    assert "To the commission:" in path.read_text("utf-8")
    assert main(["export", str(RAW), "-o", str(path), "-f"]) == 0
    assert "To the commission:" not in path.read_text("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here to play the full disk")
def test_a_full_disk_behind_standard_output_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "reader.cli", str(SEED)], stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (3, b"duizhao: standard output: no space left on device\n")


def test_a_malformed_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("---\nduizhao: 1\n---\n<!-- p1 -->\n")
    before = path.read_bytes()
    assert main(["export", str(path), "-o", str(path)]) == 3
    assert path.read_bytes() == before


def test_help_and_version(said: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert main(["--help"]) == 0
    assert main(["export", "--help"]) == 0
    out = said.readouterr().out
    assert out.startswith("duizhao ")
    assert "usage: duizhao FILE [TRANSLATION]" in out
    assert "--style" in out


def test_plain_has_a_label_before_each_line() -> None:
    bare = duizhao("--plain", SEED).stdout.decode().splitlines()
    blocks = [line for line in bare if line.startswith("Paragraph ")]
    assert blocks[0] == f"Paragraph 1 of {len(blocks)}, marking."
    labels = ("Paragraph ", "Original: ", "Translation: ", "Machine translation: ", "No translation.", "Note: ")
    assert all(not line or line.startswith(labels) for line in bare)
    terms = [line for line in duizhao("--plain", "--terms", SEED).stdout.decode().splitlines() if line not in bare]
    assert "Term: 工作专班, gōng zuò zhuān bān: dedicated task force" in terms
    assert all(line.startswith("Term: ") for line in terms)
    shown = "Term: 长三角地区, cháng sān jiǎo dì qū, a form of 长三角: "  # as it stands in the text, and is read
    assert any(line.startswith(shown) for line in terms)


def test_plain_says_that_a_text_has_no_translation(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("河道已经治理完毕。\n", encoding="utf-8")
    assert "No translation." in duizhao("--plain", tmp_path / "b.txt").stdout.decode().splitlines()
