"""The record, in summary style. No verbatim minutes are needed (seed 000)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q, QuerySet

from conferences.domain.documents.facts import (
    about_the_meeting,
    children_of,
    decision_section,
    if_you_do_not_agree,
    what_next,
)
from conferences.domain.outside_home import is_outside_home
from conferences.domain.ready_to_close import plan_items
from conferences.enums import PRESENT, AttendanceMode, Capacity, Heading, PartKind
from conferences.models import AgencyView, Attendance, Conference, ConferenceChild, SafetyScore
from disclosure.document import Document, Fact, Item, Section, Word
from disclosure.enums import PackKind
from disclosure.models import Passage
from plans.domain.printed_items import item_sections

HEADINGS = {
    Heading.INTRODUCTIONS: "section.introductions",
    Heading.WORRIES: "section.worries",
    Heading.WORKING_WELL: "section.strengths",
    Heading.GREY_AREAS: "section.grey_areas",
    Heading.CHILD_VIEWS: "section.child_life",
    Heading.FAMILY_VIEWS: "section.views",
    Heading.SAFETY_SCALE: "section.safety_scale",
    Heading.NEEDS_TO_HAPPEN: "section.needs_to_happen",
    Heading.DECISION: "section.said_of_decision",
}
# Where the risk is outside the home (`conferences.enums.OUTSIDE_HOME_HEADINGS`).
OUTSIDE_HOME = {
    Heading.WORRIES: "section.worries_outside",
    Heading.WORKING_WELL: "section.strengths_outside",
    Heading.FAMILY_VIEWS: "section.views_outside",
    Heading.NEEDS_TO_HAPPEN: "section.needs_outside",
}


def summary_record(conference: Conference, *, place: str = "") -> Document:
    """Everything written down, with who said it; the decision for each child, each agency's view,
    the plan. There is no fuller one, so a second person clears it (`disclosure.rules`)."""
    children = children_of(conference)
    return Document(
        kind=PackKind.SUMMARY_RECORD,
        opening=(Word("opening.summary_record"),),
        sections=(
            about_the_meeting(conference, place),
            _who_was_there(conference),
            *_said(conference),
            _safety_scale(conference),
            *(section for each in children if (section := decision_section(each))),
            *(section for each in children for section in _of_one_child(conference, each)),
            *item_sections(plan_items(conference)),
            *what_next(conference, as_at=conference.signed_off_at),
            _corrections(conference),
            if_you_do_not_agree(conference),
        ),
        show_speakers=True,
        about=frozenset(each.child_id for each in children),
    )


def _common(conference: Conference) -> QuerySet[Attendance]:
    """Attendance of the parts that everybody was asked to."""
    return Attendance.objects.filter(part__conference=conference, part__kind=PartKind.EVERYONE)


def _who_was_there(conference: Conference) -> Section:
    """Everybody present in a part that everybody was asked to; nobody from a separate part."""
    rows = (
        _common(conference)
        .filter(mode__in=[*PRESENT, AttendanceMode.REPORT_ONLY])
        .exclude(participant__capacity=Capacity.MINUTE_TAKER)
        .select_related("participant__person", "participant__agency")
        .order_by("participant__capacity", "participant_id")
    )
    seen: dict[int, Fact] = {}
    for row in rows:
        present = row.mode in PRESENT
        person, agency = row.participant.person, row.participant.agency
        seen.setdefault(
            person.pk,
            Fact(
                Word("fact.present" if present else "fact.sent_views"),
                f"{person.name}, {agency}" if agency else person.name,
                "conferences.Attendance.mode",
            ),
        )
    return Section(Word("section.who_was_there"), facts=tuple(seen.values()))


def _said(conference: Conference) -> Iterator[Section]:
    passages = Passage.objects.live().filter(record=conference.record, addendum_to=None)
    by_heading: dict[str, list[Item]] = {}
    for passage in passages.order_by("position", "pk"):
        by_heading.setdefault(passage.heading, []).append(Item(passage.uuid))
    instead = OUTSIDE_HOME if is_outside_home(conference) else {}
    for heading, word in {**HEADINGS, **instead}.items():
        items = by_heading.get(heading)
        if items:
            yield Section(Word(word), items=tuple(items))


def _of_one_child(conference: Conference, each: ConferenceChild) -> Iterator[Section]:
    """How safe it is for one child and what each agency thinks, under that child's name."""
    about = frozenset({each.child_id})
    yield Section(Word("section.for_child", name=each.child.person.called), about=about)
    for section in (_safety_scale(conference, each), _agency_views(each)):
        yield replace(section, about=about, level=3)


def _safety_scale(conference: Conference, each: ConferenceChild | None = None) -> Section:
    """The scores for one child, or those for all of them together.

    Never what one parent said in a part of their own, to the other parent.
    """
    heard = _common(conference).filter(mode__in=PRESENT).values("participant")
    apart = Q(participant__capacity=Capacity.FAMILY) & ~Q(participant__in=heard)
    scores = SafetyScore.objects.filter(participant__conference=conference, child=each)
    scores = scores.exclude(apart).select_related("participant__person", "participant__agency")
    return Section(
        Word("section.safety_scale"),
        facts=tuple(
            Fact(
                Word("fact.scale", name=str(score.participant.agency or score.participant)),
                str(score.score),
                "conferences.SafetyScore.score",
            )
            for score in scores
        ),
    )


def _agency_views(each: ConferenceChild) -> Section:
    views = AgencyView.objects.filter(child=each).select_related(
        "participant__agency", "participant__person"
    )
    facts = []
    for view in views:
        name = str(view.participant.agency or view.participant)
        label = Word("fact.scale", name=name)
        facts.append(Fact(label, view.get_stance_display(), "conferences.AgencyView.stance"))
        if view.dissents and view.reason:
            facts.append(Fact(label, view.reason, "conferences.AgencyView.reason"))
    return Section(Word("section.agency_views"), facts=tuple(facts))


def _corrections(conference: Conference) -> Section:
    addenda = Passage.objects.live().filter(record=conference.record, addendum_to__isnull=False)
    return Section(
        Word("section.corrections"),
        items=tuple(Item(passage.uuid) for passage in addenda.order_by("pk")),
    )
