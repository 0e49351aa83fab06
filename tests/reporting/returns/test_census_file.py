"""A small history, and the census file that must come of it, byte for byte."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from audit.enums import Action
from audit.models import Event
from conferences.enums import ConferenceKind, ConferenceState, RequestState, ScreeningOutcome
from conferences.models import (
    Conference,
    ConferenceChild,
    ConferenceRequest,
    ConferenceStep,
    DiversionAnswer,
    RequestedChild,
    Screening,
)
from people.models import Child
from plans.enums import Category, EndReason, PlanKind
from plans.models import EarlierPlan, Plan
from reporting.models import Assessment, Referral, Section47Enquiry
from reporting.returns.census.rules import BY_CODE
from reporting.returns.census.year import CensusYear
from reporting.returns.domain.census_making import Census, make_census
from reporting.returns.domain.census_records import records_for
from reporting.returns.domain.census_tree import census_child
from tests.factories.accounts import make_user
from tests.factories.people import make_child
from tests.factories.plans import make_plan
from tests.factories.returns import make_held
from timescales.domain import current_clock

pytestmark = pytest.mark.django_db
MADE_AT = dt.datetime(2026, 6, 1, 8, 30, tzinfo=dt.UTC)  # half past nine on an English summer day

EXPECTED = """<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CIN</Collection>
      <Year>2026</Year>
      <ReferenceDate>2026-03-31</ReferenceDate>
    </CollectionDetails>
    <Source>
      <SourceLevel>L</SourceLevel>
      <LEA>999</LEA>
      <SoftwareCode>Chairside</SoftwareCode>
      <Release>1</Release>
      <SerialNo>007</SerialNo>
      <DateTime>2026-06-01T09:30:00</DateTime>
    </Source>
  </Header>
  <Children>
    <Child>
      <ChildIdentifiers>
        <LAchildID>WREN1</LAchildID>
        <UPN>A123456789012</UPN>
        <FormerUPN>B987654321098</FormerUPN>
        <PersonBirthDate>2016-02-29</PersonBirthDate>
        <Sex>F</Sex>
      </ChildIdentifiers>
      <ChildCharacteristics>
        <Ethnicity>MWBC</Ethnicity>
        <Disabilities>
          <Disability>MOB</Disability>
          <Disability>LD</Disability>
        </Disabilities>
      </ChildCharacteristics>
      <CINdetails>
        <CINreferralDate>2025-05-01</CINreferralDate>
        <ReferralSource>2A</ReferralSource>
        <PrimaryNeedCode>N1</PrimaryNeedCode>
        <Assessments>
          <AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
          <AssessmentAuthorisationDate>2025-06-13</AssessmentAuthorisationDate>
          <FactorsIdentifiedAtAssessment>
            <AssessmentFactors>3B</AssessmentFactors>
            <AssessmentFactors>18A</AssessmentFactors>
          </FactorsIdentifiedAtAssessment>
        </Assessments>
        <Section47>
          <S47ActualStartDate>2025-05-06</S47ActualStartDate>
          <InitialCPCtarget>2025-05-28</InitialCPCtarget>
          <DateOfInitialCPC>2025-05-27</DateOfInitialCPC>
          <ICPCnotRequired>0</ICPCnotRequired>
        </Section47>
        <Section47>
          <S47ActualStartDate>2025-12-10</S47ActualStartDate>
          <ICPCnotRequired>1</ICPCnotRequired>
        </Section47>
        <ReferralNFA>0</ReferralNFA>
        <ChildProtectionPlans>
          <CPPstartDate>2025-05-27</CPPstartDate>
          <CPPendDate>2025-12-02</CPPendDate>
          <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
          <LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>
          <NumberOfPreviousCPP>1</NumberOfPreviousCPP>
          <Reviews>
            <CPPreviewDate>2025-08-19</CPPreviewDate>
            <CPPreviewDate>2025-12-02</CPPreviewDate>
          </Reviews>
        </ChildProtectionPlans>
      </CINdetails>
    </Child>
    <Child>
      <ChildIdentifiers>
        <LAchildID>BABY2</LAchildID>
        <ExpectedPersonBirthDate>2026-05-20</ExpectedPersonBirthDate>
        <Sex>U</Sex>
      </ChildIdentifiers>
      <ChildCharacteristics>
        <Ethnicity>NOBT</Ethnicity>
      </ChildCharacteristics>
      <CINdetails>
        <DateOfInitialCPC>2026-02-03</DateOfInitialCPC>
        <ChildProtectionPlans>
          <CPPstartDate>2026-02-03</CPPstartDate>
          <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
          <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
          <NumberOfPreviousCPP>0</NumberOfPreviousCPP>
        </ChildProtectionPlans>
      </CINdetails>
    </Child>
    <Child>
      <ChildIdentifiers>
        <LAchildID>RAFI3</LAchildID>
        <UPNunknown>UN3</UPNunknown>
        <PersonBirthDate>2018-05-14</PersonBirthDate>
        <Sex>M</Sex>
      </ChildIdentifiers>
      <ChildCharacteristics>
        <Ethnicity>REFU</Ethnicity>
        <Disabilities>
          <Disability>NONE</Disability>
        </Disabilities>
      </ChildCharacteristics>
      <CINdetails>
        <Section47>
          <S47ActualStartDate>2026-03-25</S47ActualStartDate>
          <InitialCPCtarget>2026-04-17</InitialCPCtarget>
          <ICPCnotRequired>0</ICPCnotRequired>
        </Section47>
      </CINdetails>
    </Child>
  </Children>
