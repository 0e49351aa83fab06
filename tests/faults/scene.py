"""Run inside the stack's own DATA_DIR: make a meeting in session, or look at what is on disk.

`python -m tests.faults.scene set` prints how to reach the meeting; `... look RECORD` prints what
became of it, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

PATIENCE_SECONDS = 30


def set_scene() -> dict[str, Any]:
    from tests.factories.live import make_live_room

    room = make_live_room().open("mother", "health", "school", "social_worker", "chair")
    return {
        "conference": room.conference.pk,
        "record": room.conference.record_id,
        "part_key": room.part.key,
        "child": room.children[0].pk,
        "chair": _signed_in(room.chair),
        "minute_taker": _signed_in(room.minute_taker),
    }


def _signed_in(user: Any) -> str:
    """The session cookie of somebody who has signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def look(record: int) -> dict[str, Any]:
    """Every passage, every operation and every audited operation of a record; and what does not
    fit in the chain of audit rows."""
    from audit.models import Event
    from disclosure.models import Operation, Passage, PassageClearance

    events = Event.objects.filter(verb="disclosure.apply", subject_ids=[record])
    passages = Passage.objects.filter(record_id=record)
    clearances = PassageClearance.objects.filter(passage__record_id=record)
    return {
        "passages": [[str(u), t] for u, t in passages.values_list("uuid", "text")],
        "cleared": [str(u) for u in clearances.values_list("passage__uuid", flat=True).distinct()],
        "operations": [
            [str(uuid), seq, kind]
            for uuid, seq, kind in Operation.objects.filter(record_id=record).values_list(
                "uuid", "seq", "kind"
            )
        ],
        "audited": [seq for event in events for seq, _ in event.detail["operations"]],
        "breaks": _chained(),
    }


def _chained() -> list[str]:
    """Seal what the workers that died left over, and say what does not fit."""
    from audit.domain import seal_committed
    from audit.domain.verify import verify

    give_up_at = time.monotonic() + PATIENCE_SECONDS
    report = verify()
    while report.tail and time.monotonic() < give_up_at:
        seal_committed()  # does nothing while the session of a dead sealer still ends
        report = verify()
    return [*report.breaks, *["not sealed"] * report.tail]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    print(json.dumps(set_scene() if sys.argv[1] == "set" else look(int(sys.argv[2]))))
