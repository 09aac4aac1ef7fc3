"""What all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A loaded machine is no failure: what is checked is what holds, not how fast it was found. The examples are the same
# each time, so that a change is judged by what it changes; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", settings.get_profile("search"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True, scope="session")
def _no_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the folders of whoever runs it; processes that tests start inherit this.

    The cache is shared by all workers. The dictionary is a small one, since the whole one takes seconds to build.
    """
    config = tmp_path_factory.mktemp("config")
    (config / "cedict-small.u8").write_bytes((Path(__file__).parent / "cases" / "cedict-small.u8").read_bytes())
    os.environ["DUIZHAO_CONFIG_DIR"] = str(config)
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    os.environ["DUIZHAO_CACHE_DIR"] = str(shared / "cache")
    os.environ["DUIZHAO_STATE_DIR"] = str(tmp_path_factory.mktemp("state"))
    yield
    for name in ("CONFIG", "CACHE", "STATE"):
        del os.environ[f"DUIZHAO_{name}_DIR"]
