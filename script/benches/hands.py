"""A process that works on one database and does what it is asked, one thing at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Any


class HandStopped(Exception):
    """A process died; it has said why on standard error."""


class Hand:
    """Ask, then hear the answer; two hands asked before either is heard work at once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "script.benches.inside"],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Hand:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def ask(self, what: str, **given: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([what, given]) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """Raises `HandStopped`."""
        assert self.process.stdout is not None
        answer = self.process.stdout.readline()
        if not answer:
            raise HandStopped("A measuring process stopped; its last words are above.")
        return json.loads(answer)

    def do(self, what: str, **given: Any) -> Any:
        self.ask(what, **given)
        return self.hear()
