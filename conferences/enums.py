"""States, outcomes and the transition table of a request and of a conference."""

from django.db import models


class ConferenceKind(models.TextChoices):
    INITIAL = "initial", "Initial child protection conference"
    REVIEW = "review", "Review child protection conference"
    TRANSFER_IN = "transfer_in", "Transfer-in conference"


class RequestState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "With the duty officer"
    MORE_WORK = "more_work", "Sent back for more work"
    DIVERTING = "diverting", "Diversion waits for the team manager"
    DISPUTED = "disputed", "Diversion disagreed, with a head of service"
    PROCEEDING = "proceeding", "A conference will be held"
    DIVERTED = "diverted", "Diverted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ConferenceState(models.TextChoices):
    TO_BOOK = "to_book", "Needs a date"
    PENCILLED = "pencilled", "Slot pencilled"
    BOOKED = "booked", "Booked"
    IN_SESSION = "in_session", "In session"
    CLOSED = "closed", "Held and closed"
    VACATED = "vacated", "Vacated, needs a new date"
    ADJOURNED = "adjourned", "Adjourned, needs a new date"
    CANCELLED = "cancelled", "Cancelled"


REQUEST_STEPS: dict[str, frozenset[str]] = {
    RequestState.DRAFT: frozenset({RequestState.SUBMITTED, RequestState.WITHDRAWN}),
    RequestState.MORE_WORK: frozenset({RequestState.SUBMITTED, RequestState.WITHDRAWN}),
    RequestState.SUBMITTED: frozenset(
        {
            RequestState.PROCEEDING,
            RequestState.MORE_WORK,
            RequestState.DIVERTING,
            RequestState.WITHDRAWN,
        }
    ),
    RequestState.DIVERTING: frozenset(
        {RequestState.DIVERTED, RequestState.DISPUTED, RequestState.WITHDRAWN}
    ),
    RequestState.DISPUTED: frozenset(
        {RequestState.DIVERTED, RequestState.PROCEEDING, RequestState.WITHDRAWN}
    ),
    RequestState.PROCEEDING: frozenset(),
    RequestState.DIVERTED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}
CAME_TO_NOTHING = frozenset({RequestState.DIVERTED, RequestState.WITHDRAWN})
# Sent and not settled.
WAITING_REQUESTS = (
    RequestState.SUBMITTED,
    RequestState.MORE_WORK,
    RequestState.DIVERTING,
    RequestState.DISPUTED,
)

CONFERENCE_STEPS: dict[str, frozenset[str]] = {
    ConferenceState.TO_BOOK: frozenset(
        {ConferenceState.PENCILLED, ConferenceState.BOOKED, ConferenceState.CANCELLED}
    ),
    ConferenceState.PENCILLED: frozenset(
        {ConferenceState.BOOKED, ConferenceState.TO_BOOK, ConferenceState.CANCELLED}
    ),
    ConferenceState.BOOKED: frozenset(
        {
            ConferenceState.BOOKED,
            ConferenceState.IN_SESSION,
            ConferenceState.VACATED,
            ConferenceState.CANCELLED,
        }
    ),
    ConferenceState.IN_SESSION: frozenset({ConferenceState.CLOSED, ConferenceState.ADJOURNED}),
    ConferenceState.CLOSED: frozenset({ConferenceState.IN_SESSION}),
    ConferenceState.VACATED: frozenset(
        {ConferenceState.PENCILLED, ConferenceState.BOOKED, ConferenceState.CANCELLED}
    ),
    ConferenceState.ADJOURNED: frozenset(
        {ConferenceState.PENCILLED, ConferenceState.BOOKED, ConferenceState.CANCELLED}
    ),
    ConferenceState.CANCELLED: frozenset(),
}


# A conference that is still to be held.
WITHOUT_OUTCOME = (
    ConferenceState.TO_BOOK,
    ConferenceState.PENCILLED,
    ConferenceState.BOOKED,
    ConferenceState.VACATED,
    ConferenceState.ADJOURNED,
)
TO_BE_HELD = (*WITHOUT_OUTCOME, ConferenceState.IN_SESSION)


