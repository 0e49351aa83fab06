"""Each person's documents: what they are made of, and that they hold only what is theirs."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from conferences.domain.closing import close_conference
from conferences.domain.correcting import sign_off_record
from conferences.domain.documents import decision_letter, summary_record
from conferences.domain.documents.child_page import child_page
from conferences.domain.packs import distribute, packs_of
from conferences.enums import (
    AgencyStance,
    AttendanceMode,
    Capacity,
    ChildOutcome,
    Heading,
    PartKind,
)
from conferences.models import AgencyView, Attendance, Part, Participant, SafetyScore
from disclosure.domain.checking import run_checks
from disclosure.domain.rendering import bytes_of
from disclosure.enums import Layout, PackKind
from disclosure.models import Pack
from disclosure.rendering.page import pack_html
from disclosure.rendering.reading import pages_of
from disclosure.wording import say_date
from people.models import Person
from plans.enums import ItemKind
from plans.models import PlanItem
from tests.conferences.test_closing import ready_meeting, review_of
from tests.conferences.test_packs import choice, mother_of, packs_for
from tests.factories.disclosure import make_passage
from tests.factories.meetings import agree_action, decide, make_meeting
from tests.factories.people import (
    make_child,
    make_person,
    make_professional,
    make_relationship,
    social_care,
)
from tests.factories.reviews import review_in_session, two_on_plans
from tests.factories.timescales import make_local_setting
from timescales.enums import Unit

pytestmark = pytest.mark.django_db


TODAY = timezone.localdate


WITHOUT_PLAN = {"outcome": ChildOutcome.NO_FURTHER_ACTION, "category": "", "threshold_met": False}


def item(meeting, kind, text, *, audience, about=()):
    passage = make_passage(
        meeting.conference.record, text, heading="plan", audience=audience, about=about
    )
    return PlanItem.objects.create(passage=passage, kind=kind)


def texts(pack):
    return [line["text"] for section in pack.content["sections"] for line in section["items"]]


def headings(pack):
    return [section["heading"]["key"] for section in pack.content["sections"]]


def test_a_parent_gets_the_outline_plan_with_who_and_by_when():
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    action = agree_action(meeting, "Book the dentist.")
    action.passage.clearances.create(
        person=mother, basis="present_in_part", granted_by=meeting.chair
    )
    (pack,) = packs_for(meeting, mother)
    assert (pack.kind, texts(pack)) == ("outline_plan", ["Book the dentist."])
    (line,) = [
        line for s in pack.content["sections"] if s["style"] == "actions" for line in s["items"]
    ]
    assert line["who"] == {"text": meeting.conference.chair.person.name}
    assert line["by_when"] == {"on": action.due_on.isoformat()}


def test_the_plan_that_is_printed_tells_a_parent_the_number_to_ring_at_work():
    meeting = make_meeting()
    mother = mother_of(meeting)
    worker = meeting.conference.chair
    Person.objects.filter(pk=worker.pk).update(telephone="07700 900 321")
    worker.work_telephone = "01632 960 155"
    worker.save()
    decide(meeting, meeting.children[0])
    [plan] = packs_for(meeting, mother)
    hits = run_checks(plan.pk)
    plan.refresh_from_db()
    printed = " ".join(" ".join(pages_of(bytes_of(plan))).split())
    assert f"Social worker {worker.person.name} Telephone 01632 960 155" in printed
    assert "07700" not in printed
    assert hits == []


def test_words_not_cleared_for_a_person_are_absent_from_their_pack_and_named_as_left_out():
    meeting = make_meeting()
    mother = mother_of(meeting)
    item(meeting, ItemKind.DANGER_STATEMENT, "Wren may go hungry.", audience=[mother])
    secret = item(meeting, ItemKind.CONTINGENCY, "Police will come first.", audience=[])
    (pack,) = packs_for(meeting, mother)
    assert texts(pack) == ["Wren may go hungry."]
    assert [absent["what"] for absent in pack.left_out if absent["why"] == "not_cleared"] == [
        str(secret.passage.uuid)
    ]


def test_each_sibling_has_its_own_outcome_in_the_same_pack():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    mother = mother_of(meeting)
    for each in meeting.children:
        decide(meeting, each)
    (pack,) = packs_for(meeting, mother)
    decided = [
        s["heading"]["name"]
        for s in pack.content["sections"]
        if s["heading"]["key"] == "section.decision"
    ]
    assert decided == ["Wren", "Rafi"]


def test_what_is_about_one_sibling_stands_under_that_name():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    mother = mother_of(meeting)
    rafi = meeting.children[1].child
    item(meeting, ItemKind.SAFETY_GOAL, "Rafi sleeps well.", audience=[mother], about=[rafi.person])
    (pack,) = packs_for(meeting, mother)
    sections = pack.content["sections"]
    (at,) = [number for number, section in enumerate(sections) if section["items"]]
    assert sections[at]["heading"] == {"key": "section.safety_goal", "name": ""}
    assert sections[at - 1]["heading"] == {"key": "section.for_child", "name": "Rafi"}
    assert (sections[at - 1]["level"], sections[at]["level"]) == (2, 3)


def test_a_childs_page_has_no_worrying_words():
    meeting = make_meeting()
    wren = meeting.children[0].child.person
    item(meeting, ItemKind.DANGER_STATEMENT, "Wren may be hurt.", audience=[wren])
    item(meeting, ItemKind.SAFETY_GOAL, "Wren eats every day.", audience=[wren])
    make_passage(
        meeting.conference.record,
        "I like drawing.",
        heading="child_views",
        audience=[wren],
        about=[wren],
    )
    (pack,) = packs_for(meeting, wren)
    assert (pack.kind, texts(pack)) == (
        "child_page",
        ["I like drawing.", "Wren eats every day."],
    )


def test_a_child_of_whom_nothing_was_said_still_has_a_kind_page():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    wren, rafi = (each.child.person for each in meeting.children)
    wren.date_of_birth = TODAY() - dt.timedelta(days=14 * 366)
    wren.save()
    decide(meeting, meeting.children[0])
    packs = {pack.recipient.person_id: pack for pack in packs_for(meeting, wren, rafi)}
    said = {pk: wording(pack) for pk, pack in packs.items()}
    for each in (wren, rafi):
        assert {"child_page.why", "child_page.not_there", "child_page.no_words"} <= said[each.pk]
        assert {"child_page.ask", "child_page.advocate", "child_page.childline"} <= said[each.pk]
        assert packs[each.pk].content["sections"][-1]["style"] == "space"
    assert {"child_page.plan_made", "child_page.no_jobs"} <= said[wren.pk]
    assert "child_page.read_together" not in said[wren.pk]
    assert packs[wren.pk].content["opening"][0]["key"] == "opening.teenager"
    # Nothing was decided for him yet, and the harm has no name on anybody's own page.
    assert not {"child_page.plan_made", "child_page.no_jobs"} & said[rafi.pk]
    assert "category" not in str([pack.content for pack in packs.values()])


@pytest.mark.parametrize(
    ("code", "was_there"),
    [("PN0", False), *((f"PN{n}", n < 5) for n in range(1, 8)), ("", False)],
)
def test_a_child_who_was_heard_in_the_room_is_not_told_that_they_were_not_there(code, was_there):
    each = make_meeting().children[0]
    each.participation = code
    said = "child_page.not_there" in str(child_page(each).sections)
    assert said is not was_there


def test_a_child_on_the_list_of_who_came_was_there_whatever_the_code_says():
    meeting = make_meeting()
    [each] = meeting.children
    there = meeting.conference.participants.create(person=each.child.person, capacity="family")
    part = meeting.conference.parts.get()
    there.attendances.create(part=part, mode=AttendanceMode.IN_PERSON)
    assert "child_page.not_there" not in str(child_page(each).sections)


def test_who_was_not_there_and_who_works_with_the_family_read_other_words():
    meeting = make_meeting()
    worker = make_professional("Olwen Worker", agency=social_care()).person
    decide(meeting, meeting.children[0], lead_worker=worker)
    agree_action(meeting)
    mother, father = mother_of(meeting), make_person("Khalid Testwood")
    make_relationship(meeting.children[0].child, father, kind="father")
    asked = meeting.conference.participants.create(person=father, capacity=Capacity.FAMILY)
    part = meeting.conference.parts.get()
    asked.attendances.create(part=part, mode=AttendanceMode.EXCLUDED)
    nurse = make_professional("Hana Visitwell").person
    details = meeting.details(who_comes={asked.pk: False})
    close_conference(conference=meeting.conference, details=details, by=meeting.chair)
    said = {}
    for pack in packs_for(meeting, mother, father, nurse):
        key = pack.recipient.person, pack.kind
        said[key] = ({word["key"] for word in pack.content["opening"]}, set(headings(pack)))
    for person, opening in (
        (mother, "opening.outline_plan"),
        (father, "opening.outline_plan_absent"),
        (nurse, "opening.outline_plan_work"),
    ):
        assert said[person, "outline_plan"][0] == {opening}
    for person in (mother, father):
        assert said[person, "decision_letter"][0] == {"opening.decision_letter"}
        assert "section.your_worker" in said[person, "decision_letter"][1]
    assert said[nurse, "decision_letter"][0] == {"opening.decision_letter_work"}
    assert "section.your_worker" not in said[nurse, "decision_letter"][1]
    assert "section.your_lead" in said[nurse, "decision_letter"][1]


def workers_printed(document):
    """Each heading that is about a worker, or stands over one, and what is said there."""
    wanted = {"section.your_worker", "section.your_lead"}
    sections = [s for s in document.sections if s.heading.key in wanted]
    return [
        (s.heading.key, s.level, s.facts[0].label.key, s.facts[0].value, s.about) for s in sections
    ]


def test_one_worker_of_all_is_named_once_and_different_ones_say_whose_they_are():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    wren, rafi = meeting.children
    worker = make_professional("Olwen Worker", agency=social_care()).person
    nurse = make_professional("Hana Visitwell").person
    decide(meeting, wren, lead_worker=worker)
    other = decide(meeting, rafi, lead_worker=worker)
    social = ("section.your_worker", 2, "fact.lead_worker", "Olwen Worker", frozenset())
    assert workers_printed(decision_letter(meeting.conference)) == [social]
    other.lead_worker = nurse
    other.save()
    letter = decision_letter(meeting.conference)
    assert {row[2:] for row in workers_printed(letter)} == {
        ("fact.lead_worker", "Olwen Worker", frozenset({wren.child_id})),
        ("fact.lead_other", "Hana Visitwell", frozenset({rafi.child_id})),
    }
    assert {row[:2] for row in workers_printed(letter)} == {
        ("section.your_worker", 3),
        ("section.your_lead", 3),
    }
    over = [s.heading.name for s in letter.sections if s.heading.key == "section.for_child"]
    assert set(over) >= {"Wren", "Rafi"}


def wording(pack):
    return {word["key"] for section in pack.content["sections"] for word in section["wording"]}


def test_the_letter_comes_with_the_close_and_the_record_with_the_signature():
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    agree_action(meeting)
    packs_for(meeting, mother)
    kinds = lambda: [pack.kind for pack in packs_of(meeting.conference)]  # noqa: E731
    assert kinds() == ["outline_plan"]
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    assert sorted(kinds()) == ["decision_letter", "outline_plan"]
    sign_off_record(conference=meeting.conference, by=meeting.chair)
    assert sorted(kinds()) == ["decision_letter", "outline_plan", "summary_record"]


def test_words_under_any_heading_of_the_room_are_in_the_record_or_named_as_left_out():
    meeting = ready_meeting()
    mother = mother_of(meeting)
    words = [heading for heading in Heading if heading != Heading.PLAN]
    for heading in words:
        said_under(meeting, heading, heading.label, audience=[mother])
    secret = [said_under(meeting, heading, "Not for her.", audience=[]) for heading in words]
    record = record_for(meeting, mother)
    left_out = {each["what"] for each in record.left_out if each["why"] == "not_cleared"}
    assert texts(record) == [heading.label for heading in words]
    assert {str(passage.uuid) for passage in secret} <= left_out


def said_under(meeting, heading, text, *, audience):
    return make_passage(meeting.conference.record, text, heading=heading, audience=audience)


def record_for(meeting, person):
    """The record that this person is given, once it is signed."""
    packs_for(meeting, person)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    sign_off_record(conference=meeting.conference, by=meeting.chair)
    return Pack.objects.get(recipient__person=person, kind=PackKind.SUMMARY_RECORD)


@pytest.mark.parametrize(
    ("outcome", "consent_by", "instead"),
    [
        (ChildOutcome.CHILD_IN_NEED, "", "decision.child_in_need"),
        (ChildOutcome.CHILD_IN_NEED, "Joy Testwood", "decision.child_in_need_agreed"),
        (ChildOutcome.EARLY_HELP, "", "decision.early_help"),
        (ChildOutcome.EARLY_HELP, "Joy Testwood", "decision.early_help_agreed"),
        (ChildOutcome.NO_FURTHER_ACTION, "", "decision.no_more"),
    ],
)
def test_without_a_plan_the_letter_says_so_and_asks_nobody_who_has_agreed(
    outcome, consent_by, instead
):
    meeting = make_meeting()
    decide(meeting, meeting.children[0], outcome=outcome, category="", consent_by=consent_by)
    assert decided(meeting) == {"Wren": ["decision.no_plan", instead]}
    [section] = [
        each
        for each in decision_letter(meeting.conference).sections
        if each.heading.key == "section.decision"
    ]
    labels = [fact.label.key for fact in section.facts]
    assert labels[:2] == ["fact.decision", "fact.what_next"]


def test_the_letter_of_a_review_says_whose_plan_goes_on_whose_is_new_and_whose_has_ended():
    review = review_in_session(two_on_plans())
    bo = make_child("Bo Testwood", family=review.conference.family)
    review.conference.children.create(child=bo)
    wren, rafi, bo = review.conference.children.order_by("pk")
    decide(review, wren, **WITHOUT_PLAN)
    for each in (rafi, bo):
        decide(review, each)
    assert decided(review) == {
        "Wren": ["decision.plan_ended", "decision.no_more"],
        "Rafi": ["decision.plan_continues"],
        "Bo": ["decision.plan_made"],
    }
    pages = [str(child_page(each).sections) for each in (rafi, bo)]
    assert ["child_page.plan_continues" in page for page in pages] == [True, False]


@pytest.mark.parametrize(
    ("category", "constituents", "printed"),
    [
        ("NEG", [], ["category.NEG"]),
        ("MUL", ["EMO", "NEG"], ["category.NEG", "category.EMO"]),
        ("MUL", [], ["category.none"]),
    ],
)
def test_each_kind_of_harm_is_named_and_none_is_not_called_more_than_one(
    category, constituents, printed
):
    meeting = make_meeting()
    named = {"category": category, "constituent_categories": constituents}
    decide(meeting, meeting.children[0], **named)
    sections = decision_letter(meeting.conference).sections
    facts = [fact for section in sections for fact in section.facts]
    assert [fact.value.key for fact in facts if fact.label.key == "fact.category"] == printed


def test_that_none_was_chosen_is_a_whole_sentence_in_easy_read_too():
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0], category="MUL")
    form = choice(mother, layout=Layout.EASY_READ)
    [pack] = distribute(conference=meeting.conference, choices=[form], by=meeting.chair)
    html = pack_html(pack)
    assert "<p><strong>We did not choose one kind of harm.</strong></p>" in html
    assert "The kind of harm is" not in html


PHONE = {
    "en": "Phone us on {number} by {day}. You can still tell us later.",
    "pl": "Zadzwoń do nas pod numer {number} do {day}. Możesz nam też powiedzieć później.",
    "ur": "ہمیں {number} پر {day} تک فون کریں۔ آپ بعد میں بھی ہمیں بتا سکتے ہیں۔",
    "ar": "اتصل بنا على {number} حتى {day}. يمكنك أن تخبرنا بعد ذلك أيضا.",
}


@pytest.mark.parametrize("language", PHONE)
def test_who_does_not_agree_reads_whom_to_phone_and_until_when(language, settings):
    settings.OFFICE_TELEPHONE = "01632 960 177"
    make_local_setting("complaint", number=21, unit=Unit.DAYS)
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    form = choice(mother, language=language)
    [plan] = distribute(conference=meeting.conference, choices=[form], by=meeting.chair)
    day = TODAY() + dt.timedelta(days=21)
    sentence = PHONE[language].format(number="01632 960 177", day=say_date(day, language))
    html = re.sub(r"</?bdi[^>]*>", "", pack_html(plan))
    assert f"<p>{sentence}</p>" in html
    made = [document(meeting.conference) for document in (decision_letter, summary_record)]
    for document in made:
        assert document.sections[-1].wording[-1].on == day


def test_that_a_plan_has_ended_is_said_after_the_close_too():
    review, each, _ = review_of(ready_meeting())
    decide(review, each, **WITHOUT_PLAN)
    close_conference(conference=review.conference, details=review.details(), by=review.chair)
    assert decided(review) == {"Wren": ["decision.plan_ended", "decision.no_more"]}


def test_a_plan_that_the_conference_itself_made_is_new():
    meeting = ready_meeting()
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    assert decided(meeting) == {"Wren": ["decision.plan_made"]}


def decided(meeting):
    """What the letter says was decided for each child, by name."""
    return {
        section.heading.name: [
            fact.value.key
            for fact in section.facts
            if fact.label.key in {"fact.decision", "fact.what_next"}
        ]
        for section in decision_letter(meeting.conference).sections
        if section.heading.key == "section.decision"
    }


def test_what_one_parent_scored_in_a_part_of_their_own_is_not_in_the_others_record():
    meeting = make_meeting()
    mother_of(meeting)
    father = Participant.objects.create(
        conference=meeting.conference, person=make_person("Abel Parr"), capacity=Capacity.FAMILY
    )
    own = Part.objects.create(
        conference=meeting.conference, ordinal=2, name="With him", kind=PartKind.ONE_PARENT
    )
    Attendance.objects.create(part=own, participant=father, mode=AttendanceMode.IN_PERSON)
    for participant in meeting.conference.participants.filter(capacity=Capacity.FAMILY):
        SafetyScore.objects.create(participant=participant, score=3)
    facts = str(summary_record(meeting.conference).sections)
    assert "Joy Testwood" in facts
    assert "Abel Parr" not in facts


def test_what_is_scored_and_thought_of_one_child_reaches_only_who_belongs_to_that_child():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    mother = mother_of(meeting)
    wrens_father = make_person("Khalid Testwood")
    make_relationship(meeting.children[0].child, wrens_father, kind="father")
    nurse = meeting.conference.participants.filter(capacity=Capacity.AGENCY).last()
    SafetyScore.objects.create(participant=nurse, score=5)
    for each, score, stance in zip(
        meeting.children, (3, 7), (AgencyStance.PLAN, AgencyStance.NO_PLAN), strict=True
    ):
        SafetyScore.objects.create(participant=nurse, child=each, score=score)
        AgencyView.objects.create(participant=nurse, child=each, stance=stance)
        decide(meeting, each, chair_reason="The harm is recent.")
    agree_action(meeting)
    packs_for(meeting, mother, wrens_father)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    sign_off_record(conference=meeting.conference, by=meeting.chair)
    told = {
        pack.recipient.person: of_each_child(pack)
        for pack in packs_of(meeting.conference)
        if pack.kind == "summary_record"
    }
    of_all = ("section.safety_scale", "5")
    of_wren = [
        "Wren",
        ("section.safety_scale", "3"),
        ("section.agency_views", "Child protection plan"),
    ]
    of_rafi = [
        "Rafi",
        ("section.safety_scale", "7"),
        ("section.agency_views", "No child protection plan"),
    ]
    assert told == {mother: [of_all, *of_wren, *of_rafi], wrens_father: [of_all, *of_wren]}


def of_each_child(pack):
    """The names of the children, with what was scored and thought under each."""
    found = []
    for section in pack.content["sections"]:
        key = section["heading"]["key"]
        if key == "section.for_child":
            found.append(section["heading"]["name"])
        elif key in {"section.safety_scale", "section.agency_views"}:
            found += [(key, fact["value"]["text"]) for fact in section["facts"]]
    return found


def test_the_dates_set_at_the_close_are_in_the_plan():
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    agree_action(meeting)
    packs_for(meeting, mother)
    details = meeting.details()
    close_conference(conference=meeting.conference, details=details, by=meeting.chair)
    plan = next(p for p in packs_of(meeting.conference) if p.kind == "outline_plan")
    facts = {f["label"]["key"]: f["value"] for s in plan.content["sections"] for f in s["facts"]}
    assert facts["fact.review"] == {"on": details.next_review_on.isoformat()}
    assert "section.what_next" in headings(plan)


def test_a_child_without_a_protection_plan_is_told_of_no_core_group_and_no_siblings_worker():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    wren, rafi = meeting.children
    decide(meeting, wren)
    first_meeting = TODAY() + dt.timedelta(days=9)
    other_worker = make_professional("Olwen Elsewhere", agency=social_care()).person
    decide(
        meeting,
        rafi,
        outcome=ChildOutcome.CHILD_IN_NEED,
        category="",
        first_meeting_on=first_meeting,
        lead_worker=other_worker,
    )
    conference = meeting.conference
    conference.first_core_group_at = timezone.now()
    conference.next_review_on = TODAY() + dt.timedelta(days=60)
    conference.save()
    told = {each.pk: facts_of(child_page(each)) for each in meeting.children}
    assert told[rafi.pk]["fact.first_meeting"] == first_meeting
    assert told[rafi.pk].keys() & {"fact.child_core_group", "fact.child_review"} == set()
    assert told[wren.pk].keys() >= {"fact.child_core_group", "fact.child_review"}
    assert told[rafi.pk]["fact.lead_worker"] == "Olwen Elsewhere"
    assert told[wren.pk]["fact.lead_worker"] == conference.chair.person.name


def test_who_belongs_only_to_a_child_without_a_plan_gets_no_date_of_the_others():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood", "Bo Testwood")
    wren, rafi, bo = meeting.children
    for each in (wren, rafi):
        decide(meeting, each)
    decide(meeting, bo, outcome=ChildOutcome.CHILD_IN_NEED, category="")
    mother = mother_of(meeting)
    fathers = [make_person("Khalid Testwood"), make_person("Ned Parr")]
    for each, father in zip((wren, bo), fathers, strict=True):
        make_relationship(each.child, father, kind="father")
        Participant.objects.create(
            conference=meeting.conference, person=father, capacity=Capacity.FAMILY
        )
    agree_action(meeting)
    conference = meeting.conference
    conference.first_core_group_at = timezone.now()
    conference.next_review_on = TODAY() + dt.timedelta(days=60)
    conference.save()
    told = {}
    for person in (mother, *fathers):
        packs_for(meeting, person)
        (plan,) = [
            pack
            for pack in packs_of(conference)
            if pack.kind == "outline_plan" and pack.recipient.person_id == person.pk
        ]
        told[person] = [
            fact["label"]["key"]
            for section in plan.content["sections"]
            for fact in section["facts"]
        ].count("fact.review")
        assert headings(plan).count("section.what_next") == told[person]
    assert list(told.values()) == [2, 1, 0]


def facts_of(document):
    return {fact.label.key: fact.value for section in document.sections for fact in section.facts}
