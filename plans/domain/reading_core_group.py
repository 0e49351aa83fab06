"""What one core group left behind: who came, what was said, what was reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from disclosure.models import Passage
from plans.domain.words import CHILD_VIEWS
from plans.models import CoreGroup, CoreGroupAttendance, ItemUpdate, Progress


@dataclass(frozen=True)
class CoreGroupPage:
    """`views` are each child's own words."""

    attendances: list[CoreGroupAttendance]
    progress: list[Progress]
    views: list[Passage]
    updates: list[ItemUpdate]
    children: list[str]


def core_group_page(group: CoreGroup, *, reader: User) -> CoreGroupPage:
    """Scoped to the reader; the view audits the opening. Sealed or removed words are not there."""
    came = CoreGroupAttendance.objects.visible_to(reader).filter(core_group=group)
    progress = Progress.objects.visible_to(reader).standing().filter(core_group=group)
    updates = ItemUpdate.objects.visible_to(reader).standing().filter(core_group=group)
    views = Passage.objects.visible_to(reader).live()
    mine = views.filter(record__family=group.family_id, part_key=group.about, heading=CHILD_VIEWS)
    plans = group.plans.select_related("child__person")
    return CoreGroupPage(
        attendances=list(came.select_related("member__person", "member__agency")),
        progress=list(progress.select_related("outcome__passage", "words")),
        views=list(mine.prefetch_related("about").order_by("seq")),
        updates=list(updates.select_related("item__passage", "words").order_by("pk")),
        children=[plan.child.person.name for plan in plans],
    )
