"""The examples of docs/repair-rules.md, run; and each rule has its section."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.extract.text import read_text
from reader.repair.edits import apply_edits
from reader.repair.plan import RULES, repair
from tests.layouts import wrap

PAGE = Path(__file__).parent.parent / "docs" / "repair-rules.md"
_BLOCK = re.compile(r"```(before|after|kept)\n(.*?)```", re.DOTALL)
_SPELLED = re.compile(r"‹([0-9a-f]{4,5})›")

# Two paragraphs to stand around an example, and the width they are wrapped at.
WIDTH = 24
BEGINNING = (
    "　　水务部门把河道治理列为今年的重点工作，先后清理淤泥三万方，加固堤岸十二公里，新建观测站五处，两岸"
    "居民出行和生产用水的条件明显改善，汛期水位也比往年平稳，没有发生险情。"
)
END = (
    "　　下一步，水务部门将会同财政部门落实资金，继续推进两岸堤坝的加固工程，完善水位观测和信息发布的机制"
    "，力争在明年汛期之前完成全部任务，并且把有关的经验做法整理成册，供其他地方参考。"
)


def raw(block: str) -> str:
    made = block.replace("……\n", "\n".join(wrap(END, WIDTH)) + "\n")
    made = made.replace("…\n", "\n".join(wrap(BEGINNING, WIDTH)) + "\n")
    return plain(made)


def whole(block: str) -> str:
    return plain(block.replace("……\n", END + "\n").replace("…\n", BEGINNING + "\n"))


def plain(block: str) -> str:
    made = block.replace("␣", " ").replace("␠", "\u3000").replace("␌", "\f")
    return _SPELLED.sub(lambda mark: chr(int(mark.group(1), 16)), made)


def examples() -> list[tuple[str, str]]:
    found = _BLOCK.findall(PAGE.read_text("utf-8"))
    made: list[tuple[str, str]] = []
    for k, (kind, block) in enumerate(found):
        if kind == "before":
            assert found[k + 1][0] == "after", block
            made.append((raw(block), whole(found[k + 1][1])))
        elif kind == "kept":
            made.append((raw(block), whole(block)))
    return made


@pytest.mark.parametrize(("before", "after"), examples())
def test_the_examples_of_the_page_hold(before: str, after: str) -> None:
    made = repair(read_text(before.encode(), where="example"))
    assert apply_edits(made.raw, made.edits) == after


def test_every_rule_has_its_section_and_no_other() -> None:
    sections = re.findall(r"^##+ ([a-z_]+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(sections) == sorted(RULES)
