"""Closing a conference calls the core group: nobody types its members or its date again."""

from __future__ import annotations

import pytest

from conferences.domain.closing import close_conference
from conferences.domain.correcting import reopen_conference
from conferences.enums import Capacity, ChildOutcome
from conferences.models import Participant
from people.enums import CaseRoleKind, Role
from people.models import Relationship
from plans.domain.members import members_of
from plans.models import CoreGroup
from tests.factories.meetings import Meeting, agree_action, decide, make_meeting
from tests.factories.people import (
    make_case_role,
    make_person,
    make_professional,
    make_relationship,
    make_staff,
)

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
