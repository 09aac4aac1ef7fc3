"""What the tests of the screen share: a Textual that waits less."""

from __future__ import annotations

import pytest
from textual import _wait, screen

# After each key the pilot sleeps until the program has been idle for 20 ms, longer than a picture takes to come at 60
# a second: nine tenths of a test. Both four times as fast, one is still longer than the other.
_FASTER = 4


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", _wait.SLEEP_GRANULARITY / _FASTER)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", _wait.SLEEP_IDLE / _FASTER)
    monkeypatch.setattr(screen, "UPDATE_PERIOD", screen.UPDATE_PERIOD / _FASTER)