</Message>
"""


@pytest.fixture
def history(db: None) -> None:
    _wren()
    _baby()
    _rafi()
    quiet = make_child(local_id="QUIET4")  # all over before the year began
    make_plan(
        quiet,
        started_on=dt.date(2024, 1, 8),
        ended_on=dt.date(2025, 3, 31),
        end_reason=EndReason.REVIEW_DECISION,
    )


def _wren() -> None:
    """Referred, assessed, enquired into, on a plan, reviewed, off it, and enquired into again. An
    earlier plan of ours, one of another authority, and another's plan during a stay."""
    child = make_child(
        "Wren Testwood",
        local_id="WREN1",
        upn="A123456789012",
        former_upn="B987654321098",
        upn_unknown="UN1",  # no more: her number is known
        date_of_birth=dt.date(2016, 2, 29),
        sex="F",
        ethnicity="MWBC",
        disabilities=["MOB", "LD"],
    )
    held = dt.date(2025, 5, 27)
    plan = make_plan(
        child,
        started_on=held,
        ended_on=dt.date(2025, 12, 2),
        end_reason=EndReason.REVIEW_DECISION,
        category_latest=Category.EMOTIONAL,
        category_changed_by="conference:0",
    )
    _earlier(child)
    make_plan(child, started_on=dt.date(2025, 4, 7), is_temporary=True, authority="Elsewhereshire")
    initial = make_held(child, held, plan=plan)
    review = ConferenceKind.REVIEW
    make_held(child, dt.date(2025, 8, 19), kind=review, plan=plan)
    make_held(child, dt.date(2025, 11, 11), kind=review, plan=plan, state=ConferenceState.ADJOURNED)
    # What came of the last one is what its row names.
    need = make_plan(child, kind=PlanKind.CHILD_IN_NEED, started_on=dt.date(2025, 12, 2))
    make_held(child, dt.date(2025, 12, 2), kind=review, plan=need)
    _from_the_case_system(child, initial.pk)


def _earlier(child: Child) -> None:
    user = make_user()
    for authority, year in (("", 2016), ("Elsewhereshire", 2019)):
        EarlierPlan.objects.create(
            child=child,
            authority=authority,
            started_on=dt.date(year, 6, 1),
            ended_on=dt.date(year + 1, 6, 1),
            recorded_by=user,
        )


