"""Lines of a log without what opens a page, and without values that a database error repeats: the
log is kept longer, and read by more people."""

from __future__ import annotations

import logging
import re
from typing import Any

# What stands next after one of these in an address: a guest's link, a link to answer, a feedback
# code, an invitation, a new password.
OPENS = r"/(?:g|answer|f/[a-z]{2}|conferences/invitations|accounts/password/reset/key)/"
SECRET = re.compile(rf"({OPENS})[^/\s\"'?]+")

# The database says what failed first, then with which values: words of a case, on several lines.
# They end where a traceback begins, or what joins the errors of a chain.
VALUES = re.compile(
    r"(DETAIL|LINE \d+|QUERY|CONTEXT):.*?"
    r"(?=\n\nThe above exception was|\n\nDuring handling of|\nTraceback \(most recent|\Z)",
    re.DOTALL,
)


def without_secrets(text: str) -> str:
    return VALUES.sub(r"\1: [not logged]", SECRET.sub(r"\1[not logged]", text))


class Line(logging.Formatter):
    """The whole line, with what an error says of itself. With `form`, as that one writes it."""

    def __init__(self, *given: Any, form: logging.Formatter | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        written = self.form.format(record) if self.form else super().format(record)
        return without_secrets(written)


def keep_secrets_out(logger: logging.Logger, **signal: Any) -> None:
    """For Celery, which writes lines of its own form: tasks stand in them."""
    for handler in logger.handlers:
        handler.setFormatter(Line(form=handler.formatter))
