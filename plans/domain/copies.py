"""Each person's own copy of the full plan, kept in step with the plan.

A copy is a pack: `disclosure` decides which words are in it, checks it, has it cleared and records
who took it. Nothing here sends anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accounts.models import User
from disclosure.document import Document
from disclosure.domain.building import build_packs
from disclosure.endings import endings_of
from disclosure.enums import PackState
from disclosure.models import Pack, Recipient, Record
from people.models import Family, FamilyScopedQuerySet
from plans.domain.apart import not_told_when_it_meets
from plans.domain.document import protection_plan
from plans.domain.own_meeting import without_core_group
from plans.models import FullPlan, Plan


def keep_copies_in_step(record: Record, *, by: User) -> list[Pack]:
    """Bring every copy that has not left in step with the plan as it stands.

    Called by whatever changes the plan, so that nobody releases words of yesterday. What is
    written up after the end changes no copy.
    """
    if not Recipient.objects.on_the_sheet().filter(record=record).exists():
        return []
    grown = FullPlan.objects.filter(record=record).first()
    if grown is None:
        return []
    plans = Plan.objects.open().child_protection().filter(record=grown.outline_id)
    running = list(plans.select_related("child__person"))
    if not running:
        return []
    plan = protection_plan(record, running)
    document = replace(plan, sections=(*plan.sections, *endings_of(record, by=by)))
    for_those_apart, apart = without_core_group(document), not_told_when_it_meets(record.family)

    def documents_for(recipient: Recipient) -> list[Document]:
        return [for_those_apart if recipient.person_id in apart else document]

    return build_packs(record=record, documents_for=documents_for, by=by)


def copies_of(records: Sequence[Record], *, reader: User) -> FamilyScopedQuerySet:
    """Every copy but those that came to nothing, in order of the sheet."""
    rows = Pack.objects.visible_to(reader).filter(record__in=records)
    kept = rows.exclude(state=PackState.VOID).select_related("recipient__person")
    return kept.order_by("recipient", "pk")


def full_plans_of(family: Family) -> list[Record]:
    """The records of the full plans of the family's open plans, those that have been begun."""
    open_plans = Plan.objects.open().child_protection().filter(child__family=family)
    grown = FullPlan.objects.filter(outline__in=open_plans.values("record"))
    return [row.record for row in grown.select_related("record")]