def _from_the_case_system(child: Child, conference_child: int) -> None:
    referral = Referral.objects.create(
        child=child,
        source_id="R1",
        referred_on=dt.date(2025, 5, 1),
        source_code="2A",
        primary_need="N1",
        no_further_action=False,
        closed_on=dt.date(2026, 4, 20),
        close_reason="RC7",
    )
    Assessment.objects.create(
        child=child,
        source_id="A1",
        referral=referral,
        started_on=dt.date(2025, 5, 2),
        authorised_on=dt.date(2025, 6, 13),
        factors=["3B", "18A"],
    )
    for number, day, led_to in ((1, dt.date(2025, 5, 6), conference_child), (2, None, None)):
        Section47Enquiry.objects.create(
            child=child,
            source_id=f"S{number}",
            referral=referral,
            started_on=day or dt.date(2025, 12, 10),
            led_to_id=led_to,
            conference_not_required=led_to is None,
        )


def _baby() -> None:
    """Not born by 31 March; came with another authority's plan, and our conference made ours."""
    due = dt.date(2026, 5, 20)
    baby = make_child(local_id="BABY2", date_of_birth=None, expected_on=due, sex="F")
    day = dt.date(2026, 2, 3)
    plan = make_plan(baby, started_on=day)
    make_held(baby, day, kind=ConferenceKind.TRANSFER_IN, plan=plan)


def _rafi() -> None:
    """His conference was adjourned, so it has not been held."""
    rafi = make_child(
        "Rafi Testwood",
        local_id="RAFI3",
        upn_unknown="UN3",
        sex="M",
        ethnicity="REFU",
        disabilities=["NONE"],
    )
    make_held(
        rafi,
        dt.date(2026, 3, 30),
        discussed_on=dt.date(2026, 3, 25),
        state=ConferenceState.ADJOURNED,
    )


def made(year: int = 2026) -> tuple[str, Census]:
    out = io.BytesIO()
    census = make_census(out, year=year, serial=7, made_at=MADE_AT)
    return out.getvalue().decode(), census


def test_the_file_is_what_the_history_says(history: None) -> None:
    text, census = made()
    assert text == EXPECTED
    # The second referral of nobody: their rules are listed as beyond us, not as passed.
    assert {n for code, n in census.beyond.children.items() if code in BY_CODE} == {2}
    assert {(f.rule.code, f.about) for f in census.found} == set()
    assert census.is_ready
    # Asked for the year after, what happened after its first day is told and the rest is not.
    text, census = made(2027)
    assert [name for name in ("WREN1", "BABY2", "RAFI3", "QUIET4") if name in text] == [
        "WREN1",
        "BABY2",
    ]
    assert "<CINclosureDate>2026-04-20</CINclosureDate>" in text


def test_a_plan_stands_with_the_referral_of_the_enquiry_that_led_to_it() -> None:
    """Two referrals were open on the day it began, and the later of them is about something
    else."""
    child, day = make_child(local_id="WREN1"), dt.date(2025, 5, 27)
    first, second = (
        Referral.objects.create(child=child, source_id=f"R{number}", referred_on=referred)
        for number, referred in ((1, dt.date(2025, 5, 1)), (2, dt.date(2025, 5, 20)))
    )
    meeting = make_held(child, day)
    plan = make_plan(child, started_on=day, opened_by=f"conference:{meeting.conference_id}")
    enquiry = Section47Enquiry.objects.create(
        child=child, source_id="S1", started_on=dt.date(2025, 5, 6), led_to=meeting, referral=first
    )

    def at() -> dict[str, int]:
        [records] = records_for([child.pk])
        year = CensusYear(2026)
        episodes = census_child(records, year, current_clock().calendar).episodes
        return {episode.about: len(episode.plans) for episode in episodes}

    assert at() == {"referral:R1": 1, "referral:R2": 0}
    enquiry.referral = second
    enquiry.save()
    assert at() == {"referral:R1": 0, "referral:R2": 1}
    enquiry.referral = first
    enquiry.save()
    first.closed_on = day - dt.timedelta(days=1)  # passed to another team; the later goes on
    first.save()
    assert at() == {"referral:R1": 0, "referral:R2": 1}
    first.closed_on = None
    first.save()
    plan.opened_by = "imported:C1"  # by no conference that is known: what was open that day
    plan.save()
    assert at() == {"referral:R1": 0, "referral:R2": 1}


