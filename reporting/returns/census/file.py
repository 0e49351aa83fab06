"""The census as XML, element by element in the order of domain.md, section 10, one child at a time.

Booleans are 0 and 1 (the 2026 schema knows no others); every review of a plan stands in one
`Reviews`; what is not known has no element.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from reporting.returns.authority import Authority
from reporting.returns.census.tree import Assessment, Child, Enquiry, Episode, ProtectionPlan
from reporting.returns.census.year import CensusYear

SOFTWARE = "Chairside"
RELEASE = "1"
Value = str | int | bool | dt.date | None


@dataclass(frozen=True)
class Source:
    """Who sends the file, which one it is and when it was made (in English time)."""

    authority: Authority
    serial: int
    made_at: dt.datetime


def write_census(
    out: IO[bytes], year: CensusYear, source: Source, children: Iterable[Child]
) -> None:
    """Write the whole file. `children` is consumed one by one; nothing of it is kept."""
    page = _Page(out)
    with page.element("Message"):
        _header(page, year, source)
        with page.element("Children"):
            for child in children:
                _child(page, child)
    page.end()


class _Page:
    def __init__(self, out: IO[bytes]) -> None:
        self._xml = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
        self._xml.startDocument()
        self._depth = 0
        self._is_begun = False  # the declaration ends its own line

    @contextmanager
    def element(self, name: str) -> Iterator[None]:
        self._line()
        self._xml.startElement(name, AttributesImpl({}))
        self._depth += 1
        yield
        self._depth -= 1
        self._line()
        self._xml.endElement(name)

    def leaf(self, name: str, value: Value) -> None:
        """Nothing at all for what is not known."""
        if value is None or value == "":
            return
        self._line()
        self._xml.startElement(name, AttributesImpl({}))
        self._xml.characters(_words(value))
        self._xml.endElement(name)

    def end(self) -> None:
        self._xml.ignorableWhitespace("\n")
        self._xml.endDocument()

    def _line(self) -> None:
        if self._is_begun:
            self._xml.ignorableWhitespace("\n" + "  " * self._depth)
        self._is_begun = True


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _header(page: _Page, year: CensusYear, source: Source) -> None:
    with page.element("Header"):
        with page.element("CollectionDetails"):
            page.leaf("Collection", "CIN")
            page.leaf("Year", year.year)
            page.leaf("ReferenceDate", year.last)
        with page.element("Source"):
            page.leaf("SourceLevel", "L")
            page.leaf("LEA", source.authority.code)
            page.leaf("SoftwareCode", SOFTWARE)
            page.leaf("Release", RELEASE)
            page.leaf("SerialNo", f"{source.serial:03d}")
            page.leaf("DateTime", source.made_at.replace(tzinfo=None))


def _child(page: _Page, child: Child) -> None:
    with page.element("Child"):
        with page.element("ChildIdentifiers"):
            page.leaf("LAchildID", child.local_id)
            page.leaf("UPN", child.upn)
            page.leaf("FormerUPN", child.former_upn)
            page.leaf("UPNunknown", child.upn_unknown)
            page.leaf("PersonBirthDate", child.born_on)
            page.leaf("ExpectedPersonBirthDate", child.expected_on)
            page.leaf("Sex", child.sex)
            page.leaf("PersonDeathDate", child.died_on)
        with page.element("ChildCharacteristics"):
            page.leaf("Ethnicity", child.ethnicity)
            if child.disabilities:
                with page.element("Disabilities"):
                    for code in child.disabilities:
                        page.leaf("Disability", code)
        for episode in child.episodes:
            _episode(page, episode)


def _episode(page: _Page, episode: Episode) -> None:
    with page.element("CINdetails"):
        page.leaf("CINreferralDate", episode.referred_on)
        page.leaf("ReferralSource", episode.source)
        page.leaf("PrimaryNeedCode", episode.primary_need)
        page.leaf("CINclosureDate", episode.closed_on)
        page.leaf("ReasonForClosure", episode.close_reason)
        page.leaf("DateOfInitialCPC", episode.transfer_in_on)
        for assessment in episode.assessments:
            _assessment(page, assessment)
        for need in episode.need_plans:
            with page.element("CINPlanDates"):
                page.leaf("CINPlanStartDate", need.started_on)
                page.leaf("CINPlanEndDate", need.ended_on)
        for enquiry in episode.enquiries:
            _enquiry(page, enquiry)
        page.leaf("ReferralNFA", episode.no_further_action)
        for plan in episode.plans:
            _plan(page, plan)


def _assessment(page: _Page, assessment: Assessment) -> None:
    with page.element("Assessments"):
        page.leaf("AssessmentActualStartDate", assessment.started_on)
        page.leaf("AssessmentAuthorisationDate", assessment.authorised_on)
        if assessment.factors:
            with page.element("FactorsIdentifiedAtAssessment"):
                for factor in assessment.factors:
                    page.leaf("AssessmentFactors", factor)


def _enquiry(page: _Page, enquiry: Enquiry) -> None:
    with page.element("Section47"):
        page.leaf("S47ActualStartDate", enquiry.started_on)
        page.leaf("InitialCPCtarget", enquiry.target_on)
        page.leaf("DateOfInitialCPC", enquiry.conference_on)
        page.leaf("ICPCnotRequired", enquiry.not_required)


def _plan(page: _Page, plan: ProtectionPlan) -> None:
    with page.element("ChildProtectionPlans"):
        page.leaf("CPPstartDate", plan.started_on)
        page.leaf("CPPendDate", plan.ended_on)
        page.leaf("InitialCategoryOfAbuse", plan.category_initial)
        page.leaf("LatestCategoryOfAbuse", plan.category_latest)
        page.leaf("NumberOfPreviousCPP", plan.previous)
        if any(plan.reviews):
            with page.element("Reviews"):
                for day in plan.reviews:
                    page.leaf("CPPreviewDate", day)
