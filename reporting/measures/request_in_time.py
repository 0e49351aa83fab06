"""Requests to book in time."""

from reporting.measures.duty_in_time import duty_in_time

MEASURE = duty_in_time(
    "request_in_time",
    "Conferences asked for in time",
    of="decisions to hold a conference",
    rules=("request_to_book",),
    source="Bolton, Tees",
    has_chair=False,
)
