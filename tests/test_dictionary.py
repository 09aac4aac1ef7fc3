"""The dictionary: what its file says is found in every way, and a file that is none is refused."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.cut import Vocabulary, cut
from glossary.dictionary import ATTRIBUTION, Dictionary, find_file, open_dictionary
from glossary.index import open_index
from glossary.layers import USER, Source
from glossary.lookup import CHARACTER, Lookup
from glossary.tables import INITIALS, PINYIN
from reader.config import cache_dir
from reader.errors import DuizhaoError

LINES = (Path(__file__).parent / "cases" / "cedict-small.u8").read_text(encoding="utf-8")
TERMS = '[[term]]\nzh = "会办意见"\nrenderings = ["co-handling opinion"]\n'


@pytest.fixture
def dictionary(tmp_path: Path) -> Iterator[Dictionary]:
    file = tmp_path / "cedict.gz"
    file.write_bytes(gzip.compress(LINES.encode()))
    with open_dictionary(file, tmp_path / "cache") as opened:
        yield opened


def test_an_entry_is_found_in_every_way(dictionary: Dictionary) -> None:
    for found in (
        dictionary.by_form("绿化"),
        dictionary.by_form("綠化"),
        dictionary.by_sound("lvhua", PINYIN, 9),
        dictionary.by_sound("lh", INITIALS, 9),
        [one for _, one in dictionary.by_phrase("mak green", 9)],
        dictionary.by_word(["make red", "making green"], 9),
    ):
        assert [one.entry for one in found] == [
            {"zh": "绿化", "traditional": "綠化", "pinyin": "lǜ huà", "senses": ["to make green"]}
        ]


def test_a_word_with_several_readings_has_them_all(dictionary: Dictionary) -> None:
    assert [one.entry["pinyin"] for one in dictionary.by_form("会")] == ["huì", "kuài"]
    (meeting,) = dictionary.by_form("会议")
    assert meeting.entry["senses"] == ["meeting; a gathering (of people)", "measure word: 场 (chǎng)"]


def test_the_file_says_whose_it_is(dictionary: Dictionary) -> None:
    assert dictionary.date() == "2020-02-03"
    assert dictionary.ask("SELECT value FROM about WHERE key = 'licence'") == [(ATTRIBUTION,)]


def test_the_english_is_made_when_it_is_asked_for_and_then_kept(tmp_path: Path) -> None:
    (tmp_path / "cedict.u8").write_text(LINES)
    made: list[str] = []

    def asked(query: str) -> tuple[int, bool]:
        with open_dictionary(tmp_path / "cedict.u8", tmp_path / "cache", lambda: made.append(query)) as opened:
            return len(made), Lookup(None, opened).ask(query).found

    assert [asked(query) for query in ("会议", "meeting", "gongzuo", "meetign", "会议")] == [
        (1, True),
        (1, True),
        (2, False),  # a miss: now the spelling matters
        (3, False),
        (3, True),
    ]
    broken = next((tmp_path / "cache").glob("cedict_english*"))
    broken.write_bytes(b"none")
    assert asked("meeting")[1]


def test_the_usual_reading_and_the_entry_with_most_senses_stand_first(dictionary: Dictionary) -> None:
    assert [one.entry["senses"][0] for one in dictionary.by_form("将")] == ["shall", "a chess piece"]
    assert [one.entry["senses"][0] for one in dictionary.by_form("梁")] == ["beam", "surname Liang"]


def test_a_character_is_common_in_its_usual_reading_only(tmp_path: Path) -> None:
    file = tmp_path / "cedict.u8"
    lines = ("#! date=2024-01-01", "見 见 [jian4] /to see/", "見 见 [xian4] /to appear/", "縣 县 [xian4] /county/")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with open_dictionary(file, tmp_path / "cache") as opened:
        assert [found.entry["zh"] for found in opened.by_sound("xian", PINYIN, 5)] == ["县", "见"]


def test_no_word_begins_within_a_date() -> None:
    words = {"日前": 1, "前": 2, "年度": 3, "月": 4}
    known = Vocabulary(lambda _: {}, lambda forms: {form: words[form] for form in forms if form in words}, "前月")
    for text, pieces in (("20日前", ["20日", "前"]), ("日前", ["日前"]), ("2025年度", ["2025", "年度"])):
        assert [text[start:end] for start, end in cut(text, text, known)] == pieces


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("会智控", [("会", []), ("智控", ["wit", "to steer"])]),
        ("会智意见", [("会", []), ("智", []), ("意见", [])]),
        ("十二意见", [("十二", ["ten", "two"]), ("意见", [])]),
        ("梁歡", [("梁歡", ["beam", "surname Liang", "glad"])]),
        ("鑫智控", [("鑫", []), ("智控", ["wit", "to steer"])]),
    ],
)
def test_pieces_of_no_word_are_explained_together_by_their_characters(
    dictionary: Dictionary, query: str, parts: list[tuple[str, list[str]]]
) -> None:
    answer = Lookup(None, dictionary).ask(query)
    found = [
        (part.text, [match.entry["senses"][0] for match in part.matches if match.why == CHARACTER])
        for part in answer.parts
    ]
    assert found == parts


def test_traditional_text_is_folded_one_for_one(dictionary: Dictionary) -> None:
    assert dictionary.fold("將會議乾abc") == "将会议干abc"
    assert dictionary.fold("将会议干abc") == "将会议干abc"
    assert dictionary.fold_table()[ord("會")] == ord("会")


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("将会议", ["将", "会议"]),
        ("将会", ["将会"]),
        ("将会办意见", ["将", "会办意见"]),
        ("將會辦意見", ["將會", "辦", "意見"]),  # 辦 is not in this small dictionary
        ("会议，意见。", ["会议", "意见"]),
        ("用GPU 会议", ["用", "GPU", "会议"]),
    ],
)
def test_a_sentence_is_cut_into_terms_and_words(dictionary: Dictionary, query: str, parts: list[str]) -> None:
    with open_index((Source(Path("t.toml"), USER, TERMS.encode()),), None) as index:
        asked = Lookup(index, dictionary)
        assert [part.text for part in asked.ask(query).parts] == parts


@pytest.mark.parametrize(
    "query", ['"', "*", "()", "a'b", "NEAR(x y)", "\x00", "\udcff", "x" * 3000, "a " * 3000, "%", "_"]
)
def test_marks_that_mean_something_to_a_database_are_nothing_special(dictionary: Dictionary, query: str) -> None:
    assert not Lookup(None, dictionary).ask(query).found


def test_a_cut_loses_nothing(dictionary: Dictionary) -> None:
    for text in ("", "会", "x 会y\n将会办意见，", "𠮷会"):
        pieces = cut(
            text, dictionary.fold(text), Vocabulary(dictionary.known, dictionary.known, dictionary.alone(text))
        )
        assert "".join(text[start:end] for start, end in pieces) == text


def test_the_glossary_stands_before_the_dictionary_and_whole_before_part(dictionary: Dictionary) -> None:
    terms = (
        '[[term]]\nzh = "会议"\nrenderings = ["conference"]\n[[term]]\nzh = "例会"\nrenderings = ["regular meeting"]\n'
    )
    with open_index((Source(Path("t.toml"), USER, terms.encode()),), None) as index:
        asked = Lookup(index, dictionary)

        def matches(query: str) -> list[tuple[str, str, str]]:
            return [(one.source, one.entry["zh"], one.why) for one in asked.ask(query).parts[0].matches]

        assert matches("會議") == [
            ("glossary", "会议", "traditional form"),
            ("dictionary", "会议", "traditional form"),
        ]
        assert matches("meetings") == [
            ("dictionary", "会议", "meaning"),
            ("dictionary", "会", "meaning"),
            ("glossary", "例会", "within a rendering"),
        ]


def test_what_is_said_in_so_many_words_or_read_so_stands_before_other_endings(tmp_path: Path) -> None:
    lines = "".join(
        [
            "#! date=2020\n",
            "叶 叶 [ye4] /Shia/\n",
            "羞 羞 [xiu1] /shy/\n",
            "是 是 [shi4] /to be/\n",
            "声 声 [sheng1] /tone; sound/\n",
            "吨 吨 [dun1] /ton (loanword)/\n",
            "灰 灰 [hui1] /gray; ash/\n",
            "鷺 鹭 [lu4] /grey heron/\n",
            "现代化 现代化 [xian4 dai4 hua4] /modernization/\n",
            "现在 现在 [xian4 zai4] /the modern age/\n",
            "喫 吃 [chi1] /variant of 吃[chi1]/\n",
            "吃 吃 [chi1] /to eat/\n",
            "AA制 AA制 [A A zhi4] /to split the bill/\n",
            "事 事 [shi4] /matter; to serve/\n",
        ]
    )
    (tmp_path / "cedict.u8").write_text(lines)
    with open_dictionary(tmp_path / "cedict.u8", None) as opened:
        asked = Lookup(None, opened)
        for query, senses in (("吃", ["to eat"]), ("喫", ["to eat", "variant of 吃 (chī)"])):
            assert [one.entry["senses"][0] for one in asked.ask(query).parts[0].matches] == senses
        found = {
            q: [one.entry["zh"] for one in asked.ask(q).parts[0].matches]
            for q in (
                "shi",
                "to be",
                "serves",
                "shy",
                "split the bill",
                *"tonnes tones grey gray modernise t+0 G20 ＢＥ".split(),
            )
        }
    assert found == {
        "shi": ["是", "事"],
        "to be": ["是"],
        "serves": ["事"],
        "shy": ["羞"],
        "split the bill": ["AA制"],
        "tonnes": ["吨"],
        "tones": ["声"],
        "grey": ["灰", "鹭"],
        "gray": ["灰", "鹭"],
        "modernise": ["现代化"],
        "t+0": [],
        "G20": [],
        "ＢＥ": ["是"],
    }


def test_a_dictionary_without_entries_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "cedict.u8").write_text("#! date=2020\n")
    with open_dictionary(tmp_path / "cedict.u8", None) as opened:
        assert not any(Lookup(None, opened).ask(query).found for query in ("会议", "huiyi", "meeting"))


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "date"), (b"\x1f\x8bxx", "date"), (b"plain text", "date"), (None, "cannot be read")]
)
def test_a_file_that_is_no_dictionary_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "cedict.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DuizhaoError, match=said):
        open_dictionary(file, None)


def test_a_users_own_file_counts_before_the_installed_one(tmp_path: Path) -> None:
    installed = find_file()
    assert installed is not None
    assert find_file(tmp_path) == installed
    (tmp_path / "cedict_ts.u8").write_text(LINES)
    assert find_file(tmp_path) == tmp_path / "cedict_ts.u8"
    with open_dictionary(tmp_path / "cedict_ts.u8", None) as opened:
        assert opened.date() == "2020-02-03"


def test_the_installed_dictionary_is_whole() -> None:
    file = find_file()
    assert file is not None
    with open_dictionary(file, cache_dir()) as opened:
        assert opened.ask("SELECT count(*) FROM entry")[0][0] > 120_000
        assert opened.fold("對市十六屆人大一次會議代表建議的會辦意見") == "对市十六届人大一次会议代表建议的会办意见"
        assert [one.entry["zh"] for one in opened.by_sound("gongzuo", PINYIN, 1)] == ["工作"]
