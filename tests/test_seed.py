"""The seed document: its English belongs to what repair makes of its raw text."""

import hashlib
from pathlib import Path

from reader.model import Status
from reader.pipeline import open_bitext, open_document

SEEDS = Path(__file__).parent.parent / "seeds"
RAW, ENGLISH = SEEDS / "putuo-2023-18.txt", SEEDS / "putuo-2023-18.md"


def test_the_english_stands_beside_the_repaired_text() -> None:
    assert open_bitext(ENGLISH).source == open_document(RAW)


def test_the_raw_text_is_found_by_its_hash() -> None:
    assert open_bitext(ENGLISH).provenance.source.sha256 == hashlib.sha256(RAW.read_bytes()).hexdigest()


def test_every_sentence_has_its_english_read_twice() -> None:
    bitext = open_bitext(ENGLISH)
    assert len(bitext.blocks()) == 19
    assert all(bead.source and bead.target and bead.status is Status.FINAL for bead in bitext.beads)
