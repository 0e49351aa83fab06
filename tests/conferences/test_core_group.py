"""Closing a conference calls the core group: nobody types its members or its date again."""

from __future__ import annotations

from datetime import datetime

import pytest

from conferences.domain.closing import close_conference
from conferences.domain.core_group import has_date
from conferences.domain.correcting import reopen_conference
from conferences.enums import Capacity, ChildOutcome
from conferences.models import Participant
from people.enums import CaseRoleKind, Role
from people.models import Relationship
from plans.domain.members import members_of
from plans.domain.planning import fix_date
from plans.domain.queries import open_plans_of
from plans.enums import CoreGroupState, NotHeldReason
from plans.models import CoreGroup
from tests.factories.meetings import Meeting, agree_action, at_ten, decide, make_meeting
from tests.factories.people import (
    make_case_role,
    make_person,
    make_professional,
    make_relationship,
    make_staff,
)
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    made = make_meeting("Wren Testwood", "Rafi Testwood")
    agree_action(made)
    return made


def close(meeting: Meeting, *outcomes: ChildOutcome) -> None:
    for each, outcome in zip(meeting.children, outcomes, strict=True):
        if outcome == ChildOutcome.CHILD_PROTECTION:
            decide(meeting, each)
        else:
            decide(meeting, each, outcome=outcome, category="", consent_by="The mother")
    details = meeting.details(core_group_place="Library")
    close_conference(conference=meeting.conference, details=details, by=meeting.chair)


def take_part(meeting: Meeting, person, capacity: Capacity, **fields) -> None:
    Participant.objects.create(
        conference=meeting.conference, person=person, capacity=capacity, **fields
    )


def test_family_and_agencies_in_direct_contact_and_the_lead_worker(meeting: Meeting) -> None:
    mother, father = make_person("Ngozi Testwood"), make_person("Fergus O'Featherby")
    for each in meeting.children:
        make_relationship(each.child, mother)
    Relationship.objects.create(
        child=meeting.children[0].child, person=father, kind="father", must_not_be_told=True
    )
    nurse, police = make_professional(), make_professional()
    worker = make_staff(Role.SOCIAL_WORKER)
    make_case_role(meeting.conference.family, worker, kind=CaseRoleKind.LEAD_SOCIAL_WORKER)
    in_the_room = set(meeting.conference.participants.values_list("person_id", flat=True))
    take_part(meeting, mother, Capacity.FAMILY)
    take_part(meeting, father, Capacity.FAMILY)
    take_part(meeting, nurse.person, Capacity.AGENCY, agency=nurse.agency, direct_contact=True)
    own = worker.professional
    take_part(meeting, own.person, Capacity.AGENCY, agency=own.agency, direct_contact=True)
    take_part(meeting, police.person, Capacity.AGENCY, agency=police.agency, direct_contact=False)
    close(meeting, ChildOutcome.CHILD_PROTECTION, ChildOutcome.CHILD_PROTECTION)
    sitting = {member.person_id for member in members_of(meeting.conference.family)}
    assert sitting == in_the_room | {mother.pk, nurse.pk, worker.professional.pk}
    [group] = CoreGroup.objects.planned()
    assert (group.place, group.planned_by) == ("Library", meeting.conference.about)
    assert group.plans.count() == 2


def test_opened_again_the_date_goes_with_it(meeting: Meeting) -> None:
    close(meeting, ChildOutcome.CHILD_PROTECTION, ChildOutcome.CHILD_PROTECTION)
    reopen_conference(conference=meeting.conference, reason="A word more.", by=meeting.chair)
    assert not CoreGroup.objects.planned().exists()


def test_without_a_plan_there_is_no_core_group(meeting: Meeting) -> None:
    close(meeting, ChildOutcome.NO_FURTHER_ACTION, ChildOutcome.NO_FURTHER_ACTION)
    assert not CoreGroup.objects.exists()


def test_closed_again_held_minutes_stay_and_another_day_is_another_core_group(
    meeting: Meeting,
) -> None:
    """The core group was held, or was not, before the conference was opened again."""
    both = (ChildOutcome.CHILD_PROTECTION, ChildOutcome.CHILD_PROTECTION)
    close(meeting, *both)
    conference, family = meeting.conference, meeting.conference.family
    group = CoreGroup.objects.get()
    group.state, group.held_on = CoreGroupState.HELD, conference.day
    group.save()
    again(meeting, meeting.details().first_core_group_at)
    assert set(group.plans.all()) == set(open_plans_of(family))
    clocks = Deadline.objects.filter(rule="first_core_group", withdrawn_at=None)
    assert {clock.met_by for clock in clocks} == {group.about}
    [planned] = CoreGroup.objects.planned()
    assert planned.planned_at == meeting.details().first_core_group_at
    planned.state, planned.not_held_reason = CoreGroupState.NOT_HELD, NotHeldReason.OTHER
    planned.save()
    the_day_it_was_held = at_ten(conference.day)
    same = {"planned_by": conference.about, "place": "", "at": the_day_it_was_held}
    plans = open_plans_of(family)
    assert group == fix_date(family=family, plans=plans, just_given=True, **same)
    group.state = CoreGroupState.VOID
    group.save()
    assert not has_date(conference)  # one that was not held is no date
    again(meeting, meeting.details().first_core_group_at)
    assert CoreGroup.objects.planned().count() == 1


def again(meeting: Meeting, at: datetime) -> None:
    reopen_conference(conference=meeting.conference, reason="A word more.", by=meeting.chair)
    details = meeting.details(first_core_group_at=at)
    close_conference(conference=meeting.conference, details=details, by=meeting.chair)