def moved_here_twice(child: Child) -> list[Plan]:
    """Came in May and left in September; came again in January."""
    first, again = dt.date(2025, 5, 6), dt.date(2026, 1, 13)
    for day in (first, again):
        make_held(child, day, kind=ConferenceKind.TRANSFER_IN)
    left = {"ended_on": dt.date(2025, 9, 2), "end_reason": EndReason.REVIEW_DECISION}
    return [make_plan(child, started_on=first, **left), make_plan(child, started_on=again)]


def test_both_transfers_in_of_one_year_are_told_each_beside_its_plan() -> None:
    moved_here_twice(make_child(sex="F", disabilities=["NONE"]))
    text, census = made()
    assert {f.rule.code for f in census.found} & {"2883", "2884", "2885"} == set()
    entries = [each.split("</CINdetails>")[0] for each in text.split("<CINdetails>")[1:]]
    told = re.compile("<(?:DateOfInitialCPC|CPPstartDate)>(.*?)<")
    assert [told.findall(entry) for entry in entries] == [["2025-05-06"] * 2, ["2026-01-13"] * 2]
    assert "DateOfInitialCPC" not in census.beyond.children


def test_a_second_transfer_in_under_one_referral_is_counted_as_not_told() -> None:
    child = make_child(sex="F", disabilities=["NONE"])
    Referral.objects.create(child=child, source_id="R1", referred_on=dt.date(2025, 4, 8))
    _, second = moved_here_twice(child)
    text, census = made()
    assert text.count("<CINdetails>") == 1
    assert "<DateOfInitialCPC>2025-05-06<" in text
    assert census.beyond.children["DateOfInitialCPC"] == 1
    assert [f.about for f in census.found if f.rule.code == "2885"] == [f"plan:{second.pk}"]


def test_a_review_after_the_year_changes_neither_the_category_nor_the_plan(history: None) -> None:
    baby = Child.objects.get(local_id="BABY2")
    plan = Plan.objects.get(child=baby)
    review = make_held(baby, dt.date(2026, 4, 28), kind=ConferenceKind.REVIEW, plan=plan)
    plan.category_latest = Category.MULTIPLE
    plan.category_changed_by = f"conference:{review.conference_id}"
    plan.ended_on, plan.end_reason = dt.date(2026, 4, 28), EndReason.REVIEW_DECISION
    plan.save()
    assert made()[0] == EXPECTED


def test_a_review_that_was_closed_without_a_day_is_asked_about(history: None) -> None:
    plan = Plan.objects.get(child__local_id="BABY2")
    review = make_held(plan.child, dt.date(2026, 3, 2), kind=ConferenceKind.REVIEW, plan=plan)
    Conference.objects.filter(pk=review.conference_id).update(held_on=None)
    text, census = made()
    assert [(f.rule.code, f.about) for f in census.found] == [("8842", f"plan:{plan.pk}")]
    assert text == EXPECTED


def test_a_review_on_the_day_the_plan_began_is_asked_about(history: None) -> None:
    """No plan of hers ran before that day: it is told with the one that its row names."""
    plan = Plan.objects.get(child__local_id="BABY2")
    make_held(plan.child, plan.started_on, kind=ConferenceKind.REVIEW, plan=plan)
    assert [(f.rule.code, f.about) for f in made()[1].found] == [("8841", f"plan:{plan.pk}")]


