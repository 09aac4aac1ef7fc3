"""duizhao align: two texts in, the right sentence beside the right sentence."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.input_options import add_encoding_argument
from reader.cli.output import add_output_arguments, check_output, write_result
from reader.cli.terminal import say
from reader.errors import UsageError
from reader.model import DOUBTFUL_BEAD

if TYPE_CHECKING:
    from reader.align import Aligned, AlignOptions
    from reader.align.encoder import Encoder
    from reader.model import Bitext

DESCRIPTION = """Align a Chinese text and its English translation, sentence by sentence.

Any input that the reader opens is repaired first. With one aligned file alone, what is marked reviewed or final stays
and the rest is aligned again between it; a text beside it takes the place of the side in its language, and what still
stands stays. Where the two texts are no translation of each other, that is said."""
FORMATS = ("md", "json", "tsv", "ladder")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.epilog = """examples:
  duizhao align letter.txt letter.en.txt -o letter.md
  duizhao align letter.md revised.en.txt -o letter2.md
  duizhao align zh.txt en.txt --segments --format tsv
  duizhao align letter.md --doubtful 0.8 --explain

docs/alignment.md has the formats and the figures."""
    parser.add_argument(
        "source", type=Path, metavar="FILE", help="the text; or, without a translation, an aligned file"
    )
    parser.add_argument("translation", type=Path, metavar="TRANSLATION", nargs="?", help="its translation")
    add_output_arguments(parser)
    parser.add_argument("--segments", action="store_true", help="each line is a segment, an empty one too")
    parser.add_argument("--format", choices=FORMATS, help="default: md, and with --segments tsv")
    parser.add_argument("--no-encoder", action="store_true", help="compare words, numbers and lengths only: faster")
    parser.add_argument("--endpoint", metavar="URL", help="embeddings from an OpenAI-compatible service at URL")
    parser.add_argument("--model", metavar="NAME", help="with --endpoint: the model; the key is in DUIZHAO_API_KEY")
    parser.add_argument(
        "--doubtful",
        metavar="P",
        type=_share,
        nargs="?",
        const=DOUBTFUL_BEAD,
        help=f"list the beads that are less sure than P (default {DOUBTFUL_BEAD}), and those whose numbers differ",
    )
    parser.add_argument("--explain", action="store_true", help="say what spoke for and against each bead listed")
    parser.add_argument("--unrelated", action="store_true", help="align texts that look unrelated, too")
    parser.add_argument("--no-cache", action="store_true", help="neither use nor keep earlier results")
    add_encoding_argument(parser)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return share


def run(args: argparse.Namespace) -> int:
    """Align, write or list."""
    _refuse_same(args.source, args.translation)
    if args.model and not args.endpoint:
        raise UsageError("--model goes with --endpoint", hint="--endpoint http://localhost:11434/v1 --model M")
    if args.format and (args.explain or args.doubtful is not None):
        raise UsageError("--doubtful and --explain print a list, in no other format", hint="leave --format out")
    check_output(args.output, _inputs(args), force=args.force)
    if args.segments:
        return _segments(args)
    return _documents(args)


def _segments(args: argparse.Namespace) -> int:
    from reader.align import link
    from reader.cli.beads import written

    if args.translation is None:
        raise UsageError("--segments needs two files", hint="duizhao align ZH EN --segments")
    if args.format == "md":
        raise UsageError(
            "segments have no paragraphs to write as Markdown", hint="leave --segments out, or --format tsv"
        )
    source, target = (_lines(path, args.encoding) for path in (args.source, args.translation))
    with _Progress(keeps=not args.no_cache) as progress:
        found = link(source, target, _options(args, progress))
    _say(found.notices)
    if args.doubtful is not None or args.explain:
        text = _listed(found, source, target, args)
    else:
        text = written(found.links, source, target, args.format or "tsv")
    _write(text, args)
    return 0


def _documents(args: argparse.Namespace) -> int:
    from reader.cli.beads import written
    from reader.formats.markdown import write_markdown
    from reader.pipeline import align_files

    with _Progress(keeps=not args.no_cache) as progress:
        bitext, found, style = align_files(
            args.source, args.translation, _options(args, progress), encoding=args.encoding
        )
    if args.translation is None and not bitext.target_segments:
        raise UsageError("there is no translation to align", hint=f"duizhao align {args.source} TRANSLATION")
    _say(found.notices)
    source = [bitext.source_text(range(k, k + 1)) for k in range(len(bitext.source_segments))]
    target = [bitext.target_text(range(k, k + 1)) for k in range(len(bitext.target_segments))]
    if args.doubtful is not None or args.explain:
        text = _listed(found, source, target, args)
    elif args.format in (None, "md"):
        text = write_markdown(bitext, style)
    else:
        text = written(found.links, source, target, args.format)
    _write(text, args)
    return 0


def _listed(found: Aligned, source: Sequence[str], target: Sequence[str], args: argparse.Namespace) -> str:
    """The beads asked for, for a person; how many they are goes to standard error."""
    from reader.cli.beads import listing

    least = args.doubtful
    shown = [one for one in found.links if least is None or one.confidence < least or any(one.figures)]
    if least is not None:
        unsure = sum(one.confidence < least for one in shown)
        more = f"; in {len(shown) - unsure} more the numbers differ" if len(shown) > unsure else ""
        say(f"{unsure} of {len(found.links)} beads are less sure than {least:g}{more}")
    if shown:
        say("segments are counted from 1 here, in a ladder and in JSON from 0")
    return listing(shown, source, target, args.explain)


def aligned(source: Path, translation: Path, *, encoding: str | None = None) -> Bitext:
    """Two files as one bitext, for a command that goes on with it; progress and notices go to standard error."""
    from reader.pipeline import align_files

    _refuse_same(source, translation)
    with _Progress() as progress:
        bitext, found, _ = align_files(source, translation, _usual(progress), encoding=encoding)
    _say(found.notices)
    return bitext


def _refuse_same(source: Path, translation: Path | None) -> None:
    if source == translation == Path("-"):
        raise UsageError("both texts can't come from standard input", hint="name a file for one of them")
    if translation and source.exists() and translation.exists() and source.samefile(translation):
        raise UsageError(
            "both texts are the same file", where=str(source), hint="name the Chinese and its English translation"
        )


def _options(args: argparse.Namespace, progress: _Progress) -> AlignOptions:
    return replace(
        _usual(progress),
        encoder=_encoder(args),
        remember=not args.no_cache,
        reasons=args.explain,
        force=args.unrelated,
    )


def _encoder(args: argparse.Namespace) -> bool | Encoder:
    if args.endpoint is None:
        return not args.no_encoder
    if args.no_encoder or not args.model:
        raise UsageError(
            "--endpoint needs --model and no --no-encoder", hint="--endpoint http://localhost:11434/v1 --model M"
        )
    import os

    from reader.align.endpoint import EndpointEncoder
    from reader.align.memory import Memory
    from reader.config import cache_dir

    memory = Memory(None if args.no_cache else cache_dir())
    return EndpointEncoder(args.endpoint, args.model, os.environ.get("DUIZHAO_API_KEY", ""), memory=memory)


def _usual(progress: _Progress) -> AlignOptions:
    from reader.align import AlignOptions
    from reader.config import cache_dir, config_dir

    return AlignOptions(cache=cache_dir(), dictionary=config_dir(), progress=progress.show, notify=progress.say)


def _lines(path: Path, encoding: str | None) -> list[str]:
    r"""The segments of a file: only \n ends a line, the last line may have none."""
    from reader.extract.text import read_text
    from reader.files import read_bytes

    text = read_text(read_bytes(path), where=str(path), encoding=encoding).raw
    return text.removesuffix("\n").split("\n") if text else []


def _say(notices: Sequence[str]) -> None:
    for notice in notices:
        say(notice)


def _write(text: str, args: argparse.Namespace) -> None:
    write_result(text, args.output, _inputs(args), force=args.force)


def _inputs(args: argparse.Namespace) -> list[Path]:
    return [path for path in (args.source, args.translation) if path is not None]


class _Progress:
    """A line on stderr that grows, if that is a terminal and the work takes long."""

    def __init__(self, *, keeps: bool = True) -> None:
        self._keeps = keeps  # is what was found kept for the next run?
        self._live = sys.stderr.isatty()
        self._start = time.monotonic()
        self._shown = False
        self._done = 0

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        if kind is KeyboardInterrupt and self._keeps and self._done:
            say(f"interrupted after {self._done:,} segments; the same command goes on from there")

    def show(self, done: int, total: int) -> None:
        """Tell how far it is."""
        self._done = done
        passed = time.monotonic() - self._start
        if self._live and passed > 1 and done < total:
            left = passed / max(done, 1) * (total - done)
            print(f"\rduizhao: {done:,} of {total:,} segments, {left:.0f} s left ", end="", file=sys.stderr, flush=True)
            self._shown = True

    def say(self, what: str) -> None:
        """Tell what takes long."""
        if self._live:
            say(f"{what} ...")
