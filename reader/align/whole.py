"""Two lists of segments -> beads: which side is Chinese, segments without text, texts that do not belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from threadpoolctl import ThreadpoolController

from reader.align import Aligned, AlignError, AlignOptions
from reader.align.encoder import BundledEncoder, Encoder
from reader.align.engine import Link, Task, align
from reader.align.explain import Reason
from reader.align.figures import with_figures
from reader.align.lexicon import open_lexicon
from reader.align.memory import Memory
from reader.align.model import trained
from reader.align.moved import moved
from reader.align.units import analyse
from reader.align.window import Context, ratio
from reader.language.pinyin import is_han

# Below this share of Chinese characters among letters a text is not Chinese, above it not English.
_CHINESE, _ENGLISH = 0.3, 0.3
# Mean closeness times mean confidence of the beads with two sides. Of 18 translations the least is .39 (by words alone
# .14), of 36 pairs of unrelated texts of one genre the most .23 (.08). Of 90 translations of two to four sentences the
# least is .49 (.07), of 120 unrelated pairs .48 (.44), half of which are below .1 (.05): few words prove little.
_RELATED = {"encoder": 0.28, "words": 0.1}
_HANDFUL, _FEW, _MANY = 3, 8, 30
# More segments than this take a while before the first bead is found: that is said.
_LONG = 10_000


def run(source: Sequence[str], target: Sequence[str], options: AlignOptions) -> Aligned:
    """See `reader.align.link`."""
    _check_pins(options.pins, len(source), len(target))
    # With more than one thread BLAS is slower on a busy machine, up to 100 times, and sums in another order.
    with ThreadpoolController().limit(limits=1, user_api="blas"):
        return _turned(source, target, options)


def _turned(source: Sequence[str], target: Sequence[str], options: AlignOptions) -> Aligned:
    if _is_mirrored(source, target):
        pins = tuple((second, first) for first, second in options.pins)
        turned = replace(options, pins=pins, source_breaks=options.target_breaks, target_breaks=options.source_breaks)
        links, notices = _run(target, source, turned)
        return Aligned(tuple(links), notices).mirrored()
    links, notices = _run(source, target, options)
    return Aligned(tuple(links), notices)


def _check_pins(pins: Sequence[tuple[range, range]], rows: int, width: int) -> None:
    i = j = 0
    for first, second in pins:
        if not (i <= first.start <= first.stop <= rows and j <= second.start <= second.stop <= width):
            raise ValueError(f"pins stand in order, apart, and inside the texts: {first}, {second}")
        i, j = first.stop, second.stop


def _is_mirrored(source: Sequence[str], target: Sequence[str]) -> bool:
    """Is the source English and the target Chinese? AlignError if neither side is the one or the other."""
    first, second = _han_share(source), _han_share(target)
    if first is None or second is None:
        return (first or 0) < (second or 0)
    if list(source) == list(target):
        raise AlignError("both texts are the same", hint="give the Chinese and its English translation")
    if first >= _CHINESE and second >= _ENGLISH:
        raise AlignError("both texts are Chinese", hint="give the Chinese and its English translation")
    if first < _CHINESE and second < _ENGLISH:
        raise AlignError("neither text is Chinese", hint="give the Chinese and its English translation")
    for side, share in (("first", first), ("second", second)):
        texts = source if side == "first" else target
        if share < _ENGLISH and _latin_share(texts) < 0.5:
            raise AlignError(f"the {side} text is neither Chinese nor English", hint="only these two are aligned")
    return first < second


def _han_share(texts: Sequence[str]) -> float | None:
    """The share of Chinese characters among letters; None without letters."""
    letters = [char for text in _sample(texts) for char in text if char.isalpha()]
    return sum(map(is_han, letters)) / len(letters) if letters else None


def _latin_share(texts: Sequence[str]) -> float:
    letters = [char for text in _sample(texts) for char in text if char.isalpha()]
    return sum(char < "\u0250" for char in letters) / max(len(letters), 1)


def _sample(texts: Sequence[str]) -> Sequence[str]:
    return texts[:: max(len(texts) // 400, 1)]


def _run(source: Sequence[str], target: Sequence[str], options: AlignOptions) -> tuple[list[Link], tuple[str, ...]]:
    """With the Chinese first."""
    zh_kept, en_kept = ([k for k, text in enumerate(side) if text.strip()] for side in (source, target))
    memory = Memory(options.cache if options.remember else None)
    lexicon = open_lexicon(
        options.cache, partial(_tell, options.notify, "preparing the dictionary, once"), folder=options.dictionary
    )
    if len(source) + len(target) >= _LONG:
        _tell(options.notify, f"taking {len(source) + len(target):,} segments apart")
    zh = analyse([source[k] for k in zh_kept], "zh", lexicon)
    en = analyse([target[k] for k in en_kept], "en", lexicon)
    context = Context(lexicon, _encoder(options.encoder), trained(), ratio(zh, en))
    breaks = (
        np.array([k in options.source_breaks for k in zh_kept], bool),
        np.array([k in options.target_breaks for k in en_kept], bool),
    )
    task = Task(zh, en, breaks, context, memory, options.reasons, options.progress)
    pins = [(_inner(first, zh_kept), _inner(second, en_kept)) for first, second in options.pins]
    try:
        links = list(with_figures(align(task, pins), zh, en))
    finally:
        memory.close()
    notices = _nothing(zh_kept, en_kept) or _judge(links, pins, context.kind, options.force)
    notices += moved(task, links, zh_kept, en_kept)
    return list(_with_empty(links, zh_kept, en_kept, len(source), len(target))), tuple(notices)


def _tell(notify: Callable[[str], None] | None, what: str) -> None:
    if notify is not None:
        notify(what)


def _encoder(wanted: bool | Encoder) -> Encoder | None:
    if isinstance(wanted, bool):
        return BundledEncoder() if wanted else None
    return wanted


def _inner(run: range, kept: list[int]) -> range:
    """A run of segments, counted among those that have text."""
    start, stop = np.searchsorted(kept, [run.start, run.stop]).tolist()
    return range(start, stop)


def _nothing(zh_kept: list[int], en_kept: list[int]) -> list[str]:
    """What to say where one side is empty: nothing is known to be Chinese or English then."""
    return ["one of the texts is empty: all segments stand alone"] if bool(zh_kept) != bool(en_kept) else []


def _judge(links: list[Link], pins: Sequence[tuple[range, range]], kind: str, force: bool) -> list[str]:
    """Does this look like a translation at all?"""
    made = [one for one in links if (one.source, one.target) not in pins]
    full = [one for one in made if one.source and one.target]
    related = sum(one.closeness for one in full) * sum(one.confidence for one in full) / max(len(full), 1) ** 2
    if related >= _RELATED[kind]:
        return []
    little = len(full) < _FEW and len(made) < _MANY
    if little and (pins or len(made) < 2 or kind == "words"):
        told = len(made) > _HANDFUL if pins else made
        return ["the texts may be unrelated; there is too little of them to tell"] if told else []
    if force:
        return ["the texts look unrelated: what was found is hardly better than chance"]
    raise AlignError("the texts look unrelated", hint="are these the right files? --unrelated aligns them all the same")


def _with_empty(links: list[Link], zh_kept: list[int], en_kept: list[int], rows: int, width: int) -> Iterator[Link]:
    """Put segments without text back: inside a bead they belong to it, between beads they stand alone."""
    i = j = 0
    for one in links:
        source = range(zh_kept[one.source.start], zh_kept[one.source.stop - 1] + 1) if one.source else None
        target = range(en_kept[one.target.start], en_kept[one.target.stop - 1] + 1) if one.target else None
        yield from (Link(range(k, k + 1), range(j, j), 1.0) for k in range(i, source.start if source else i))
        i = source.start if source else i
        yield from (Link(range(i, i), range(k, k + 1), 1.0) for k in range(j, target.start if target else j))
        j = target.start if target else j
        source, target = source or range(i, i), target or range(j, j)
        yield replace(one, source=source, target=target, reason=_placed(one.reason, zh_kept, en_kept))
        i, j = source.stop, target.stop
    yield from (Link(range(k, k + 1), range(j, j), 1.0) for k in range(i, rows))
    yield from (Link(range(rows, rows), range(k, k + 1), 1.0) for k in range(j, width))


def _placed(reason: Reason | None, zh_kept: list[int], en_kept: list[int]) -> Reason | None:
    if reason is None or reason.runner_up is None:
        return reason
    source, target, probability = reason.runner_up
    return replace(reason, runner_up=(_outer(source, zh_kept), _outer(target, en_kept), probability))


def _outer(run: range, kept: list[int]) -> range:
    if not run:
        return range(0)
    return range(kept[run.start], kept[run.stop - 1] + 1)
