"""Lines of a log without what opens a page: the log is kept longer, and read by more people."""

from __future__ import annotations

import logging
import re

# What stands next after one of these in an address: a guest's link, a link to answer, a feedback
# code, an invitation, a new password.
OPENS = r"/(?:g|answer|f/[a-z]{2}|conferences/invitations|accounts/password/reset/key)/"
SECRET = re.compile(rf"({OPENS})[^/\s\"'?]+")


def without_secrets(text: str) -> str:
    return SECRET.sub(r"\1[not logged]", text)


class Line(logging.Formatter):
    """The whole line, with what an error says of itself."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))
