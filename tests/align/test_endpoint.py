"""An embeddings service, played by a local HTTP server."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reader.align import AlignOptions, align_segments
from reader.align.encoder import BundledEncoder
from reader.align.endpoint import EndpointEncoder, EndpointError
from reader.align.memory import Memory
from reader.cli import main
from reader.errors import UsageError
from tests.align.texts import BEADS, EN, ZH

Answer = Callable[[dict[str, Any]], tuple[int, bytes]]


class Service:
    """Answers from a list, one a request; the last is repeated."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.asked.append(body)
                service.keys.append(self.headers.get("Authorization"))
                answer = service.answers.pop(0) if len(service.answers) > 1 else service.answers[0]
                code, data = answer(body)
                self.send_response(code)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Service]]:
    made: list[Service] = []

    def start(*answers: Answer) -> Service:
        made.append(Service(*answers))
        return made[-1]

    yield start
    for service in made:
        service.close()


def vectors(body: dict[str, Any]) -> tuple[int, bytes]:
    """A vector a text, in the wrong order, with indexes that say so."""
    items = [{"index": k, "embedding": [float(len(text)), 1.0]} for k, text in enumerate(body["input"])]
    return 200, json.dumps({"data": items[::-1]}).encode()


def says(code: int, text: str) -> Answer:
    return lambda _: (code, text.encode())


def encoder(service: Service, **more: Any) -> EndpointEncoder:
    waits: list[float] = []
    return EndpointEncoder(service.url, "m", sleep=waits.append, **more)


def test_vectors_come_in_order_as_unit_vectors_with_the_key(serve: Callable[..., Service]) -> None:
    service = serve(vectors)
    found = encoder(service, api_key="k").encode(["aaa", "a", ""])
    assert found == pytest.approx(np.array([[3, 1], [1, 1], [1, 1]]) / np.sqrt([[10], [2], [2]]))
    assert service.keys == ["Bearer k"]
    assert service.asked[0]["model"] == "m"
    assert "k" not in repr(encoder(service, api_key="secret")).split("model")[0]
    assert "secret" not in repr(encoder(service, api_key="secret"))


def test_what_was_asked_once_is_kept(serve: Callable[..., Service], tmp_path: Path) -> None:
    service = serve(vectors)
    first = encoder(service, memory=Memory(tmp_path)).encode(["a", "b", "a"])
    again = encoder(service, memory=Memory(tmp_path)).encode(["a", "b", "c"])
    assert [body["input"] for body in service.asked] == [["a", "b"], ["c"]]
    assert np.array_equal(first[:2], again[:2])


def test_many_texts_go_in_batches(serve: Callable[..., Service]) -> None:
    service = serve(vectors)
    assert encoder(service).encode([str(k) for k in range(150)]).shape == (150, 2)
    assert [len(body["input"]) for body in service.asked] == [64, 64, 22]


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_service_that_is_busy_is_asked_again(serve: Callable[..., Service], code: int) -> None:
    service = serve(says(code, "busy"), says(code, "busy"), vectors)
    assert len(encoder(service).encode(["a"])) == 1
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (says(401, '{"error": {"message": "no such key"}}'), "401: no such key"),
        (says(404, "nothing here"), "404: nothing here"),
        (says(503, "busy"), "503: busy"),
        (says(200, "not json"), "no list of vectors"),
        (says(200, "{}"), "no list of vectors"),
        (says(200, '{"data": []}'), "no list of vectors"),
        (says(200, '{"data": [{"index": 0, "embedding": ["x"]}]}'), "no list of vectors"),
        (says(200, '{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": [1]}]}'), "2 vectors for 1"),
        (says(200, '{"data": [{"index": 0, "embedding": [NaN]}]}'), "not finite"),
        (says(200, '{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1]}]}'), "no list"),
    ],
)
def test_other_answers_are_errors_that_say_what(serve: Callable[..., Service], answer: Answer, said: str) -> None:
    with pytest.raises(EndpointError, match=said):
        encoder(serve(answer)).encode(["a"])


def test_a_service_that_is_not_there_or_too_slow_is_an_error(serve: Callable[..., Service]) -> None:
    def slow(body: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(0.5)
        return vectors(body)

    service = serve(slow)
    with pytest.raises(EndpointError, match="cannot be reached"):
        encoder(service, timeout=0.05, attempts=2).encode(["a"])
    with pytest.raises(EndpointError, match="cannot be reached"):
        EndpointEncoder("http://127.0.0.1:9/v1", "m", attempts=1).encode(["a"])
    with pytest.raises(UsageError):
        EndpointEncoder("file:///etc", "m")


def test_an_encoder_that_only_encodes_texts_aligns_too(serve: Callable[..., Service], lexical: AlignOptions) -> None:
    bundled = BundledEncoder()

    def answer(body: dict[str, Any]) -> tuple[int, bytes]:
        rows = bundled.encode(body["input"]).tolist()
        return 200, json.dumps({"data": [{"index": k, "embedding": row} for k, row in enumerate(rows)]}).encode()

    found = align_segments(ZH, EN, replace(lexical, encoder=encoder(serve(answer))))
    assert [(list(source), list(target)) for source, target, _ in found] == BEADS


def test_the_command_line_names_the_service_and_the_key_comes_from_the_environment(
    serve: Callable[..., Service], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = BundledEncoder()

    def answer(body: dict[str, Any]) -> tuple[int, bytes]:
        rows = bundled.encode(body["input"]).tolist()
        return 200, json.dumps({"data": [{"embedding": row} for row in rows]}).encode()

    service = serve(answer)
    monkeypatch.setenv("DUIZHAO_API_KEY", "secret")
    files = []
    for name, lines in (("zh.txt", ZH), ("en.txt", EN)):
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
        files.append(str(tmp_path / name))
    words = ["align", *files, "--segments", "--format", "ladder", "--no-cache", "--endpoint", service.url]
    assert main([*words, "--model", "m"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(BEADS)
    assert service.keys[0] == "Bearer secret"
    assert main(words) == 2
    assert main([*words, "--model", "m", "--no-encoder"]) == 2
