"""Reviews: by the month, at the year end, and who chaired them."""

from __future__ import annotations

from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState, LateReason
from people.models import Person
from tests.factories.people import make_child, make_family, make_professional
from tests.factories.reporting import held
from tests.reporting.measures.history import History, Key, day

REVIEW = ConferenceKind.REVIEW


def build() -> None:
    chair, other = make_professional(), make_professional()
    on_time, late, never, ended, young = (make_child() for _ in range(5))
    held(day("2025-05-31"), on_time, chair=chair)
    for child in (late, never, ended):
        held(day("2025-05-31"), child)
    # 31 May and 3 calendar months is 31 August; and 6 more is 28 February, its last day.
    held(day("2025-08-31"), on_time, kind=REVIEW, chair=chair)
    held(day("2026-02-28"), on_time, kind=REVIEW, chair=other)
    # Adjourned in time is not held in time: the review of 1 September is a day late.
    held(day("2025-08-29"), late, kind=REVIEW, state=ConferenceState.ADJOURNED)
    held(day("2025-09-01"), late, kind=REVIEW, late_reason=LateReason.NO_ROOM)
    held(day("2026-02-27"), late, kind=REVIEW)  # 6 months from the one that was held: 1 March
    held(day("2025-08-29"), ended, kind=REVIEW, outcome=ChildOutcome.CHILD_IN_NEED)
    held(day("2026-02-01"), young)
    # Brother and sister whose plans began twenty days apart, reviewed together on 15 July: the
    # elder's limit was 10 July, the younger's is 30 July.
    family = make_family()
    elder, younger = (make_child(family=family) for _ in range(2))
    held(day("2025-04-10"), elder)
    held(day("2025-04-30"), younger)
    held(day("2025-07-15"), elder, younger, kind=REVIEW)
    held(day("2026-01-15"), elder, younger, kind=REVIEW)  # 6 months to the day
    _born_between()


def _born_between() -> None:
    """Unborn at the initial conference of 10 December, born on 5 January: local practice asked for
    a review by 2 February. Held on 20 February it is late by that, and in time by the 3 months that
    end on 10 March."""
    born = make_child(date_of_birth=None, expected_on=day("2026-01-05"))
    held(day("2025-12-10"), born)
    Person.objects.filter(pk=born.pk).update(date_of_birth=day("2026-01-05"))
    review = held(day("2026-02-20"), born, kind=REVIEW)
    review.children.update(due_on=day("2026-02-02"))


EXPECTED: dict[Key, str] = {
    ("reviews_in_time", "2025-07"): "50.0% (1 of 2)",
    ("reviews_in_time", "2025-08"): "100.0% (2 of 2)",
    ("reviews_in_time", "2025-09"): "0.0% (0 of 1)",
    # Children: 2 + 2 + 1 of the three alone, 2 and 2 of the pair, and the one born between the two;
    # late are 1 September and 15 July.
    ("reviews_in_time", "2025/26"): "80.0% (8 of 10)",
    # First: four of the five meetings of summer are told of five children, and two were late; and
    # in February one.
    ("reviews_in_time", "2025/26", "which"): "First 4/6, Later 4/4",
    ("reviews_in_time", "2026-02"): "100.0% (3 of 3)",
    ("reviews_late", "2025/26"): "2",
    ("reviews_late", "2025/26", "late_reason"): "No room was free 1, Not recorded 1",
    # Open for 3 months on 31 March: all but the one ended and the youngest. The late one was late
    # once, one was never reviewed, the elder was late once; the newborn’s was in time.
    ("reviews_in_time_year_end", "2025/26"): "50.0% (3 of 6)",
    # On 31 July only the pair had been open for 3 months, the younger to the day.
    ("reviews_in_time_year_end", "2025-07"): "50.0% (1 of 2)",
    # On 31 August five: one reviewed that day, two due that day and not held by the end of it.
    ("reviews_in_time_year_end", "2025-08"): "40.0% (2 of 5)",
    # 8 initial meetings (the pair had two), 8 reviews (the pair's are two for four children).
    ("conferences_held", "2025/26"): "16",
    # Two reviews name a chair, and so do those before them: the same, then another.
    ("chair_continuity", "2025/26"): "50.0% (1 of 2)",
    # Nothing was known then: not available is not 0. And 0 + 8 - 1 = 7.
    ("plans_open", "2024/25"): "Not available",
    ("plans_started", "2025/26"): "8",
    ("plans_ended", "2025/26"): "1",
    ("plans_open", "2025/26"): "7",
}
HISTORY = History("reviews", build, EXPECTED)
