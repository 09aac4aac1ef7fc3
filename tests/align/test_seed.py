"""The seed document with its English pasted as plain text, a paragraph a line: every bead is right."""

from pathlib import Path

import pytest

from reader.align import AlignOptions
from reader.formats.markdown import read_markdown
from reader.model import Bitext
from reader.pipeline import align, open_document

SEEDS = Path(__file__).parents[2] / "seeds"


def texts(bitext: Bitext) -> set[tuple[str, str]]:
    return {(bitext.source_text(bead.source), bitext.target_text(bead.target)) for bead in bitext.beads}


@pytest.mark.parametrize("encoder", [True, False])
def test_every_bead_of_the_seed_is_found(encoder: bool, cache: Path, tmp_path: Path) -> None:
    gold = read_markdown((SEEDS / "putuo-2023-18.md").read_text("utf-8"))
    english = tmp_path / "en.txt"
    english.write_text("".join(paragraph.text + "\n" for paragraph in gold.target.paragraphs), "utf-8")
    source, target = open_document(SEEDS / "putuo-2023-18.txt"), open_document(english)
    made = align(source, target, AlignOptions(encoder=encoder, cache=cache, remember=False))
    assert texts(made) == texts(gold)
