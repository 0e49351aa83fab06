"""A small server that speaks the API of GOV.UK Notify: what it takes, what it says became of it."""

from __future__ import annotations

import json
import re
import threading
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = str(uuid.UUID(int=7)), str(uuid.UUID(int=8))
API_KEY = f"rehearsal-{SERVICE}-{SECRET}"


@dataclass
class FakeNotify:
    """`taken` is what Notify holds. `answers` are given in turn instead of taking a message: a
    status with its error, or "hang up" after taking it."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, str] | str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def take(self, kind: str, data: dict[str, Any]) -> dict[str, Any]:
        made = {"id": str(uuid.uuid4()), "type": kind, "status": "created", **data}
        self.taken.append(made)
        return made

    def becomes(self, status: str) -> None:
        for one in self.taken:
            one["status"] = status


class Handler(BaseHTTPRequestHandler):
    fake: FakeNotify

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        match = re.fullmatch(r"/v2/notifications/(email|sms)", self.path)
        assert match
        answer = self.fake.answers.pop(0) if self.fake.answers else None
        if isinstance(answer, tuple):
            return self._error(*answer)
        made = self.fake.take(match[1], body)
        if answer == "hang up":
            return self.connection.close()
        return self._say(201, {"id": made["id"], "reference": body.get("reference")})

    def do_GET(self) -> None:
        self.fake.asked.append(self.path)
        if not self._knows_us():
            return self._error(403, "AuthError")
        where = urlsplit(self.path)
        if where.path == "/v2/notifications":
            (reference,) = parse_qs(where.query)["reference"]
            found = [one for one in self.fake.taken if one["reference"] == reference]
            return self._say(200, {"notifications": found, "links": {}})
        wanted = where.path.rsplit("/", 1)[-1]
        found = [one for one in self.fake.taken if one["id"] == wanted]
        return self._say(200, found[0]) if found else self._error(404, "NoResultFound")

    def _knows_us(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        return bool(jwt.decode(token, SECRET, algorithms=["HS256"])["iss"] == SERVICE)

    def _error(self, status: int, error: str) -> None:
        self._say(
            status, {"status_code": status, "errors": [{"error": error, "message": "In words"}]}
        )

    def _say(self, status: int, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


def start() -> tuple[FakeNotify, ThreadingHTTPServer]:
    fake = FakeNotify()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneHandler", (Handler,), {"fake": fake}))
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return fake, server
