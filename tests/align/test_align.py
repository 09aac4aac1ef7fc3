"""Segments in, beads out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.align import AlignError, AlignOptions, align_segments, evaluate, link
from tests.align.texts import BEADS, EN, OTHER, ZH


def lists(found: list[tuple[range, range, float]]) -> list[tuple[list[int], list[int]]]:
    return [(list(source), list(target)) for source, target, _ in found]


def tiles(found: list[tuple[range, range, float]], rows: int, width: int) -> bool:
    i = j = 0
    for source, target, _ in found:
        if (source.start, target.start) != (i, j) or not (source or target):
            return False
        i, j = source.stop, target.stop
    return (i, j) == (rows, width)


@pytest.mark.parametrize("encoder", [True, False])
def test_a_text_and_its_translation_are_aligned(encoder: bool, lexical: AlignOptions) -> None:
    found = align_segments(ZH, EN, replace(lexical, encoder=encoder))
    assert lists(found) == BEADS
    assert all(0.5 < confidence <= 1 for _, _, confidence in found)


def test_english_beside_chinese_is_the_mirror(bundled: AlignOptions) -> None:
    straight = align_segments(ZH, EN, bundled)
    assert align_segments(EN, ZH, bundled) == [(target, source, p) for source, target, p in straight]


def test_what_was_left_out_and_added_stands_alone(bundled: AlignOptions) -> None:
    en = [*EN[:8], *EN[11:14], "(This translation is not official.)", *EN[14:]]
    found = lists(align_segments(ZH, en, bundled))
    assert [bead for bead in found if not (bead[0] and bead[1])] == [([8], []), ([9], []), ([10], []), ([], [11])]


@pytest.mark.parametrize(
    "pins",
    [
        ((range(5, 6), range(4, 6)), (range(2, 3), range(2, 3))),
        ((range(2, 4), range(2, 3)), (range(3, 5), range(3, 4))),
        ((range(14, 99), range(15, 16)),),
    ],
)
def test_pins_that_cannot_all_stand_are_refused(pins: tuple[tuple[range, range], ...], lexical: AlignOptions) -> None:
    with pytest.raises(ValueError, match="pins stand in order"):
        align_segments(ZH, EN, replace(lexical, pins=pins))


def test_pins_stay_and_the_rest_is_found_between(lexical: AlignOptions) -> None:
    pins = ((range(2, 3), range(2, 3)), (range(5, 7), range(4, 7)))
    found = align_segments(ZH, EN, replace(lexical, pins=pins))
    assert tiles(found, len(ZH), len(EN))
    assert [bead for bead in found if bead[:2] in pins] == [(*pins[0], 1.0), (*pins[1], 1.0)]
    assert lists(found)[-8:] == BEADS[-8:]


def test_segments_without_text_are_counted(lexical: AlignOptions) -> None:
    zh, en = [*ZH[:6], "", *ZH[6:], " "], ["", *EN]
    found = align_segments(zh, en, lexical)
    assert tiles(found, len(zh), len(en))
    assert (range(0, 0), range(0, 1), 1.0) in found
    assert (range(5, 6), range(5, 7)) in [bead[:2] for bead in found]


@pytest.mark.parametrize(
    ("source", "target"), [([], []), (ZH[:3], []), ([], EN[:2]), (["", ""], ["a"]), (["。"], ["."]), (ZH[:1], EN[:1])]
)
def test_little_text_is_no_trouble(source: list[str], target: list[str], lexical: AlignOptions) -> None:
    assert tiles(align_segments(source, target, lexical), len(source), len(target))


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (ZH, ZH, "both texts are the same"),
        (ZH, ZH[1:], "both texts are Chinese"),
        (EN, OTHER, "neither text is Chinese"),
        (ZH, ["Это не по-английски.", "Совсем другой язык."], "the second text is neither"),
    ],
)
def test_the_wrong_language_is_said(source: list[str], target: list[str], said: str, lexical: AlignOptions) -> None:
    with pytest.raises(AlignError, match=said):
        align_segments(source, target, lexical)


def test_an_empty_side_leaves_the_other_alone_for_sure_and_says_so(lexical: AlignOptions) -> None:
    found = link(ZH[:2], [""], lexical)
    assert [(one.source, one.target, one.confidence) for one in found.links[:2]] == [
        (range(0, 1), range(0, 0), 1.0),
        (range(1, 2), range(0, 0), 1.0),
    ]
    assert "empty" in found.notices[0]


def test_reasons_name_features_and_the_next_best_bead(lexical: AlignOptions) -> None:
    pins = ((range(0, 1), range(0, 1)), (range(6, 7), range(6, 7)))
    found = link([*ZH, "另行通知。"], ["A word first.", *EN], replace(lexical, reasons=True, pins=pins)).links
    explained = [one for one in found if one.reason is not None]
    assert len(explained) == len(found) - len(pins)
    for one in explained:
        assert one.reason is not None
        assert one.reason.gains or not one.source
        assert one.reason.runner_up is not None
        source, target, probability = one.reason.runner_up
        assert probability <= one.confidence
        assert (list(source), list(target)) != (list(one.source), list(one.target))
        assert {*source} & {*one.source} or {*target} & {*one.target}  # it is in the bead's place


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*ZH, "", "……", "1"]), max_size=12),
    st.lists(st.sampled_from([*EN, "", "...", "1"]), max_size=12),
)
def test_beads_tile_both_sides(lexical: AlignOptions, source: list[str], target: list[str]) -> None:
    found = align_segments(source, target, replace(lexical, force=True))
    assert tiles(found, len(source), len(target))
    assert all(0 <= confidence <= 1 for _, _, confidence in found)
    assert all(before[2] >= 0 for before, _ in pairwise([*found, *found[:1]]))


def test_evaluation_agrees_with_the_convention() -> None:
    gold = [(range(0, 1), range(0, 1)), (range(1, 2), range(1, 3)), (range(2, 4), range(3, 3))]
    test = [
        (range(0, 1), range(0, 1)),
        (range(1, 2), range(1, 2)),
        (range(2, 2), range(2, 3)),
        (range(2, 3), range(3, 3)),
        (range(3, 4), range(3, 3)),
    ]
    scores = evaluate(gold, test)
    # Null beads count in precision, not in recall; the gold's 2:0 is two.
    assert scores.strict_precision == pytest.approx(3 / 5)
    assert scores.strict_recall == pytest.approx(1 / 2)
    assert scores.lax_precision == pytest.approx(4 / 5)
    assert scores.lax_recall == 1
