"""Which fields the API may show. Everything else is absent until it is named here.

What is classified as public, identity, family or professional (`disclosure.classification`) may be
shown. What is internal, or of a room that nothing leaves, may be shown only where it stands in
`STAFF`: a service account acts as staff, and a screen shows staff the same. What locates somebody
(protected) is never shown.
"""

from __future__ import annotations

from disclosure.classification import Class, class_of

STAFF: dict[str, str] = {
    "accounts.User": "name",
    "bookings.Booking": (
        "id room chair minute_taker state starts_at ends_at session due_on late_reason"
        " pencilled_until"
    ),
    "bookings.Chair": "professional",
    "bookings.ConferenceRoom": "name hub",
    "bookings.Hub": "name",
    "bookings.MinuteTaker": "professional",
    "conferences.Attendance": "id part participant arrived_at left_at",
    "conferences.Conference": (
        "id family state request follows late_note closed_at"  # of its life, as its page shows
    ),
    "conferences.ConferenceChild": "child due_on plan participation",
    "conferences.ConferenceRequest": (
        "id family kind state requested_by submitted_at decided_on section_47_outcome early_reason"
        " wanted_by reason interim_safety_plan late_reason late_note agreed_by_name agreed_at"
        " steps_done"
    ),
    "conferences.Decision": "decided_at",
    "conferences.Part": "id conference name kind ordinal is_current",
    "conferences.Participant": (
        "id person agency capacity joining invited_at report_due_on report_received_on"
    ),
    "conferences.RequestedChild": (
        "child initiating_discussion their_category their_plan_started_on"
    ),
    "conferences.Screening": "id outcome reason by at",
    "conferences.StrategyDiscussion": "held_on",
    "conferences.Transfer": "authority moved_on notified_on referred_on accepted_on papers",
    "disclosure.Passage": "record text about",
    "disclosure.Record": "family",
    "escalations.Concern": (
        "id family children state reason team area agency professional raised_by raised_at"
        " impact raised_from outcome settled_at"
    ),
    "escalations.FormStage": (
        "number recipient sent_at skipped_because answer answered_at answered_by_name answer_way"
    ),
    "escalations.FormStep": "kind stage words by_name at",
    "escalations.LocalReason": "code label theme",
    "escalations.ResolutionForm": (
        "id family children concern state stage route reasons team area agency professional"
        " raised_by raised_at impact asked raised_from outcome settled_at"
    ),
    "midpoints.CheckedChild": "child due_on lived_experience",
    "midpoints.MidpointCheck": (
        "id family conference state on by chair progress recommendation not_done_reason"
        " recorded_at visits_in_standard core_groups_in_standard worries impact"
        " recommendation_words not_done_note"
    ),
    "people.Agency": "id",
    "people.Child": "person family",
    "people.Family": "id",
    "people.Person": "id",
    # Another system that writes letters must know whom not to tell.
    "people.Relationship": "child person must_not_be_told",
    "plans.CoreGroup": "id family plans note recorded_at",
    "plans.CoreGroupAttendance": "core_group",
    "plans.CoreGroupMember": "id person agency",
    "plans.Plan": "id child opened_by end_authorised_by",
    "plans.PlanItem": "root",
    "plans.Progress": "outcome",
    "plans.Visit": "id plan not_alone_reason visited_by_name source source_id recorded_on",
    "timescales.Deadline": (
        "id rule family child about owner_role started_on dates due_on provisional met_on"
        " withdrawn_at late_reason withdrawn_reason"
    ),
}
# What is worked out rather than read, and from which fields.
MADE_OF: dict[str, str] = {
    "BookingRow.conference": "conferences.Conference.id",
    "ChildRow.is_unborn": "people.Child.expected_on people.Person.died_on",
    "ConcernRow.children": "escalations.Concern.children",
    "ConcernRow.due_on": "timescales.Deadline.due_on",
    "ConferenceChildRow.decision": "conferences.Decision.outcome",
    "ConferenceRow.chair": "people.Person.given_names people.Person.family_name",
    "ConferenceRow.children": "conferences.ConferenceChild.child",
    "ConferenceRow.family_name": "people.Family.name",
    "ConferenceRow.starts_at": "bookings.Booking.starts_at",
    "CoreGroupRow.plans": "plans.CoreGroup.plans",
    "DeadlineFull.explanation": "timescales.Deadline.rule timescales.Deadline.dates",
    "DeadlineRow.label": "timescales.Deadline.rule",
    "FamilyRow.children": "people.Child.person",
    "MidpointCheckRow.children": "midpoints.CheckedChild.child",
    "PlanItemFull.first_item": "plans.PlanItem.root",
    "PlanItemRow.about": "disclosure.Passage.about",
    "PlanItemRow.id": "plans.PlanItem.passage",
    "PlanItemRow.is_overdue": "plans.PlanItem.due_on",
    "PlanRow.family": "people.Child.family",
    "ProgressRow.words": "plans.Progress.words disclosure.Passage.text",
    "RequestRow.children": "conferences.RequestedChild.child",
    "RequestRow.conference": "conferences.Conference.id",
    "RequestFull.transfer": "conferences.Transfer.authority",
    "ResolutionFormRow.children": "escalations.ResolutionForm.children",
    "ResolutionFormRow.due_on": "timescales.Deadline.due_on",
    "VisitRow.visited_by": "plans.Visit.visited_by plans.Visit.visited_by_name",
}
OPEN_TO_STAFF = {Class.PUBLIC, Class.IDENTITY, Class.FAMILY, Class.PROFESSIONAL}


def may_show(source: str) -> bool:
    """`source` is "people.Child.school". Unclassified and not named here: no."""
    held = class_of(source)
    if held in OPEN_TO_STAFF:
        return True
    model, _, field = source.rpartition(".")
    return held != Class.PROTECTED and field in STAFF.get(model, "").split()
