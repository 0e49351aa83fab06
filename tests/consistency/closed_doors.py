"""What a page offers and then refuses: a link or a button that answers "you may not"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

OFF = ("/accounts/logout/", "/static/")  # ends the session, or is a file
LINK = re.compile(rb'href="(/[^"#]*)')
FORM = re.compile(rb'<form method="post"(?:[^>]*? action="(/[^"]*)")?')
CLOSED = {403, 404, 500}


def closed_doors(
    client: Client, response: HttpResponse, address: str, tried: set[str]
) -> Iterator[str]:
    """Each address is tried once, and whatever it did is undone.

    A form is sent empty: whoever may not is refused before any form is looked at.
    """
    if not response.headers["Content-Type"].startswith("text/html"):
        return
    asks = [("get", link.decode()) for link in LINK.findall(response.content)]
    asks += [("post", to.decode() or address) for to in FORM.findall(response.content)]
    for method, to in dict.fromkeys(asks):
        door = html.unescape(to)
        if f"{method} {door}" in tried or door.startswith(OFF):
            continue
        tried.add(f"{method} {door}")
        with transaction.atomic():
            told = getattr(client, method)(door).status_code
            transaction.set_rollback(True)
        if told in CLOSED:
            yield f"leads to {door} ({method}), which answers {told}"
