"""Links by words and names."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.align.lexicon import open_lexicon
from reader.align.units import analyse
from reader.align.vocabulary import word_links


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("整理：方一晴", "Edited by Fang Qing", False),  # another name
        ("整理：晴方", "Edited by Fang Qing", False),
        ("整理：方晴", "Fang came first, Qing second", False),
        ("整理：方晴", "Edited by Fang Hong", False),
        ("整理：方晴", "Edited by Fang Qing", True),
        ("整理：方晴", "Xu Fang Qing", True),
    ],
)
def test_a_name_of_two_words_is_known_by_its_reading(zh: str, en: str, found: bool, cache: Path) -> None:
    lexicon = open_lexicon(cache)
    # What the dictionary says of the words stays the same in small letters.
    with_names, without = (
        word_links(analyse([zh], "zh", lexicon), analyse([text], "en", lexicon), lexicon).back[0].sum()
        for text in (en, en.lower())
    )
    assert (with_names > without) == found
