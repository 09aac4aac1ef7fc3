"""The index: it holds what the files say, and is made again whatever happens to it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import layers
from glossary.index import Index, open_index
from glossary.layers import Source
from glossary.store import Store
from glossary.tables import INITIALS
from glossary.termbase import Termbase, read
from reader.errors import FormatError

TOML = """
[[term]]
zh = "工作专班"
variants = ["专班"]
renderings = [{text = "task force"}, {text = "special class", status = "forbidden", note = "literal"}]
definition = "A team."
[[term]]
zh = "长三角"
pinyin = "cháng sān jiǎo"
renderings = [{text = "Yangtze River Delta"}]
"""


def sources(text: str = TOML) -> tuple[Source, ...]:
    return (Source(Path("t.toml"), layers.USER, text.encode()),)


def names(index: Index) -> list[str]:
    return [term.zh for term in index.terms()]


def test_the_index_holds_the_terms_with_their_pinyin(tmp_path: Path) -> None:
    with open_index(sources(), tmp_path) as index:
        first, second = index.terms()
        assert (first.pinyin, second.pinyin) == ("gōng zuò zhuān bān", "cháng sān jiǎo")
        assert first.renderings == read(sources())[0].renderings
        assert index.known(["工", "专班", "长三角", "工作专班的"]) == {"专班": 0, "长三角": 1}
        assert index.known([*map(str, range(5000)), "专班"]) == {"专班": 0}
        assert index.all_known() == {"工作专班": 0, "专班": 0, "长三角": 1}
        assert [found.entry["zh"] for found in index.by_form("专班")] == ["工作专班"]
        assert [found.entry["zh"] for found in index.by_sound("csj", INITIALS, 9)] == ["长三角"]
        assert [(place, found.entry["zh"]) for place, found in index.by_phrase("special clas", 9)] == [(1, "工作专班")]
        assert [found.entry["zh"] for found in index.by_word(["river"], 9)] == ["长三角"]
        assert index.by_word(["river yangtze"], 9) == []


def test_an_index_is_made_once_and_again_when_a_file_changes(tmp_path: Path) -> None:
    made: list[str] = []
    for text in (TOML, TOML, TOML + "# changed"):
        with open_index(sources(text), tmp_path, lambda: made.append("made")):
            pass
    assert len(made) == len(list(tmp_path.glob("glossary*.sqlite"))) == 2


def test_old_indexes_are_cleared_away(tmp_path: Path) -> None:
    for number in range(12):
        with open_index(sources(f"# {number}"), tmp_path):
            pass
    assert len(list(tmp_path.iterdir())) == 8


@pytest.mark.parametrize("damage", ["", "not a database", "cut", "middle", "other"])
def test_a_broken_index_is_built_again(tmp_path: Path, damage: str) -> None:
    open_index(sources(), tmp_path).close()
    (path,) = tmp_path.iterdir()
    data = path.read_bytes()
    if damage == "other":
        path.unlink()
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE complete (name TEXT)")
        connection.close()
    else:
        damaged = {"cut": data[: len(data) // 2], "middle": data[:4096] + b"\xff" * (len(data) - 8192) + data[-4096:]}
        path.write_bytes(damaged.get(damage, damage.encode()))
    with open_index(sources(), tmp_path) as index:
        assert names(index) == ["工作专班", "长三角"]
    with open_index(sources(), tmp_path, lambda: pytest.fail("it should be whole again")) as index:
        assert names(index) == ["工作专班", "长三角"]


@pytest.mark.parametrize("kind", ["none", "a file", "in a file", "read-only"])
@pytest.mark.parametrize("temporary", ["private", "open to others", "none"])
def test_without_a_folder_to_write_to_a_private_one_or_memory_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, temporary: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    private = tmp_path / "temporary" / f"duizhao-{os.getuid()}"
    if temporary != "none":
        private.parent.mkdir()
    if temporary == "open to others":
        private.mkdir(mode=0o777)
        private.chmod(0o777)
    file = tmp_path / "file"
    file.write_text("")
    # /proc/self: root may write to any folder but one that is not there for it.
    folder = {"none": None, "a file": file, "in a file": file / "cache", "read-only": Path("/proc/self")}[kind]
    made: list[str] = []
    for _ in range(2):
        with open_index(sources(), folder, lambda: made.append("made")) as index:
            assert names(index) == ["工作专班", "长三角"]
    assert len(made) == (1 if temporary == "private" and folder else 2)
    if temporary == "open to others":
        assert list(private.iterdir()) == []


def test_what_is_built_in_memory_needs_no_file_to_sort_in() -> None:
    with open_index(sources(), None) as index:
        assert index.ask("PRAGMA temp_store") == [(2,)]  # SQLite's number for memory


def test_nothing_is_left_behind_where_a_file_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        open_index(sources("[[term]]\nzh = 1"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_marks_that_mean_something_in_a_uri(tmp_path: Path) -> None:
    folder = tmp_path / "a?b#c%41 目录"
    open_index(sources(), folder).close()
    with open_index(sources(), folder, lambda: pytest.fail("it is there")) as index:
        assert names(index) == ["工作专班", "长三角"]


def test_many_processes_may_build_it_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from glossary import layers; from glossary.index import open_index\n"
        "folder = Path(sys.argv[1]); folder.joinpath('glossary.toml').exists() or sys.exit(9)\n"
        "for _ in range(5):\n"
        "    with open_index(layers.user(folder), folder / 'cache') as index:\n"
        "        assert [term.zh for term in index.terms()] == ['工作专班', '长三角']\n"
        "    for file in (folder / 'cache').glob('*.sqlite'): file.unlink(missing_ok=True)\n"
    )
    (tmp_path / "glossary.toml").write_text(TOML)
    command = [sys.executable, "-c", program, str(tmp_path)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for process in running:
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "")


def test_a_bug_in_a_query_is_not_taken_for_damage(tmp_path: Path) -> None:
    with Store(tmp_path, "x-1", lambda _: None) as store, pytest.raises(sqlite3.Error):
        store.ask("SELECT nothing FROM nowhere")


FORM = st.text("甲乙丙", min_size=1, max_size=3)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(FORM, st.lists(FORM, max_size=2), min_size=1, max_size=6), FORM)
def test_the_index_answers_as_a_plain_scan_does(entries: dict[str, list[str]], form: str) -> None:
    text = "".join(f"[[term]]\nzh = '{zh}'\nvariants = {variants!r}\n" for zh, variants in entries.items())
    scanned = [term.zh for term in Termbase(read(sources(text))).terms if form in term.forms]
    with open_index(sources(text), None) as index:
        assert [found.entry["zh"] for found in index.by_form(form)] == scanned
