"""Who gets which document after a conference, and by what way.

`disclosure` decides which words each of them may have; this says which documents are theirs and
proposes the distribution sheet from those who took part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.errors import WrongState
from accounts.models import User
from conferences import rules
from conferences.domain.documents import (
    child_page,
    decision_letter,
    outline_plan,
    summary_record,
)
from conferences.domain.documents.readers import in_words_for, was_there
from conferences.domain.in_the_room import in_the_room
from conferences.domain.steps import locked, require
from conferences.domain.who_comes import not_told_of_it
from conferences.enums import Capacity, ConferenceState
from conferences.models import Conference
from disclosure.document import Document, Section
from disclosure.domain.building import build_packs
from disclosure.domain.distribution import Choice, Proposal, language_of, usual_way
from disclosure.domain.network import ever_of, network_of
from disclosure.domain.recipients import choose_recipient
from disclosure.domain.releasing import void_now
from disclosure.domain.steps import lock
from disclosure.domain.taking_off import take_off
from disclosure.enums import CHANGEABLE, HandoverWay, PackKind, PackState
from disclosure.enums import Capacity as RecipientCapacity
from disclosure.models import Pack, Recipient
from feedback.domain.asking import feedback_section
from people.domain.contact import NOT_AT_WORK
from people.models import Child, Person, Relationship
from plans.domain.own_meeting import without_core_group

NOT_TO_MAKE_PACKS = "Packs are made by the chair, a duty officer or business support."
Asked = tuple[Section, ...]
OPEN_TO_PACKS = frozenset({ConferenceState.IN_SESSION, ConferenceState.CLOSED})
OF_THE_CLOSE = frozenset({PackKind.DECISION_LETTER, PackKind.SUMMARY_RECORD})
ONLY_IF_NEEDED = "Tick only if they need it."


def propose(conference: Conference) -> list[Proposal]:
    """Everybody who took part or was asked, then anybody with parental responsibility, children.

    An interpreter, lawyer or advocate has helped with the meeting and is not ticked: a pack holds
    the child's name, what was decided and why.
    """
    there, barred = in_the_room(conference), _barred(conference)
    relatives = ever_of(network_of(conference.family_id))
    parents = set(_with_responsibility(conference).values_list("person_id", flat=True))
    rows = conference.participants.select_related("person__professional", "agency")
    asked = [
        _proposal(
            row.person,
            str(row.agency or "Family"),
            there,
            barred,
            at_work=row.person_id not in relatives,
            is_helper=row.capacity == Capacity.ADVISER and row.person_id not in parents,
        )
        for row in rows.exclude(
            capacity__in=[Capacity.CHAIR, Capacity.MINUTE_TAKER, Capacity.OBSERVER]
        )
    ]
    known = {proposal.person.pk for proposal in asked}
    others = [
        _proposal(relation.person, relation.get_kind_display(), there, barred)
        for relation in _with_responsibility(conference).exclude(person_id__in=known)
    ]
    own = [
        replace(_proposal(child.person, "Child", there, barred), way=HandoverWay.IN_PERSON)
        for child in _old_enough(conference, known)
    ]
    return [*asked, *others, *own]


def _with_responsibility(conference: Conference) -> QuerySet[Relationship]:
    return (
        Relationship.objects.filter(
            child__in=conference.children.values("child"), parental_responsibility=True
        )
        .select_related("person")
        .order_by("person_id", "pk")
        .distinct("person_id")
    )


def _old_enough(conference: Conference, known: set[int]) -> Iterable[Child]:
    """Children who may read their own page (a local choice: five years), by hand from somebody
    they know.
    """
    latest_birth = conference.day.replace(year=conference.day.year - 5, day=1)
    return Child.objects.filter(
        pk__in=conference.children.values("child"), person__date_of_birth__lte=latest_birth
    ).exclude(pk__in=known)


def _proposal(
    person: Person,
    who: str,
    there: frozenset[int],
    barred: set[int],
    *,
    at_work: bool = False,
    is_helper: bool = False,
) -> Proposal:
    present = person.pk in there
    way = usual_way(person, at_work=at_work)
    note = "Must not be told anything" if person.pk in barred else ""
    if way is None and not present:
        note = note or "Must not be contacted"
    if person.died_on:
        note = NOT_AT_WORK.format(name=person) if at_work else "Has died"
    return Proposal(
        person=person,
        who=who,
        in_the_room=present,
        way=HandoverWay.IN_PERSON if present or way is None else way,
        language=language_of(person, at_work=at_work),
        wanted=not note and not is_helper,
        note=note,
        hint=ONLY_IF_NEEDED if is_helper else "",
    )


def _barred(conference: Conference) -> set[int]:
    return set(
        Relationship.objects.filter(
            Q(must_not_be_told=True), child__in=conference.children.values("child")
        ).values_list("person_id", flat=True)
    )


@transaction.atomic
def distribute(
    *,
    conference: Conference,
    choices: Sequence[Choice],
    by: User,
    unticked: Sequence[Person] = (),
) -> list[Pack]:
    """Put those chosen on the distribution sheet, take those unticked off it, and build each one's
    packs.

    Raises `NotAllowed` for somebody who must not be told, and what `disclosure` raises.
    """
    conference = locked(conference)
    require(
        rules.may_record(by, conference),
        "conferences.distribute",
        by=by,
        about=conference,
        message=NOT_TO_MAKE_PACKS,
    )
    if conference.state not in OPEN_TO_PACKS:
        raise WrongState("Packs are made once the conference has begun.", rule="not_yet")
    for choice in choices:
        choose_recipient(
            record=conference.record,
            person=choice.person,
            by=by,
            layout=choice.layout,
            language=choice.language,
            way=choice.way,
            in_the_room=choice.in_the_room,
        )
    for person in unticked:
        take_off(record=conference.record, person=person, by=by)
    return rebuild_packs(conference=conference, by=by)


def chosen_recipients(conference: Conference) -> dict[int, Recipient]:
    """The distribution sheet as it stands, by person."""
    rows = Recipient.objects.on_the_sheet().filter(record=conference.record)
    return {recipient.person_id: recipient for recipient in rows.select_related("person")}


def packs_of(conference: Conference) -> list[Pack]:
    """Every pack of this conference but those that came to nothing, in order of the sheet."""
    rows = Pack.objects.filter(record=conference.record).exclude(state=PackState.VOID)
    return list(rows.select_related("recipient__person").order_by("recipient", "pk"))


def rebuild_packs(*, conference: Conference, by: User) -> list[Pack]:
    """Bring every pack that has not left in step with the record as it stands, and the sheet with
    who has gone since it was filled in."""
    gone = conference.record.recipients.exclude(person__in=in_the_room(conference))
    gone.filter(in_the_room=True).update(in_the_room=False)
    asked = feedback_section(conference.record, by=by)
    for_grown_ups = _documents(conference, conference.place, asked)
    kept_apart = not_told_of_it(conference)
    for_those_apart = [without_core_group(each) for each in for_grown_ups if kept_apart]
    there = was_there(conference)

    def documents_for(recipient: Recipient) -> list[Document]:
        if recipient.capacity == RecipientCapacity.CHILD:
            return _own_page(conference, recipient, asked)
        theirs = for_those_apart if recipient.person_id in kept_apart else for_grown_ups
        return [in_words_for(each, recipient, there) for each in theirs]

    return build_packs(record=conference.record, documents_for=documents_for, by=by)


def take_back_unsent(*, conference: Conference, by: User) -> None:
    """Nobody releases the letter or the record of a decision that is being undone; the plan is
    brought in step. Part of a larger transaction, which permits it."""
    made = Pack.objects.filter(
        record=conference.record, kind__in=OF_THE_CLOSE, state__in=CHANGEABLE
    )
    for pack in made:
        void_now(lock(pack), by=by)
    rebuild_packs(conference=conference, by=by)


def _own_page(conference: Conference, child: Recipient, asked: Asked) -> list[Document]:
    mine = conference.children.select_related("child__person", "conference")
    return [_ending(child_page(each), asked) for each in mine.filter(child_id=child.person_id)]


def _documents(conference: Conference, place: str, asked: Asked) -> list[Document]:
    """The same for every grown-up; `disclosure` takes out what each of them may not have."""
    documents = [_ending(outline_plan(conference, place=place), asked)]
    if conference.state == ConferenceState.CLOSED:
        documents.append(decision_letter(conference, place=place))
    if conference.signed_off_at:
        documents.append(summary_record(conference, place=place))
    return documents


def _ending(plan: Document, asked: Asked) -> Document:
    """Their plan ends by asking how it was, and a child's page does before the room to draw in;
    each person's own code is drawn later."""
    *others, last = plan.sections
    ends = (*asked, last) if last.style == "space" else (last, *asked)
    return replace(plan, sections=(*others, *ends))


def bring_all_in_step() -> int:
    """Rebuild the packs of every conference in session. Returns how many conferences."""
    running = Conference.objects.filter(
        state=ConferenceState.IN_SESSION, record__recipients__isnull=False
    )
    done = 0
    for conference in running.select_related("chair__user").distinct():
        by = conference.chair.user if conference.chair else None
        if by is not None:
            rebuild_packs(conference=conference, by=by)
            done += 1
    return done
