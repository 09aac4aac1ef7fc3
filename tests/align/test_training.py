"""Aligned texts in, weights out."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.align.model import STAGES
from reader.align.train import main
from reader.align.training.gold import Text, path_of, read
from reader.align.training.measure import sureness
from reader.align.training.synthetic import copies_of
from tests.align.texts import BEADS, EN, ZH


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents in the form that training reads; one is the other's first half again."""
    made = tmp_path / "set"
    made.mkdir()
    for name, first, last in (("a", 0, 16), ("b", 0, 8)):
        beads = BEADS[first:last]
        i, j = beads[0][0][0], beads[0][1][0]
        source = [ZH[k] for zh, _ in beads for k in zh]
        target = [EN[k] for _, en in beads for k in en]
        (made / f"{name}.zh.txt").write_text("\n".join(source) + "\n", "utf-8")
        (made / f"{name}.en.txt").write_text("\n".join(target) + "\n", "utf-8")
        lines = (f"{[k - i for k in zh]}:{[k - j for k in en]}\n" for zh, en in beads)
        (made / f"{name}.align").write_text("".join(lines), "utf-8")
    return made


def test_training_writes_each_stage_and_where_it_came_from(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "weights.json"
    assert main([str(folder), "--varied", "set", "--kinds", "words", "-o", str(output)]) == 0
    made = json.loads(output.read_text("utf-8"))
    assert set(made["stages"]) == {name for name in STAGES if name.startswith("words")}
    assert made["stages"]["words"]["type 1:1"] > made["stages"]["words"]["type 4:4"]
    assert made["about"]["texts"] == 2
    assert made["about"]["beads"] == len(BEADS) + 8
    assert made["about"]["temperature"]["words"] > 0


def test_leaving_one_out_writes_ladders_and_no_weights(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output, kept = tmp_path / "weights.json", tmp_path / "kept"
    words = ["--leave-one-out", "--kinds", "words", "--keep", str(kept), "-o", str(output)]
    assert main([str(folder), *words]) == 0
    assert re.fullmatch(
        r"words, set: strict F1 [\d.]+, lax F1 [\d.]+, ECE [\d.]+, the 5 % least sure hold \d+% of the errors\n",
        capsys.readouterr().out,
    )
    assert [path.name for path in sorted((kept / "words" / "set").iterdir())] == ["a.align", "b.align"]
    assert not output.exists()


def test_how_far_confidence_is_off_and_what_the_least_sure_hold() -> None:
    one = [range(k, k + 1) for k in range(20)]
    text = Text("set", "a", [""] * 20, [""] * 20, [(run, run) for run in one])
    found = [(run, run if k else range(0), 0.2 if not k else 1.0) for k, run in enumerate(one)]
    found[1] = (one[1], range(1, 1), 1.0)
    off, held = sureness([(text, found)])
    assert (round(off, 4), held) == (0.06, 0.5)  # .2 too sure of one in twenty, .05 of the others; one error of two


def test_crossing_gold_beads_become_one_and_null_ones_stand_one_by_one() -> None:
    crossing = [(range(0, 1), range(1, 2)), (range(1, 2), range(0, 1)), (range(2, 4), range(0))]
    assert path_of(crossing, 4, 3) == [(0, 0, 2, 2), (2, 2, 1, 0), (3, 2, 1, 0), (4, 2, 0, 1)]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=5))
def test_a_varied_copy_is_always_the_same_and_its_gold_is_a_path(name: str) -> None:
    gold = [(range(zh[0], zh[-1] + 1), range(en[0], en[-1] + 1)) for zh, en in BEADS]
    text = Text("set", name, ZH, EN, gold)
    for copy, same in zip(copies_of(text), copies_of(text), strict=True):
        assert (copy.source, copy.target, copy.gold) == (same.source, same.target, same.gold)
        i = j = 0
        for source, target in copy.gold:
            assert (source.start, target.start) == (i, j)
            assert source or target
            i, j = source.stop, target.stop
        assert (i, j) == (len(copy.source), len(copy.target))


def test_copies_leave_something_out_beside_something_added() -> None:
    gold = [(range(zh[0], zh[-1] + 1), range(en[0], en[-1] + 1)) for zh, en in BEADS]
    copies = [copy for k in range(20) for copy in copies_of(Text("set", str(k), ZH, EN, gold))]
    pairs = [pair for copy in copies for pair in pairwise(copy.gold)]
    assert any(not a[1] and not b[0] for a, b in pairs)
    assert any(not a[0] and not b[1] for a, b in pairs)


def test_documents_are_read_with_their_beads(folder: Path) -> None:
    first, second = read(folder)
    assert (first.name, second.name) == ("a", "b")
    assert first.source == ZH
    assert [(list(source), list(target)) for source, target in second.gold] == BEADS[:8]
