"""Who is told of figures, through the outbox. A month and a link: no number, no case content."""

from __future__ import annotations

from django.urls import reverse

from notifications.domain import queue
from notifications.enums import Channel
from notifications.links import absolute
from people.domain.queries import posted
from people.enums import Role
from reporting.period import Period


def pack_is_made(month: Period) -> None:
    """Each head of service, once for each month."""
    link = absolute(reverse("reporting:monthly_pack", args=[month.code]))
    for head in posted(Role.HEAD_OF_SERVICE):
        queue(
            key=f"figures:{month.code}:{head.pk}",
            channel=Channel.EMAIL,
            kind="reporting.monthly_pack",
            to_name=str(head),
            to_address=head.email,
            subject=f"Chairside: figures for {month}",
            body=(
                f"The figures of the conference service for {month} are ready to read and "
                f"print:\n\n{link}\n\nWhat is recorded later does not change them.\n"
            ),
        )