class ScreeningOutcome(models.TextChoices):
    """What the duty officer advises (domain.md, section 9)."""

    PROCEED = "proceed", "Proceed to a conference"
    MORE_WORK = "more_work", "More work needed first"
    CHILD_IN_NEED = "child_in_need", "Divert: child in need plan"
    FAMILY_GROUP_CONFERENCE = "family_group_conference", "Divert: family group conference"
    EARLY_HELP = "early_help", "Divert: early help"
    LEGAL_PLANNING = "legal_planning", "Divert: legal planning meeting"
    WITHDRAWN = "withdrawn", "Withdrawn by the social work team"


DIVERSIONS = frozenset(ScreeningOutcome) - {ScreeningOutcome.PROCEED, ScreeningOutcome.MORE_WORK}


class Section47Outcome(models.TextChoices):
    LIKELY = "substantiated_likely", "Concerns substantiated, likely significant harm"
    NOT_LIKELY = "substantiated_not", "Concerns substantiated, harm not likely to continue"
    ONGOING = "ongoing", "Enquiry not finished"


class TransferPaper(models.TextChoices):
    """What the originating authority sends before a transfer-in conference (Norfolk)."""

    PLAN = "plan", "Their current plan"
    REPORTS = "reports", "Reports of their last conference"
    RECORD = "record", "Record of their last conference"
    ASSESSMENTS = "assessments", "Assessments"
    CHRONOLOGY = "chronology", "Chronology"
    WHY_MOVED = "why_moved", "Why the family moved, and whether the home is permanent"
    MOVE_WEIGHED = "move_weighed", "What the move changes for the children"
    NEEDS = "needs", "Special needs of the children or adults"


class EarlyReason(models.TextChoices):
    """Why a review is asked for early (Tees; Nottinghamshire legacy NSCB)."""

    NEW_INCIDENT = "new_incident", "A new significant incident, or a new section 47 enquiry"
    NOT_WORKING = "not_working", "The plan is not working"
    RISKY_ADULT = "risky_adult", "An adult who poses a danger has contact again"
    CHANGE = "change", "A significant change in the family"
    SAFE_NOW = "safe_now", "The child has moved to safety"
    READY_TO_END = "ready_to_end", "The core group thinks the plan should end"
    INQUORATE = "inquorate", "The last conference went on without a quorum"
    OTHER = "other", "Another reason"


class LateReason(models.TextChoices):
    """Why an ICPC is late (themes of seed 001)."""

    REQUEST_LATE = "request_late", "The request came late"
    ASSESSMENT_NOT_READY = "assessment_not_ready", "The child and family assessment was not ready"
    FAMILY_ASKED = "family_asked", "The family asked for another date"
    NO_CHAIR = "no_chair", "No chair was free"
    NO_ROOM = "no_room", "No room was free"
    INQUORATE = "inquorate", "The conference was not quorate"
    PRE_BIRTH = "pre_birth", "Pre-birth timing agreed"
    OTHER = "other", "Another reason"


class Capacity(models.TextChoices):
    """In what capacity somebody takes part."""

    AGENCY = "agency", "Agency with a view"
    ADVISER = "adviser", "Adviser (legal, interpreter, advocate)"
    OBSERVER = "observer", "Observer"
    FAMILY = "family", "Family"
    CHAIR = "chair", "Chair"
    MINUTE_TAKER = "minute_taker", "Minute-taker"


class Joining(models.TextChoices):
    """How somebody means to take part. What happened is the attendance of each part."""

    IN_PERSON = "in_person", "In the room"
    REMOTE = "remote", "Remotely"
    REPORT_ONLY = "report_only", "By report only"
    NOT_COMING = "not_coming", "Not coming"


class InvitationKind(models.TextChoices):
    INVITE = "invite", "Invitation"
    CHANGE = "change", "Change of time or place"
    CANCEL = "cancel", "Cancelled"


class Instead(models.TextChoices):
    """What somebody whose meeting is cancelled is told to expect."""

    NEW_DAY = "new_day", "A new day"
    ANOTHER = "another", "Another meeting"
    NOTHING = "nothing", "No meeting"
    NOT_ASKED = "not_asked", "The meeting, without them: they are excluded"


class AttendanceMode(models.TextChoices):
    EXPECTED = "expected", "Expected"
    IN_PERSON = "in_person", "In the room"
    REMOTE = "remote", "Joining remotely"
    REPORT_ONLY = "report_only", "Report only"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Did not come"
    EXCLUDED = "excluded", "Excluded"