def test_what_lies_outside_the_year_is_not_told_and_breaks_no_rule_of_the_year() -> None:
    """Rules 8715, 8720, 8740 and 8930 are true of every file: see docs/returns.md."""
    before, after = dt.date(2025, 3, 31), dt.date(2026, 4, 1)
    sides = {"sex": "F", "disabilities": ["NONE"]}
    child = make_child(local_id="SIDES6", **sides)
    make_plan(
        child,
        started_on=dt.date(2025, 3, 3),
        ended_on=after,
        end_reason=EndReason.REVIEW_DECISION,
    )
    later = make_child(local_id="LATER7", **sides)
    make_plan(later, started_on=after)
    for day in (before, after):
        make_held(child, day, discussed_on=day - dt.timedelta(days=7))
        make_held(later, day, kind=ConferenceKind.TRANSFER_IN)
        Section47Enquiry.objects.create(
            child=child, source_id=f"S{day}", started_on=day, conference_not_required=False
        )
    text, census = made()
    broken = {f.rule.code for f in census.found}
    assert broken & {"8715", "8720", "8740", "8930"} == set()
    assert "SIDES6" in text
    assert "<CPPstartDate>2025-03-03<" in text
    assert "LATER7" not in text
    assert "CPPendDate" not in text
    assert "DateOfInitialCPC" not in text


def test_an_enquiry_whose_conference_was_cancelled_needed_none() -> None:
    """Nobody waits for it (rule 8675), until a conference is asked for because of it again."""
    child = make_child(sex="F", disabilities=["NONE"])
    row = make_held(
        child,
        dt.date(2025, 9, 30),
        discussed_on=dt.date(2025, 9, 1),
        state=ConferenceState.CANCELLED,
    )
    request = asked_for(row)
    Conference.objects.filter(pk=row.conference_id).update(request=request)
    assert made()[0].count("<ICPCnotRequired>1<") == 1
    asked_for(row)
    assert made()[0].count("<ICPCnotRequired>0<") == 1


@pytest.mark.parametrize(
    ("screened", "agreed", "not_required"),
    [
        ("2026-03-31T23:30", None, 1),
        ("2026-04-01T00:30", None, 0),  # still March in UTC
        ("2026-03-30T10:00", "2026-04-20T10:00", 0),  # advised before, and not agreed
    ],
)
def test_a_request_diverted_after_the_year_still_waited_on_its_last_day(
    screened: str, agreed: str | None, not_required: int
) -> None:
    row = make_held(
        make_child(sex="F", disabilities=["NONE"]),
        dt.date(2026, 4, 14),
        discussed_on=dt.date(2026, 3, 24),
        state=ConferenceState.CANCELLED,
    )
    request = asked_for(row)
    request.state = RequestState.DIVERTED
    request.save()
    by = make_user()
    advice = Screening.objects.create(
        family=request.family, request=request, outcome=ScreeningOutcome.EARLY_HELP, by=by
    )
    Screening.objects.filter(pk=advice.pk).update(at=in_london(screened))
    if agreed:
        answer = DiversionAnswer.objects.create(screening=advice, agreed=True, by=by)
        DiversionAnswer.objects.filter(pk=answer.pk).update(at=in_london(agreed))
    text = made()[0]
    assert f"<ICPCnotRequired>{not_required}<" in text
    assert ("<InitialCPCtarget>2026-04-16<" in text) == (not_required == 0)


