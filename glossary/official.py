"""What common words mean in official documents, where that is not the first that the dictionary gives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

# A word, a tab, its meaning in a few words.
_FILE = Path(__file__).parent / "senses.tsv"


@lru_cache(maxsize=1)
def official_senses() -> Mapping[str, str]:
    """Such words, simplified, with their short meaning."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)
