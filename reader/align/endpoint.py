"""Texts -> vectors from an OpenAI-compatible embeddings endpoint. Used only where the user configures one."""

from __future__ import annotations

import contextlib
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np

from reader.align.arrays import Floats
from reader.align.memory import Memory, key_of
from reader.errors import InputError, UsageError

_BATCH = 64
_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 30.0


class EndpointError(InputError):
    """An endpoint that cannot be reached, refuses, or answers what is no list of vectors."""


@dataclass(slots=True)
class EndpointEncoder:
    """`url` is that of the service without /embeddings, such as http://localhost:11434/v1."""

    url: str
    model: str
    api_key: str = field(default="", repr=False)
    timeout: float = 60.0
    attempts: int = 4
    memory: Memory = field(default_factory=lambda: Memory(None))
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise UsageError(f"{self.url!r} is no http address", hint="such as http://localhost:11434/v1")

    @property
    def name(self) -> str:
        """Tells its vectors from those of other services and models."""
        return f"{self.url.rstrip('/')} {self.model}"

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text; each is asked for once, also over several runs."""
        keys = [key_of("vector", self.name, text) for text in texts]
        known = {key: data for key in set(keys) if (data := self.memory.get_bytes(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        wanted = list(missing.items())
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            vectors = self._ask([text or " " for _, text in batch])
            fresh = {key: vector.tobytes() for (key, _), vector in zip(batch, vectors, strict=True)}
            self.memory.put_bytes(fresh)
            known |= fresh
        if not texts:
            return np.zeros((0, 1), np.float32)
        rows = [np.frombuffer(known[key], np.float32) for key in keys]
        if len({len(row) for row in rows}) != 1:
            raise self._error("answers vectors of different lengths")
        return np.stack(rows)

    def _ask(self, texts: list[str]) -> Floats:
        body = json.dumps({"model": self.model, "input": texts, "encoding_format": "float"}).encode()
        headers = {"Content-Type": "application/json"}
        if self.api_key:
            headers["Authorization"] = f"Bearer {self.api_key}"
        request = urllib.request.Request(  # noqa: S310 -- the scheme was checked
            f"{self.url.rstrip('/')}/embeddings", body, headers
        )
        for attempt in range(1, self.attempts + 1):
            try:
                with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                    return self._vectors(answer.read(), len(texts))
            except urllib.error.HTTPError as error:
                with error:
                    said, wait = _said(error), _wait(error, attempt)
                if error.code not in _RETRIED or attempt == self.attempts:
                    raise self._error(f"answers {error.code}: {said}") from None
            except (OSError, http.client.HTTPException) as error:
                wait = min(2.0 ** (attempt - 1), _LONGEST_WAIT)
                if attempt == self.attempts:
                    reason = getattr(error, "reason", error)
                    reason = getattr(reason, "strerror", None) or reason  # without "[Errno 111]"
                    raise self._error(f"cannot be reached: {reason or type(error).__name__}") from None
            self.sleep(wait)
        raise self._error("was not asked")

    def _vectors(self, data: bytes, count: int) -> Floats:
        """The vectors of an answer, in the order of the texts, as unit vectors."""
        try:
            items = json.loads(data)["data"]
            ordered = sorted(items, key=lambda item: int(item["index"])) if "index" in items[0] else items
            table = np.array([item["embedding"] for item in ordered], np.float32)
        except (ValueError, KeyError, TypeError, IndexError):
            raise self._error("answers what is no list of vectors") from None
        if table.ndim != 2 or len(table) != count or not table.shape[1]:
            raise self._error(f"answers {len(table)} vectors for {count} texts")
        if not np.isfinite(table).all():
            raise self._error("answers vectors that are not finite")
        unit: Floats = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
        return unit

    def _error(self, message: str) -> EndpointError:
        hint = "check the address, the model's name and the key; or align with --no-encoder"
        return EndpointError(message, where=self.url, hint=hint)


def _said(error: urllib.error.HTTPError) -> str:
    """What the service says of the trouble, in one line."""
    try:
        text = error.read(2000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return error.reason
    with contextlib.suppress(ValueError, KeyError, TypeError):
        text = str(json.loads(text)["error"]["message"])
    return " ".join(text.split())[:200] or error.reason


def _wait(error: urllib.error.HTTPError, attempt: int) -> float:
    """As long as the service asks for, else longer each time."""
    try:
        return min(max(float(error.headers.get("Retry-After", "")), 0.0), _LONGEST_WAIT)
    except ValueError:
        return min(2.0 ** (attempt - 1), _LONGEST_WAIT)