@pytest.mark.parametrize(("on", "not_required"), [("2026-03-31", 1), ("2026-04-01", 0)])
def test_a_conference_cancelled_after_the_year_was_waited_for_on_its_last_day(
    on: str, not_required: int
) -> None:
    row = make_held(
        make_child(sex="F", disabilities=["NONE"]),
        dt.date(2026, 4, 14),
        discussed_on=dt.date(2026, 3, 24),
        state=ConferenceState.CANCELLED,
    )
    Conference.objects.filter(pk=row.conference_id).update(request=asked_for(row))
    step = ConferenceStep.objects.create(
        conference=row.conference,
        from_state=ConferenceState.BOOKED,
        to_state=ConferenceState.CANCELLED,
    )
    ConferenceStep.objects.filter(pk=step.pk).update(at=in_london(f"{on}T12:00"))
    assert f"<ICPCnotRequired>{not_required}<" in made()[0]


def in_london(moment: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.fromisoformat(moment))


def asked_for(row: ConferenceChild) -> ConferenceRequest:
    request: ConferenceRequest = ConferenceRequest.objects.create(
        family=row.conference.family,
        kind=ConferenceKind.INITIAL,
        state=RequestState.PROCEEDING,
        submitted_at=dt.datetime(2025, 9, 2, 9, tzinfo=dt.UTC),
        requested_by=make_user(),
    )
    RequestedChild.objects.create(
        request=request, child=row.child, initiating_discussion=row.initiating_discussion
    )
    return request


def test_no_limit_is_on_a_weekend_and_no_unborn_child_has_a_sex() -> None:
    """Rules 8870 and 8750 are true of every file: see docs/returns.md."""
    baby = make_child(date_of_birth=None, expected_on=dt.date(2026, 5, 20), sex="F")
    for number in range(7):  # whatever day of the week it starts on
        day = dt.date(2025, 6, 2) + dt.timedelta(days=number)
        Section47Enquiry.objects.create(
            child=baby, source_id=f"S{number}", started_on=day, conference_not_required=False
        )
    text, census = made()
    assert {f.rule.code for f in census.found} & {"8750", "8870"} == set()
    assert text.count("<InitialCPCtarget>") == 7
    assert text.count("<Sex>U</Sex>") == 1


def test_an_enquiry_nobody_dated_is_an_error_and_leaves_a_draft(history: None) -> None:
    sibling = make_child(local_id="LATE5", sex="F", disabilities=["NONE"])
    meeting = make_held(sibling, dt.date(2025, 9, 1))
    text, census = made()
    assert [(f.rule.code, f.about) for f in census.found] == [
        ("8615", f"conference:{meeting.conference_id}")
    ]
    assert not census.is_ready
    assert "<DateOfInitialCPC>2025-09-01</DateOfInitialCPC>" in text
    assert text.count("<S47ActualStartDate>") == 3


def test_the_command_writes_both_files_and_is_audited(
    history: None, tmp_path: Path, settings: Settings
) -> None:
    out, findings = tmp_path / "cin.xml", tmp_path / "cin.json"
    said = io.StringIO()
    arguments = {"year": 2026, "out": out, "json": findings, "stdout": said}
    call_command("export_cin_census", **arguments)
    assert said.getvalue() == "3 children, 0 errors, 0 queries. Ready to merge.\n"
    assert out.read_text().count("<Child>") == 3
    assert out.stat().st_mode & 0o777 == settings.PRIVATE_FILE_MODE
    told = json.loads(findings.read_text())
    assert told["ready_to_merge"] is True
    assert told["not_checkable_here"][0] == {
        "rule": "1104",
        "says": "The initial conference is before the referral.",
        "children": 2,
    }
    held = {row["element"]: row["children"] for row in told["not_held_here"]}
    assert held == {"UPNunknown": 1, "AssessmentInternalReviewDate": 1}
    exported = Event.objects.get(action=Action.EXPORTED)
    assert len(exported.child_ids) == 3
    settings.AUTHORITY_CODE = ""
    with pytest.raises(CommandError, match="Set AUTHORITY_CODE"):
        call_command("export_cin_census", **{**arguments, "out": tmp_path / "none.xml"})
    assert not (tmp_path / "none.xml").exists()
