"""A review in session, of two children whose plans an initial conference made."""

from __future__ import annotations

from django.utils import timezone

from conferences.domain.closing import close_conference
from conferences.enums import Capacity, ConferenceState, Participation
from conferences.models import Conference, SafetyScore
from tests.factories.meetings import Meeting, agree_action, decide, make_meeting


def two_on_plans() -> Meeting:
    """Closed ten weeks ago: two children on plans, two actions, scores."""
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    for each in meeting.children:
        decide(meeting, each)
    agree_action(meeting, "Visit every week.")
    agree_action(meeting, "Mend the gate.")
    for participant, score in zip(meeting.conference.participants.all(), (2, 3, 5), strict=True):
        SafetyScore.objects.create(participant=participant, score=score)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    return meeting


def review_in_session(meeting: Meeting) -> Meeting:
    """The review that closing opened, started with the same people in the room."""
    review = Conference.objects.get(follows=meeting.conference)
    review.state, review.chair = ConferenceState.IN_SESSION, meeting.conference.chair
    review.started_at = timezone.now()
    review.save()
    part = review.parts.get()
    part.is_current = True
    part.save()
    for participant in review.participants.filter(capacity=Capacity.AGENCY):
        participant.attendances.update_or_create(part=part, defaults={"mode": "in_person"})
    review.children.update(participation=Participation.PN6)
    return Meeting(review, meeting.chair, list(review.children.all()))
