"""What the page's script does with a line, without the page: keep it, send it, send it again."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

TOKEN = "f" * 32  # the same in the cookie and the header: what the CSRF check asks for
PATIENCE = 10  # seconds for one answer
LOSE_ONE_ANSWER_IN = 20  # answers that arrive but never reach the page: it must send again


SIGN_IN_AGAIN = {401, 403}


class NoAnswer(Exception):
    """The network, or a server that has just been killed."""


class SignedOut(Exception):
    """The server no longer knows who this is: sending again helps nobody."""


@dataclass
class Tab:
    """One browser tab of one signed-in person."""

    port: int
    session: str
    conference: int

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, dict[str, Any]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        try:
            line.request(method, f"/conferences/{self.conference}/{path}", body, headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise NoAnswer from error
        finally:
            line.close()

    def send(self, *operations: dict[str, Any]) -> list[dict[str, Any]]:
        status, told = self.ask("POST", "live/ops", json.dumps({"operations": list(operations)}))
        if status in SIGN_IN_AGAIN:
            raise SignedOut(f"{status} {told}")
        if status != 200:
            raise NoAnswer(f"{status} {told}")
        results: list[dict[str, Any]] = told["results"]
        return results

    def changes(self, since: int = 0) -> dict[str, Any]:
        status, told = self.ask("GET", f"live/changes?since={since}")
        assert status == 200, told
        return told


def operation(kind: str, **payload: Any) -> dict[str, Any]:
    return {"uuid": str(uuid.uuid4()), "kind": kind, "payload": payload}


def add(text: str, part_key: str) -> dict[str, Any]:
    number = str(uuid.uuid4())
    return operation("passage.add", passage=number, heading="worries", text=text, part_key=part_key)


@dataclass
class Typists:
    """Several people typing at once; every line is sent until it is acknowledged."""

    tabs: Sequence[Tab]
    part_key: str
    saves: int
    acknowledged: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    given_up: int = 0
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def type_everything(self) -> None:
        threads = [threading.Thread(target=self._type, args=[tab]) for tab in self.tabs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _type(self, tab: Tab) -> None:
        while (number := self._take()) is not None:
            line = add(f"Line {number}: Ty'rese said “نعم”.", self.part_key)
            result = self._until_acknowledged(tab, line, lose=number % LOSE_ONE_ANSWER_IN == 0)
            with self._lock:
                if result is None:
                    self.given_up += 1
                else:
                    self.acknowledged.append((line, result))

    def _take(self) -> int | None:
        with self._lock:
            if self._next >= self.saves:
                return None
            self._next += 1
            return self._next

    def _until_acknowledged(
        self, tab: Tab, line: dict[str, Any], *, lose: bool
    ) -> dict[str, Any] | None:
        give_up_at = time.monotonic() + 120
        while time.monotonic() < give_up_at:
            try:
                result = tab.send(line)[0]
                if not lose:
                    return result
                lose = False
            except NoAnswer:
                time.sleep(0.05)
            except SignedOut:
                return None
        return None