PRESENT = frozenset({AttendanceMode.IN_PERSON, AttendanceMode.REMOTE})


class PartKind(models.TextChoices):
    EVERYONE = "everyone", "Everyone"
    PROFESSIONALS = "professionals", "Professionals only"
    ONE_PARENT = "one_parent", "One parent"


class InquorateGround(models.TextChoices):
    """On what ground a chair may go on without a quorum (Sussex; Swindon)."""

    NO_CONTACT = (
        "no_contact",
        "The child has not had relevant contact with three agencies, for example before birth",
    )
    DELAY_HARMS = "delay_harms", "There is enough information, and delay would be harmful"
    TWO_PRESENT = (
        "two_present",
        "Social care and one other agency are present, and delay is harmful",
    )
    LOOKED_AFTER = "looked_after", "The child is becoming looked after"


class ExclusionGround(models.TextChoices):
    """Grounds to exclude a parent (Sussex exclusion chapter)."""

    PREJUDICE = "prejudice", "Serious prejudice to the child's welfare"
    VIOLENCE = "violence", "Violence, threats, discriminatory or unfit behaviour"
    CHILD_ASKED = "child_asked", "The child asked not to have them present"
    STOPS_OTHERS = "stops_others", "Would stop somebody contributing"
    CONFIDENTIAL = "confidential", "Confidential third-party, legal or criminal information"
    CONFLICT = "conflict", "Conflict between family members"


class AgencyStance(models.TextChoices):
    """One agency's view of one child."""

    PLAN = "plan", "Child protection plan"
    NO_PLAN = "no_plan", "No child protection plan"
    ABSTAIN = "abstain", "No view given"


class DissentOutcome(models.TextChoices):
    """What a senior chair finds about a dissent raised after the meeting."""

    STANDS = "stands", "The decision stands"
    CORRECT = "correct", "The chair is asked to correct the decision"
    EARLY_REVIEW = "early_review", "An early review is advised"


class ChildOutcome(models.TextChoices):
    """What was decided for one child."""

    CHILD_PROTECTION = "child_protection", "Child protection plan"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"
    EARLY_HELP = "early_help", "Early help plan"
    NO_FURTHER_ACTION = "no_further_action", "No further action"


class Participation(models.TextChoices):
    """How a child took part: Standard Safeguarding Dataset codes."""

    PN0 = "PN0", "Under 4"
    PN1 = "PN1", "Attended and spoke for themselves"
    PN2 = "PN2", "Attended; an advocate spoke"
    PN3 = "PN3", "Attended; views given by symbols"
    PN4 = "PN4", "Attended without giving a view"
    PN5 = "PN5", "Did not attend; briefed an advocate"
    PN6 = "PN6", "Did not attend; views given another way"
    PN7 = "PN7", "Did not attend; no views given"


# The child was in the room, whether or not they are listed among the participants.
ATTENDED = frozenset({Participation.PN1, Participation.PN2, Participation.PN3, Participation.PN4})


class Heading(models.TextChoices):
    """Strengthening Families headings of the live record, in agenda order."""

    INTRODUCTIONS = "introductions", "Why we are here"
    WORRIES = "worries", "What we are worried about"
    WORKING_WELL = "working_well", "What is working well"
    GREY_AREAS = "grey_areas", "What we do not know yet"
    CHILD_VIEWS = "child_views", "What life is like for the child"
    FAMILY_VIEWS = "family_views", "What the family say"
    SAFETY_SCALE = "safety_scale", "How safe it is, from 0 to 10"
    NEEDS_TO_HAPPEN = "needs_to_happen", "What needs to happen"
    PLAN = "plan", "The outline plan"
    DECISION = "decision", "The decision"


# Where the risk is outside the home, headings that do not blame the parents.
OUTSIDE_HOME_HEADINGS: dict[str, str] = {
    Heading.WORRIES: "What is happening outside the home that worries us",
    Heading.WORKING_WELL: "Who and what helps to keep the child safe",
    Heading.FAMILY_VIEWS: "What the family say, and what would help them",
    Heading.NEEDS_TO_HAPPEN: "What all of us need to change around the child",
}
