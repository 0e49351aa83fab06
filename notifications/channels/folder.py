"""For a rehearsal: each message as a file in DATA_DIR/texts. Nobody gets anything."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from notifications.channels.base import Report
from notifications.enums import State
from notifications.models import Message


class Folder:
    def send(self, message: Message, *, again: bool) -> Report:
        folder = Path(settings.DATA_DIR) / "texts"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{message.pk}-{message.reference}.txt"
        file.write_text(f"To: {message.to_address}\n\n{message.body}\n")
        return Report(State.SENT)

    def ask(self, message: Message) -> Report:
        return Report(State.SENT)
