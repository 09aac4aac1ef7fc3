"""The dictionary's index is made once for all tests."""

from pathlib import Path

import pytest

from reader.align import AlignOptions


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("align-cache")


@pytest.fixture
def lexical(cache: Path) -> AlignOptions:
    return AlignOptions(encoder=False, cache=cache, remember=False)


@pytest.fixture
def bundled(cache: Path) -> AlignOptions:
    return AlignOptions(cache=cache, remember=False)
