"""Dates and times as they are typed and as they are written."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from govuk.forms import GovukDateField, GovukForm, GovukTimeField
from govuk.forms.dates import read_time
from govuk.forms.widgets import DateParts
from govuk.templatetags.govuk_dates import govuk_date, govuk_datetime, govuk_day, govuk_time


class Form(GovukForm):
    held_on = GovukDateField(label="Strategy discussion date", when="past")


def errors_of(day: str, month: str, year: str) -> list[str]:
    form = Form({"held_on_day": day, "held_on_month": month, "held_on_year": year})
    return form.errors.get("held_on", [])


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("", "", ""), "Enter strategy discussion date"),
        (("31", "2", "2026"), "Strategy discussion date must be a real date"),
        (("0", "0", "2026"), "Strategy discussion date must be a real date"),
        (("1", "x", "2026"), "Strategy discussion date must be a real date"),
        (("²", "2", "2026"), "Strategy discussion date must be a real date"),
        (("", "2", ""), "Strategy discussion date must include a day and year"),
        (("1", "2", "26"), "Strategy discussion date must have a year of 4 numbers, like 2026"),
        (("1", "2", "0000"), "Strategy discussion date must be a real date"),
        (("1", "2", "9999"), "Strategy discussion date must be in the past"),
    ],
)
def test_each_mistake_says_how_to_mend_it(typed: tuple[str, str, str], message: str) -> None:
    assert errors_of(*typed) == [message]


@pytest.mark.parametrize(
    "typed", [("29", "2", "2024"), ("29", "feb", "2024"), ("29", "FEBRUARY", "2024")]
)
def test_a_month_may_be_a_number_or_a_name(typed: tuple[str, str, str]) -> None:
    form = Form(dict(zip(("held_on_day", "held_on_month", "held_on_year"), typed, strict=True)))
    assert form.is_valid()
    assert form.cleaned_data["held_on"] == dt.date(2024, 2, 29)


def test_one_iso_date_under_the_plain_name_is_read_too() -> None:
    form = Form({"held_on": "2024-02-29"})
    assert form.is_valid()
    assert form.cleaned_data["held_on"] == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("when", "days", "message"),
    [
        ("past", 0, "Day must be in the past"),
        ("past", -1, None),
        ("past_or_today", 1, "Day must be today or in the past"),
        ("past_or_today", 0, None),
        ("future", 0, "Day must be in the future"),
        ("future", 1, None),
        ("future_or_today", -1, "Day must be today or in the future"),
        ("future_or_today", 0, None),
    ],
)
def test_when_is_judged_against_today_in_london(when: str, days: int, message: str | None) -> None:
    field = GovukDateField(label="Day", when=when)
    day = timezone.localdate() + dt.timedelta(days=days)
    if message is None:
        assert field.clean(DateParts.of(day)) == day
    else:
        with pytest.raises(ValidationError, match=message):
            field.clean(DateParts.of(day))


def test_bounds_are_inclusive_and_may_be_functions() -> None:
    field = GovukDateField(
        label="Day", earliest=dt.date(2026, 3, 1), latest=lambda: dt.date(2026, 3, 31)
    )
    assert field.clean(DateParts("1", "3", "2026")) == dt.date(2026, 3, 1)
    assert field.clean(DateParts("31", "3", "2026")) == dt.date(2026, 3, 31)
    with pytest.raises(ValidationError, match="Day must be on or after 1 March 2026"):
        field.clean(DateParts("28", "2", "2026"))
    with pytest.raises(ValidationError, match="Day must be on or before 31 March 2026"):
        field.clean(DateParts("1", "4", "2026"))


def test_what_was_typed_stays_and_only_the_wrong_part_is_marked() -> None:
    form = Form({"held_on_day": "31", "held_on_month": "14", "held_on_year": "2026"})
    html = str(form["held_on"])
    assert 'value="14"' in html
    assert form["held_on"].error_link_id == "id_held_on_month"
    assert html.count("govuk-input--error") == 1


def test_a_saved_date_is_shown_and_unchanged() -> None:
    form = Form(
        {"held_on_day": "3", "held_on_month": "3", "held_on_year": "2026"},
        initial={"held_on": dt.date(2026, 3, 3)},
    )
    assert not form.has_changed()
    assert 'value="3"' in str(Form(initial={"held_on": dt.date(2026, 3, 3)})["held_on"])


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9:30am", dt.time(9, 30)),
        ("9.30 AM", dt.time(9, 30)),
        ("09:30", dt.time(9, 30)),
        ("9:30", dt.time(9, 30)),
        ("2pm", dt.time(14)),
        ("2.30 p.m.", dt.time(14, 30)),
        ("1430", dt.time(14, 30)),
        ("12am", dt.time(0)),
        ("12pm", dt.time(12)),
        ("midday", dt.time(12)),
        ("02:30", dt.time(2, 30)),
        ("2:30", None),
        ("2", None),
        ("25:00", None),
        ("10:60", None),
        ("13pm", None),
        ("soon", None),
    ],
)
def test_a_time_is_read_or_asked_again_never_guessed(typed: str, time: dt.time | None) -> None:
    assert read_time(typed) == time


def test_an_unclear_time_says_how_to_write_it() -> None:
    field = GovukTimeField(label="Start time")
    with pytest.raises(ValidationError, match="Enter start time like 9:30am, 2:30pm or 14:30"):
        field.clean("2:30")
    assert GovukTimeField(required=False).clean("") is None


def test_dates_are_written_as_gov_uk_writes_them() -> None:
    summer = dt.datetime(2026, 7, 1, 13, 30, tzinfo=dt.UTC)
    assert govuk_date(dt.date(2026, 3, 3)) == "3 March 2026"
    assert govuk_day(dt.date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert govuk_datetime(summer) == "1 July 2026 at 2:30pm"
    assert [govuk_time(dt.time(h)) for h in (0, 9, 12, 15)] == ["midnight", "9am", "midday", "3pm"]
    assert govuk_date(None) == govuk_time(None) == govuk_datetime(None) == ""
