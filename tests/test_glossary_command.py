"""duizhao glossary: what must be left alone first, then each action."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary import layers
from glossary.coverage import coverage
from glossary.dictionary import find_file, open_dictionary
from glossary.index import open_index
from glossary.joined import Piece, joined
from glossary.layers import USER, Source
from glossary.model import as_dict
from reader.cli import main
from reader.config import cache_dir, config_dir
from reader.terms import terms_in

OWN = '# mine\n\n[[term]]\nzh = "会办"\nrenderings = ["co-handle"]\ndefinition = "To take part."\n'
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config" / "duizhao"
    monkeypatch.setenv("DUIZHAO_CONFIG_DIR", str(folder))
    return folder


@pytest.fixture
def run(config: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*words: object) -> tuple[int, str, str]:
        code = main(["glossary", *map(str, words)])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "ACTION"),
        (["nothing"], 2, "invalid choice"),
        (["add", "会办", "handle"], 2, "is there already"),
        (["add", "会办"], 2, "neither English nor a definition"),
        (["add", "甲", "--variant", "乙"], 2, "neither English nor a definition"),
        (["add", "  "], 2, "must not be empty"),
        (["add", "hello", "world"], 2, "hello: no Chinese in it"),
        (["add", "task force", "专班"], 2, "duizhao glossary add 专班 'task force'"),
        (["remove", "收悉"], 1, "its built-in entry stays"),
        (["remove", "无此词"], 1, "is not in"),
        (["add", "甲", ""], 2, "must not be empty"),
        (["edit", " "], 2, "which term"),
        (["add", "甲\x1b[31m", "a"], 2, "control"),
        (["export", "--domain", "none"], 2, "no such terms"),
        (["export", "-o", "a.doc"], 2, "which format"),
        (["export", "--to", "csv", "-o", "a.doc"], 2, "is there already"),
        (["export", "-o", "config/duizhao/glossary.toml"], 2, "would overwrite the input"),
        (["import", "none.csv"], 3, "no such file"),
        (["import", "a.doc"], 2, "which format"),
        (["show", "无此词"], 1, "no such term"),
        (["show", "工作专办"], 1, "near it: 工作专班"),
        (["list", "--domain", "none"], 1, "no such terms"),
        (["list", "--document", "none.txt"], 3, "no such file"),
        (["add", "甲", "a", "--variant", " "], 2, "must not be empty"),
        (["add", "甲", "a", "--pos", "thing"], 2, "invalid choice"),
        (["add", "甲", "a", "--forbid", "b"], 2, "why?"),
        (["mine", "-l", "0", "a.doc"], 2, "from 1 on"),
    ],
)
def test_what_does_not_fit_changes_nothing(
    run: Run, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    config.mkdir(parents=True)
    (config / "glossary.toml").write_text(OWN)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.doc").write_text("甲\n")
    found = run(*words)
    assert found[0] == code
    assert said in found[2]
    assert "\x1b" not in found[2]
    assert (config / "glossary.toml").read_text() == OWN
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.doc", "config"]


def test_a_term_is_added_shown_and_listed(run: Run, config: Path) -> None:
    words = [
        "add",
        "测试词",
        "test word",
        "trial word",
        "--forbid",
        "examination=not an exam",
        "--definition",
        "A word.",
    ]
    assert run(*words, "--variant", "试词")[0] == 0
    code, out, _ = run("show", "试词")
    assert code == 0
    assert out.startswith(f'# {config / "glossary.toml"} (user)\n[[term]]\nzh = "测试词"\n')
    assert '{text = "examination", status = "forbidden", note = "not an exam"}' in out
    assert run("list", "--layer", "user") == (0, "测试词\ttest word\t\tuser\n", "")
    assert json.loads(run("show", "--json", "测试词")[1])[0]["file"] == str(config / "glossary.toml")


@pytest.mark.parametrize(
    ("named", "changed", "said"),
    [
        ([], {}, ""),
        (["--note", "New."], {"note": "New."}, ""),
        (["--variant", "试词", "--variant", "测词"], {"variants": ["试词", "测词"]}, ""),
        (["trial word", "test word"], {"allowed": ["trial word", "test word"]}, ""),
        (["probe"], {"allowed": ["probe"]}, "no longer a rendering of it: test word; trial word"),
        (
            ["--forbid", "trial word=wrong"],
            {"allowed": ["test word"], "forbidden": ["exam", "trial word"]},
            "trial word",
        ),
        (["exam", "test word"], {"allowed": ["exam", "test word"], "forbidden": []}, "of it: trial word"),
    ],
)
def test_what_is_not_named_of_a_term_stays(
    run: Run, config: Path, named: list[str], changed: dict[str, object], said: str
) -> None:
    def entry() -> dict[str, object]:
        term = as_dict(terms_in(config / "glossary.toml")[0])
        renderings = term.pop("renderings")
        term["forbidden"] = [one["text"] for one in renderings if one["status"] == "forbidden"]
        return {**term, "allowed": [one["text"] for one in renderings if one["status"] != "forbidden"]}

    config.mkdir(parents=True)
    (config / "glossary.toml").write_text(
        '[[term]]\nzh = "测试词"\nvariants = ["试词"]\npinyin = "cè shì cí"\npos = "noun"\ndefinition = "A."\n'
        'note = "B."\nrelated = ["会办"]\n'
        'uncertain = "C."\nexample = {zh = "测试词", en = "test word"}\nrenderings = [\n'
        '  "test word",\n  {text = "trial word", status = "admitted"},\n'
        '  {text = "exam", status = "forbidden", note = "no"},\n]\n'
    )
    before = entry()
    code, _, err = run("add", "测试词", *named, "--replace")
    assert code == 0
    assert said in err
    assert ("no longer" in err) == bool(said)
    assert entry() == {**before, **changed}


def test_what_is_doubtful_in_a_new_term_is_said(run: Run, config: Path) -> None:
    code, _, err = run("add", "甲", "乙级", "--pinyin", "yǐ")
    assert code == 0
    assert err.splitlines()[1:] == [
        "duizhao: doubtful: Chinese in the rendering '乙级'",
        "duizhao: doubtful: pinyin yǐ: 甲 is read jiǎ",
    ]


def test_the_glossary_of_a_document_counts(run: Run, config: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN.replace("会办", "青屿"))
    text, named = tmp_path / "a.txt", tmp_path / "b.md"
    text.write_text("青屿。\n")
    named.write_text("---\nduizhao: 1\nglossary: own.toml\n---\n\n<!-- p1 -->\n青屿。\n")
    assert run("list", "--layer", "project", "--document", named)[1].startswith("青屿\tco-handle\town\tproject")
    assert run("list", "--layer", "project", "--document", text)[0] == 1
    assert [json.loads(run("coverage", "--json", file)[1])["counts"]["glossary"] for file in (text, named)] == [0, 1]
    (tmp_path / "own.toml").rename(tmp_path / "glossary.toml")
    assert json.loads(run("coverage", "--json", text)[1])["counts"]["glossary"] == 1
    assert run("list", "--document", named)[0] == 3


def test_built_in_terms_are_listed_and_overridden_ones_told(run: Run, config: Path) -> None:
    code, out, err = run("list", "--domain", "congress")
    assert (code, err) == (0, "")
    assert all(line.endswith("\tcongress\tbuilt-in") for line in out.splitlines())
    run("add", "会办", "handle together", "--definition", "To take part.")
    code, out, err = run("check")
    assert (code, out) == (0, "")
    assert "duizhao: 会办: 会办 (user) counts, 会办 (built-in, " in err
    assert run("show", "会办")[1].count("[[term]]") == 2


def test_faults_are_named_and_a_broken_file_does_not_hide_the_others(run: Run, config: Path, tmp_path: Path) -> None:
    good, bad, broken = (tmp_path / name for name in ("good.toml", "bad.toml", "broken.toml"))
    good.write_text(OWN.replace("会办", "测试"))
    bad.write_text('[[term]]\nzh = "甲"\n[[term]]\nzh = 1\n')
    broken.write_text("[[term]\n")
    assert run("check", good) == (0, "", "")
    code, out, err = run("check", bad, broken)
    assert code == 1
    assert "1 of your own without a definition, which is no fault" in err
    assert out.splitlines() == [
        f"{bad}:4: zh must be a text in quotes",
        f"{broken}:1: not TOML: Expected ']]' at the end of an array declaration (column 7)",
        "甲 (project, bad): no rendering that may be used",
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.md", b"# A title\n", "a.md: is a text, no TOML file of terms\n  duizhao glossary coverage a.md measures"),
        ("a.csv", b"zh,rendering\n", "a.csv: is no TOML file of terms\n  duizhao glossary import --dry-run a.csv"),
        ("a.pdf", b"%PDF-1.7", "a.pdf: is a PDF"),
    ],
)
def test_what_is_no_glossary_is_not_checked_as_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    code, out, err = run("check", name)
    assert (code, out) == (3, "")
    assert said in err


def test_a_traditional_name_overrides_the_simplified_one(run: Run, config: Path) -> None:
    run("add", "國有企業", "own firm", "--pinyin", "guo2you3 qi3 ye4")
    assert 'zh = "國有企業"\npinyin = "guó yǒu qǐ yè"' in (config / "glossary.toml").read_text()
    code, _, err = run("check")
    assert code == 0
    assert "国有企业: 国有企业 (user) counts" in err
    assert run("list", "--layer", "user")[1] == "国有企业\town firm\t\tuser\n"
    assert "\n国有企业\t" not in run("list", "--layer", "built-in")[1]
    with open_index(layers.built_in() + layers.user(config), None) as index:
        for form in ("国有企业", "國有企業"):
            assert [one.entry["renderings"][0]["text"] for one in index.by_form(form)] == ["own firm"]


@pytest.mark.parametrize("ending", ["toml", "csv", "tsv", "tbx"])
def test_what_is_exported_is_imported_again(run: Run, config: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"terms.{ending}"
    assert run("export", "-o", file, "--domain", "congress")[0] == 0
    code, _, err = run("import", file)
    assert code == 0
    before = json.loads(run("list", "--domain", "congress", "--layer", "user", "--json")[1])
    assert len(before) > 10
    assert f"{len(before)} terms put into" in err
    assert "0 terms put into" in run("import", file)[2]
    file2 = tmp_path / f"again.{ending}"
    run("export", "-o", file2, "--layer", "user")
    assert file2.read_bytes() == file.read_bytes()


def test_what_a_file_is_called_that_terms_pass_through_says_nothing_of_them(
    run: Run, config: Path, tmp_path: Path
) -> None:
    config.mkdir(parents=True)
    (config / "glossary.toml").write_text(OWN)
    passed, other = tmp_path / "passed.toml", tmp_path / "other.toml"
    assert run("export", "-o", passed, "--layer", "user")[0] == 0
    assert "0 terms put into" in (err := run("import", passed)[2])
    assert "differ" not in err
    assert run("import", passed, "--to", other)[0] == 0
    assert other.read_bytes() == passed.read_bytes()
    assert (config / "glossary.toml").read_text() == OWN


def test_bad_rows_are_named_and_good_ones_kept(run: Run, config: Path, tmp_path: Path) -> None:
    config.mkdir(parents=True)
    (config / "glossary.toml").write_text(OWN)
    file = tmp_path / "terms.csv"
    file.write_text("zh,rendering,status\n甲,a,\n乙,b,good\n会办,handle,\n")
    assert run("import", "-n", file)[0] == 1
    assert (config / "glossary.toml").read_text() == OWN
    code, _, err = run("import", file)
    assert code == 1
    assert f"{file}:3: status 'good'" in err
    assert "1 differ from those there, which stay (会办)" in err
    assert (config / "glossary.toml").read_text().startswith(OWN + '\n[[term]]\nzh = "甲"\n')
    assert run("import", "--replace", file)[0] == 1
    assert '{text = "handle", status = "preferred"}' in (config / "glossary.toml").read_text()


def test_an_export_goes_to_stdout_as_bytes(run: Run) -> None:
    code, out, _ = run("export", "--to", "csv", "--domain", "congress")
    assert code == 0
    assert out.startswith("\ufeffzh,rendering,")
    assert "\r\n" in out


def test_edit_opens_the_users_copy_at_its_line(
    run: Run, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "nano"
    editor.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/said\n')
    editor.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(editor))
    config.mkdir(parents=True)
    (config / "glossary.toml").write_text(OWN)
    assert run("edit", "收悉")[0] == 0
    assert (tmp_path / "said").read_text() == f"+8 {config / 'glossary.toml'}\n"
    assert 'zh = "收悉"' in (config / "glossary.toml").read_text()
    assert run("edit", "专班")[0] == 0
    assert 'zh = "工作专班"' in (config / "glossary.toml").read_text()
    before = (config / "glossary.toml").read_text()
    assert run("edit", "专班")[0] == 0
    assert (config / "glossary.toml").read_text() == before
    monkeypatch.setenv("EDITOR", str(tmp_path / "none"))
    assert run("edit", "收悉")[0] == 2


@pytest.mark.parametrize(
    ("typed", "code", "said", "kept_aside"),
    [
        ("", 2, "neither English nor a definition was entered", False),  # left as it was opened
        ('[[term]]\nzh = "会办"\n', 2, "会办: neither English nor a definition was entered", True),
        ('[[term]]\nzh = "会办"\ndefinition = \n', 3, ".edited1:3: not TOML", True),
        ('[[term]]\nzh = "会办"\ncolour = "red"\n', 3, ".edited1:3: a term has no 'colour'", True),
    ],
)
def test_an_edit_that_leaves_nothing_to_use_is_undone_and_its_text_kept(
    run: Run,
    config: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    code: int,
    said: str,
    kept_aside: bool,
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\n[ -s {tmp_path}/typed ] && cp {tmp_path}/typed "$1"\nexit 0\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    (tmp_path / "typed").write_text(typed)
    config.mkdir(parents=True)
    (config / "glossary.toml").write_text(OWN)
    assert run("edit", "会办" if typed else "青屿")[0] == code
    assert (config / "glossary.toml").read_text() == OWN
    code_again, _, err = run("edit", "会办" if typed else "青屿", "--to", tmp_path / "new.toml")
    assert code_again == code
    assert said in err
    assert not (tmp_path / "new.toml").exists()
    assert (tmp_path / "new.toml.edited1").exists() == kept_aside
    if kept_aside:
        assert (config / "glossary.toml.edited1").read_text() == typed
        assert f"what you typed stands in {tmp_path / 'new.toml.edited1'}" in err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"PK\x03\x04\x14", "a.csv: is a packed file (a spreadsheet?)"),
        ("a.xlsx", b"PK\x03\x04\x14", "a.xlsx: is a packed file (a spreadsheet?)"),
        ("a.tsv", b"zh\n\xff\xff\n", "a.tsv:2: not UTF-8 (column 1, byte 0xff)"),
        (
            "a.csv",
            "会办,co-handle\n".encode(),
            "a.csv:1: no head: this row is a term, and names no columns\n  --columns zh,",
        ),
        ("a.csv", "co-handle,会办\n".encode(), "  --columns rendering,zh, or let the first row say so"),
        ("a.toml", b"a\x00b", "a.toml: is a binary file"),
        ("a.csv", OWN.encode(), "a.csv:1: looks like TOML, not CSV\n  --from toml"),
        ("a.txt", OWN.encode(), "a.txt:1: looks like TOML, not OMEGAT"),
        ("a.tbx", b"zh,rendering\n", "a.tbx:1: looks like CSV, not TBX"),
        ("a.csv", b"zh\trendering\n", "a.csv:1: looks like TSV"),
        ("a.csv", b"zh;rendering\n", "a.csv:1: the columns are parted by ;"),
        ("a.tsv", "会办\tco-handle\n".encode(), "a.tsv:1: looks like OMEGAT"),
        ("a.csv", b"zh,colour\n", "a.csv:1: column 2: 'colour' is not known\n  known are zh, rendering"),
        ("a.tbx", b"<tbx><text>", "a.tbx:1: not XML (column 12)"),
        ("a.tbx", b"<html/>", "a.tbx:1: <html> is not a TBX file"),
        ("a.tbx", b"<tbx/>", "a.tbx: holds no terms"),
        ("a.csv", b"", "a.csv: holds no terms"),
        ("a.toml", b" \n", "a.toml: holds no terms"),
    ],
)
def test_what_cannot_be_imported_is_named_for_what_it_is(
    run: Run, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    code, out, err = run("import", name)
    assert (code, out) == (3, "")
    assert said in err
    assert not config.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
@pytest.mark.parametrize(
    ("text", "columns"), [("zh,rendering\n会办,co-handle\n", ()), ("会办,co-handle\n", ("zh,rendering",))]
)
def test_a_table_is_imported_in_any_encoding_and_without_a_head(
    run: Run, config: Path, tmp_path: Path, text: str, columns: tuple[str, ...], encoding: str
) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    named = [word for one in columns for word in ("--columns", one)]
    assert run("import", tmp_path / "a.csv", *named)[0] == 0
    assert [(term.zh, term.preferred) for term in terms_in(config / "glossary.toml")] == [("会办", "co-handle")]
    assert run("import", tmp_path / "a.csv", *named, "--encoding", encoding)[0] == 0


def test_a_term_is_removed_and_the_rest_of_the_file_stays(run: Run, config: Path) -> None:
    config.mkdir(parents=True)
    own = config / "glossary.toml"
    own.write_text(OWN + '\n# the other\n[[term]]\nzh = "青屿"\nrenderings = ["Qingyu"]\n')
    code, out, err = run("remove", "会办")
    assert (code, out) == (0, "")
    assert "会办 is no longer in" in err
    assert "its built-in entry counts again: " in err
    assert own.read_text() == '# mine\n\n# the other\n[[term]]\nzh = "青屿"\nrenderings = ["Qingyu"]\n'
    assert "built-in" not in run("remove", "青屿", "--to", own)[2]
    assert terms_in(own) == ()


def test_many_overrides_are_counted(run: Run, config: Path, tmp_path: Path) -> None:
    run("export", "-o", tmp_path / "all.toml", "--domain", "congress")
    run("import", tmp_path / "all.toml")
    run("check")  # the first that needs the dictionary says so
    count = len(run("check", "--overrides")[2].splitlines())
    assert count == (tmp_path / "all.toml").read_text().count("[[term]]") > 20
    assert run("check")[2].splitlines()[5:] == [f"duizhao: {count - 5} more like these", "  --overrides names them all"]


def test_coverage_counts_words_by_source() -> None:
    terms = (Source(Path("t.toml"), USER, '[[term]]\nzh = "会办意见"\n'.encode()),)
    file = find_file(config_dir())
    assert file is not None
    with open_index(terms, None) as glossary, open_dictionary(file, cache_dir()) as dictionary:
        found = coverage(["会议，會辦意見。智控会的GPU 12十二", "鑫会将"], glossary, dictionary)
        assert dict(found.counts) == {"glossary": 0, "dictionary": 5, "characters": 1, "unknown": 2}
        assert (found.grammar, found.words) == (2, 8)
        assert found.unexplained == (("辦", 1), ("智控", 1), ("鑫", 1))
        assert found.explained == 5 / 8
        assert coverage(["会办意见 会议"], glossary, dictionary).explained == 1
        assert dict(coverage(["会办意见 会议"], glossary, dictionary).counts) == {
            "glossary": 1, "dictionary": 1, "characters": 0, "unknown": 0,
        }  # fmt: skip
        assert "30日" not in dict(coverage(["30日内"], glossary, dictionary).unexplained)
        assert coverage([], glossary, None).explained == 1


def test_a_character_that_official_documents_use_as_a_word_is_explained(tmp_path: Path) -> None:
    file = tmp_path / "cedict.u8"
    file.write_text("#! date=2026-01-01T00:00:00Z\n組 组 [zu3] /group/\n鑫 鑫 [xin1] /used in names/\n")
    with open_index((), None) as glossary, open_dictionary(file, None) as dictionary:
        assert coverage(["组"], glossary, dictionary).unexplained == ()
        assert coverage(["鑫"], glossary, dictionary).unexplained == (("鑫", 1),)


@pytest.mark.parametrize(
    ("runs", "wholes"),
    [
        (["+陈 清 +扬"], "陈清扬"),  # a surname
        (["+高 清 +扬"], "高 清 扬"),
        (["+高 清 +扬", "+高 清 +扬 来"], "高清扬 高清扬 来"),  # twice
        (["+高 清 +扬", "+高 清 +扬", "+高", "+高", "+高"], "高 清扬 高 清扬 高 高 高"),  # 高 mostly by itself
        (["+高 来", "+高 来", "+高 去", "+高 去"], "高 来 高 来 高 去 高 去"),  # by no means always
        (["-把 +高", "-把 +高"], "把 高 把 高"),  # grammar
        (["+云川 省 长"], "云川省 长"),
        (["清 路", "清 路"], "清 路 清 路"),  # all explained
    ],
)
def test_what_always_stands_together_is_one_word(runs: list[str], wholes: str) -> None:
    made = Counter(
        tuple(Piece(text.strip("+-"), text[0] == "+", text[0] == "-") for text in run.split()) for run in runs
    )
    found = ["".join(piece.text for piece in whole) for whole, times in joined(made, "陈") for _ in range(times)]
    assert sorted(found) == sorted(wholes.split())


def test_a_document_is_measured_and_mined(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("现将会办意见函告如下：算力底座已建成，算力底座已启用。\n")
    code, out, _ = run("mine", file, "-l", "2")
    assert code == 0
    assert out.startswith("算力底座\t2\t")
    assert [one["zh"] for one in json.loads(run("mine", "--json", "-l", "1", file)[1])] == ["算力底座"]
    code, out, _ = run("coverage", "--json", file)
    assert code == 0
    assert json.loads(out)["counts"]["glossary"] >= 2
    assert run("coverage", file)[1].startswith("content words ")
    file.write_text("No Chinese here.\n")
    for action in ("coverage", "mine"):
        code, out, err = run(action, file)
        assert (code, out) == (1, "")
        assert "no Chinese in the text" in err
