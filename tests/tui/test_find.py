"""What is looked for in a text, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.model import Bitext
from reader.tui.page.find import By, Finder
from tests.tui.samples import bitext

FOLD = {ord(old): ord(new) for old, new in zip("輪輋發髮後", "轮畲发发后", strict=True)}


def finder(*texts: str, lang: str = "zh-Hans", fold: dict[int, int] = FOLD) -> Finder:
    """Of these Chinese paragraphs."""
    made: Bitext = bitext([(text, "") for text in texts], translated=False)
    made = replace(made, source=replace(made.source, lang=lang))
    return Finder(made, made.blocks(), lambda: fold)


def test_without_need_of_other_characters_nobody_is_asked_for_them() -> None:
    def fold() -> dict[int, int]:
        raise AssertionError

    made = bitext([("公租房轮候", "waiting for public housing")])
    for query in ("轮候", "HOUSING", "lun", "不在"):
        assert not Finder(made, made.blocks(), fold).crosses(query)
        Finder(made, made.blocks(), fold).find(query)


@pytest.mark.parametrize(
    ("text", "lang", "query", "spans"),
    [
        ("公租房轮候，轮候三年", "zh-Hans", "輪候", [(3, 5), (6, 8)]),
        ("公屋輪候冊", "zh-Hant", "轮候", [(2, 4)]),
        ("公屋輪候冊", "zh-Hant", "輪候", [(2, 4)]),
        ("發展與頭髮", "zh-Hant", "发", [(0, 1), (4, 5)]),
        ("𠮷輪A.轮", "zh-Hant", "轮", [(1, 2), (4, 5)]),  # offsets are those of the text
        ("輪a.候", "zh-Hant", "轮A.候", [(0, 4)]),  # no pattern of its own
        ("皇后", "zh-Hans", "輪", []),
    ],
)
def test_simplified_characters_find_traditional_ones_and_the_other_way_round(
    text: str, lang: str, query: str, spans: list[tuple[int, int]]
) -> None:
    hits, by = finder(text, lang=lang).find(query)
    assert [(hit.start, hit.stop) for hit in hits] == spans
    assert by is By.TEXT
