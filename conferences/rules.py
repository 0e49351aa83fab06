"""May this person? Each predicate is about one step; what may be *seen* is in `people`."""

from __future__ import annotations

from accounts.models import User
from conferences.enums import ConferenceKind
from conferences.models import Conference, DecisionCorrection
from conferences.models.who_ran import who_ran
from people.domain.queries import holder_of
from people.enums import CaseRoleKind, Role
from people.rules import SENIOR_CHAIRS, has_role, reaches_family

MANAGERS = (Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER)
SCREENERS = (Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
BOOKERS = (Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
WORKERS = (Role.SOCIAL_WORKER, Role.TEAM_MANAGER)


def may_request(user: User) -> bool:
    return has_role(user, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.DUTY_PRINCIPAL_OFFICER)


def may_ask_for(user: User, kind: str) -> bool:
    """An early review is also for the chair, or a head of service, to ask for: a midpoint check
    may find that a plan does not work."""
    oversees = has_role(user, Role.PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
    return may_request(user) or (kind == ConferenceKind.REVIEW and oversees)


def may_screen(user: User) -> bool:
    return has_role(user, *SCREENERS)


def may_answer_diversion(user: User) -> bool:
    return has_role(user, Role.TEAM_MANAGER)


def may_settle_diversion(user: User) -> bool:
    return has_role(user, Role.HEAD_OF_SERVICE)


def may_book(user: User) -> bool:
    return has_role(user, *BOOKERS)


def may_cancel(user: User, conference: Conference) -> bool:
    """End what was screened to be held: whoever may screen. A review is only a matter of booking:
    its clock runs on, and while a child is on a plan another review takes its place."""
    if conference.kind == ConferenceKind.REVIEW:
        return may_book(user)
    return may_screen(user)


def may_print_letters(user: User) -> bool:
    """Business support and duty officers for the whole service, chairs for their own cases."""
    return has_role(
        user, Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.PRINCIPAL_OFFICER
    )


def may_post(user: User) -> bool:
    """Whose day it is to print and post the letters."""
    return has_role(user, Role.BUSINESS_SUPPORT)


def is_chair(user: User, conference: Conference) -> bool:
    """The chair of this conference, in their own name."""
    return conference.chair is not None and conference.chair.user_id == user.pk


def may_invite(user: User, conference: Conference) -> bool:
    """Say who takes part and how, invite them, print and record their letters."""
    return may_book(user) or is_chair(user, conference)


def shares_reports(user: User) -> bool:
    """Whose own report is shared with a family: the social worker's, or their team manager's."""
    return has_role(user, *WORKERS)


def may_share_report(user: User, conference: Conference) -> bool:
    """Say that the family was shown the report of children's social care: who works with them."""
    return shares_reports(user) and reaches_family(user, conference.family)


def may_chair(user: User, conference: Conference) -> bool:
    """Open, run, decide and close: the chair, or a duty principal officer standing in. And the
    chair of the case, to whom what follows it is owed when somebody stood in."""
    return (
        is_chair(user, conference)
        or has_role(user, Role.DUTY_PRINCIPAL_OFFICER)
        or (has_role(user, Role.PRINCIPAL_OFFICER) and is_case_chair(user, conference))
    )


def may_record(user: User, conference: Conference) -> bool:
    """Type in the live room: whoever chairs, or the minute-taker."""
    return may_chair(user, conference) or has_role(user, Role.BUSINESS_SUPPORT)


def may_print_bundles(user: User) -> bool:
    """Fetch the paper bundles of a day; of which meetings, `may_record` says for each."""
    return has_role(
        user, Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.PRINCIPAL_OFFICER
    )


def may_correct(user: User) -> bool:
    """A decision is corrected by the chair and a manager together; this is the manager."""
    return has_role(user, Role.HEAD_OF_SERVICE)


def may_answer_correction(user: User, correction: DecisionCorrection) -> bool:
    """The manager is never whoever proposed it."""
    return may_correct(user) and user.pk != correction.proposed_by_id


def may_change_review_date(user: User, conference: Conference) -> bool:
    """Another day for a review: its chair, whoever stands in, or the chair's manager (Tees).

    Until a chair is booked it is the chair of the case.
    """
    managers = (Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
    return (
        is_chair(user, conference) or is_case_chair(user, conference) or has_role(user, *managers)
    )


def is_case_chair(user: User, conference: Conference) -> bool:
    holder = holder_of(conference.family, CaseRoleKind.CHAIR)
    return holder is not None and holder.user_id == user.pk


def may_agree_late_review(user: User) -> bool:
    """Out of time only exceptionally, with a senior manager's approval (West Sussex)."""
    return has_role(user, Role.HEAD_OF_SERVICE)


def may_set_local_practice(user: User) -> bool:
    return has_role(user, Role.HEAD_OF_SERVICE)


def may_review_dissent(user: User, conference: Conference) -> bool:
    """A senior chair who did not chair it (Sutton), nor decide or close it standing in."""
    return is_senior_chair(user) and (conference.pk, user.pk) not in who_ran([conference])


def is_senior_chair(user: User) -> bool:
    return has_role(user, *SENIOR_CHAIRS)


def may_hand_over_caseload(user: User) -> bool:
    return has_role(user, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
