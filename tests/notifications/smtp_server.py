"""A small mail server that answers as it is told."""

from __future__ import annotations

import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class FakeMailServer:
    """`answers` are given in turn to a word (RCPT, or DATA for the whole message) instead of
    taking it; "hang up" takes the message and says nothing more."""

    taken: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    port: int = 0

    def answer_to(self, word: str) -> str:
        waiting = self.answers.get(word, [])
        return waiting.pop(0) if waiting else "250 fine"


class Handler(socketserver.StreamRequestHandler):
    fake: FakeMailServer

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._say("354 go on")
                content = self._content()
                answer = self.fake.answer_to("DATA")
                if answer[0] in "2h":
                    taken = message_from_bytes(content, policy=policy.default)
                    self.fake.taken.append(taken)
                if answer == "hang up":
                    return None
                self._say(answer)
            elif word == "QUIT":
                return self._say("221 bye")
            else:
                self._say(self.fake.answer_to(word))
        return None

    def _content(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def start() -> tuple[FakeMailServer, socketserver.ThreadingTCPServer]:
    fake = FakeMailServer()
    server = socketserver.ThreadingTCPServer(
        ("127.0.0.1", 0), type("OneHandler", (Handler,), {"fake": fake})
    )
    fake.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return fake, server
