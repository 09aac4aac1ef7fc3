"""What all tests share."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A loaded machine is no failure: what is checked is what holds, not how fast it was found.
settings.register_profile("duizhao", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("duizhao")


@pytest.fixture(autouse=True, scope="session")
def _no_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the folders of whoever runs it; processes that tests start inherit this."""
    for name in ("CONFIG", "CACHE"):
        os.environ[f"DUIZHAO_{name}_DIR"] = str(tmp_path_factory.mktemp(name.lower()))
    yield
    for name in ("CONFIG", "CACHE"):
        del os.environ[f"DUIZHAO_{name}_DIR"]
