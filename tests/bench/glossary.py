"""What the glossary does: first lookup on a fresh cache, matching speed, share of the seed's words explained, mining.

`python -m tests.bench.glossary`
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from glossary import layers
from glossary.coverage import coverage
from glossary.dictionary import find_file, open_dictionary
from glossary.general import word_list
from glossary.index import open_index
from glossary.match import Matcher
from glossary.mine import mine
from glossary.model import Term
from glossary.straddle import costs
from reader.pipeline import open_document

SEED = Path(__file__).parents[2] / "seeds" / "putuo-2023-18.txt"
_PAGE, _MANY, _ROUNDS = 500, 100_000, 20


def main() -> None:
    """All figures, one a line."""
    with TemporaryDirectory() as folder:
        for query in ("工作专班", "工作专班", "task force", "task force"):
            command = [sys.executable, "-m", "reader.cli", "lookup", query]
            began = time.perf_counter()
            subprocess.run(command, env={**os.environ, "DUIZHAO_CACHE_DIR": folder}, capture_output=True, check=True)
            print(f"lookup {query} on a cache that was empty at first  {time.perf_counter() - began:5.2f} s")
        texts = [paragraph.text for paragraph in open_document(SEED).paragraphs]
        file = find_file()
        with open_index(layers.built_in(), Path(folder)) as index:
            terms, words = index.terms(), index.words()
            dictionary = open_dictionary(file, Path(folder)) if file else None
            print(f"the seed's content words explained  {coverage(texts, index, dictionary).explained:.1%}")
            print("mined from the seed:", " ".join(one.zh for one in mine(texts, None, dictionary)[:30]))
            if dictionary:
                dictionary.close()
    print(f"{len(terms)} terms: {_speed(Matcher(terms, words=words), texts):,.0f} pages a second")
    listed = [word for word, (_, tag) in word_list().items() if len(word) > 2 and tag[0] in "nvlj"]
    chosen = random.Random(1)
    more = [Term(chosen.choice(listed) + chosen.choice(listed), ()) for _ in range(_MANY)]
    matcher = Matcher([*terms, *more], words=costs(form for term in (*terms, *more) for form in term.forms))
    print(f"{len(terms) + len(more)} terms: {_speed(matcher, texts):,.0f} pages a second")


def _speed(matcher: Matcher, texts: Iterable[str]) -> float:
    """Pages of 500 characters a CPU second."""
    text = list(texts) * _ROUNDS
    began = time.process_time()
    for one in text:
        matcher.find(one)
    return sum(map(len, text)) / _PAGE / (time.process_time() - began)


if __name__ == "__main__":
    main()
