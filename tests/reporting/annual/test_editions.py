"""A small number of one child is in no public file, and cannot be had from them."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from audit.enums import Action
from audit.models import Event
from people.enums import Role
from reporting.annual.as_json import as_json
from reporting.annual.as_xlsx import as_xlsx
from reporting.annual.content import Content
from reporting.annual.domain import commenting
from reporting.annual.domain.assembling import assemble
from reporting.annual.domain.drawing import draw_edition, hand_out
from reporting.annual.domain.earlier import hidden_in
from reporting.annual.domain.freezing import content_of, freeze_year, revisions_of
from reporting.annual.domain.identities import counted_alike
from reporting.annual.files import FILES
from reporting.annual.hiding import hidden_keys, numbers_of, numbers_said, public
from reporting.annual.pictures import picture_of
from reporting.domain.suppression import worked_out
from reporting.enums import FactKind
from reporting.models import AnnualEdition, AnnualFile, Fact
from reporting.period import year_of
from tests.factories.people import make_area, make_child, make_staff
from tests.factories.reporting import make_fact
from tests.reporting.annual.history import LAST, day, make_initials, make_plans
from tests.reporting.domain.test_suppression import gives_away, reader

pytestmark = pytest.mark.django_db
YEAR = year_of(LAST)
KEPT = {"headlines", "plans", "icpc", "categories", "did"}
SMALL = {"1", "2", "3", "4", "5"}
NOT_KNOWN = "icpc_children|2025/26|||n-icpc_no_plan|2025/26|||d"  # whose outcome nobody recorded

MOVED_HERE = [(50, None), (110, None), (170, None)]
BOOKED = {("minuted", "d"), ("moves_per_100", "d")}  # conferences held in a booked room


@pytest.fixture(autouse=True)
def only_made_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """They have no records behind them, by which a refresh would close them."""
    for room in ("freezing", "exporting"):
        monkeypatch.setattr(f"reporting.annual.domain.{room}.refresh_changed", lambda: None)


def make_history() -> None:
    """Forty plans of which 3 are in the last category, and a month with 2 late conferences."""
    long = [(-30 - number * 7, None if number % 3 else 20 + number * 8) for number in range(33)]
    make_plans([*long, *((40 + 9 * number, None) for number in range(20))])
    make_initials([(8, 2), (9, 0), (7, 6), *[(8, 0)] * 9])
    for number in range(2):  # of a category that nobody recorded, and in the year before only
        make_fact(FactKind.PLAN, day(-90), until=day(-60), codes=["", ""], plan=f"old:{number}")


@pytest.fixture
def whole() -> Content:
    make_history()
    said = {"plans": "Only two plans were very long.", "icpc": "In June 7 of 1,300 were on time."}
    return assemble(YEAR, commentary=said)


@pytest.fixture
def full(whole: Content) -> Content:
    """The sections that make_history fills, to be drawn quickly."""
    content = whole
    kept = tuple(section for section in content.sections if section.code in KEPT)
    return replace(content, sections=kept)


def test_the_public_edition_hides_small_numbers_in_every_file(full: Content) -> None:
    shown = public(full, hidden_keys(full))
    hidden = {line.key("") for line in shown.lines if line.is_hidden}
    assert "icpc_in_time|2025-04|||" in hidden
    assert "icpc_late|2025/26|||" not in hidden, "8 were late in the year"
    assert "plans_started|2024/25|category_initial||" in hidden, "2 a year ago"

    printed = [number for line in shown.lines for number in (line.numerator, line.denominator)]
    assert not set(printed) & {1, 2, 3, 4, 5}
    assert set(_figures(as_json(full))) & {1, 2, 3, 4, 5}, "the full edition says them"
    assert not set(_figures(as_json(shown))) & {1, 2, 3, 4, 5}
    assert set(_cells(as_xlsx(full))) & SMALL
    assert not set(_cells(as_xlsx(shown))) & SMALL

    made = {kind: make(shown) for kind, (_, make) in FILES.items()}
    april = r"April 2025\s+c\b"
    assert re.search(april, _text_of_pdf(made["pdf"]))
    assert re.search(april, _text_of_docx(made["docx"]))
    assert made["docx"] == FILES["docx"][1](shown), "the same content gives the same bytes"
    assert set(_cells_of_docx(FILES["docx"][1](full))) & SMALL
    assert not set(_cells_of_docx(made["docx"])) & SMALL
    assert _drawn_values(full) & SMALL
    assert not _drawn_values(shown) & SMALL
    of_hidden = [
        (line.label, drawn.words)
        for block in shown.blocks
        for line in (*block.months, *(line for each in block.parts for line in each.lines))
        if line.is_hidden and (drawn := picture_of(block))
    ]
    assert "April 2025" in {label for label, _ in of_hidden}
    for label, words in of_hidden:
        assert f" {label}." not in words
        assert f"in {label}" not in words

    assert numbers_said(full, hidden_keys(full)) == [
        ("Children on a plan", "Only two plans were very long."),
        ("Initial conferences on time", "In June 7 of 1,300 were on time."),  # June hides April
    ]


def _drawn_values(content: Content) -> set[str]:
    drawn = [each for each in map(picture_of, content.blocks) if each]
    specs = json.dumps([each.spec for each in drawn])
    return set(re.findall(r'"value": (\d+)(?:\.0)?\b', specs))


def _figures(data: bytes) -> Iterator[int | None]:
    for row in json.loads(data)["figures"]:
        yield from (row["numerator"], row["denominator"], row["value"])


def _cells(data: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book["Figures"].iter_rows(values_only=True):
        yield from map(str, row)


def _text_of_pdf(data: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


def _xml_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read("word/document.xml").decode()


def _cells_of_docx(data: bytes) -> list[str]:
    return re.findall(r"<w:t[^>]*>([^<]*)</w:t>", _xml_of_docx(data))


def _text_of_docx(data: bytes) -> str:
    return " ".join(_cells_of_docx(data))


def test_nothing_hidden_can_be_worked_out_again(whole: Content) -> None:
    numbers, hidden = numbers_of(whole), hidden_keys(whole)
    small = {key for key in numbers.values if numbers.is_small(key)}
    assert len(small) > 10
    assert not worked_out(numbers, hidden) & {*small, *hidden}
    assert not gives_away(numbers, hidden)
    assert hidden - small
    for key in hidden - small:
        assert gives_away(numbers, hidden - {key}), key
    for key in sorted(small)[::7]:
        least, most = reader(numbers, hidden, key)
        assert least < most, key

    # What follows from the meaning of the measures is no secret either.
    ties = {(each.total, each.parts) for several in numbers.of.values() for each in several}
    assert ties >= {
        ("plans_open|2025/26|||n", ("plans_open|2026-03|||n",)),
        ("plans_open|2025/26|||n", ("plans_rate|2025/26|||n",)),
        ("icpc_in_time|2025/26|||n", ("icpc_days|2025/26|band|11-15|n",)),
        ("icpc_children|2025/26|||n", ("icpc_no_plan|2025/26|||d", NOT_KNOWN)),
        ("plans_started|2024/25|||n", ("plans_repeat|2024/25|||d",)),
    }
    assert any(set(several) == BOOKED for several in counted_alike())

    # What an earlier edition hid stays hidden, even if it is not small any more.
    later = public(whole, hidden_keys(whole, already={"plans_started|2025/26|||n"}))
    found = {line.key(""): line for line in later.lines}
    assert found["plans_started|2025/26|||"].words == "c"


def test_the_few_who_moved_here_on_a_plan_do_not_follow_from_all_who_started_one() -> None:
    """Plans started are those made at initial conferences, and those of children who moved here."""
    make_initials([(8, 0)] * 12)
    Fact.objects.update(flags=["plan"])
    make_plans([*((30 * month + 14, None) for month in range(12) for _ in range(8)), *MOVED_HERE])
    for start, _ in MOVED_HERE:
        make_fact(FactKind.INITIAL, day(start), code="transfer_in", codes=["plan", "", ""])
    content = assemble(YEAR)
    numbers, hidden = numbers_of(content), hidden_keys(content)
    started, made = "plans_started|2025/26|||n", "icpc_no_plan|2025/26|||"
    assert (numbers.values[started], numbers.values[f"{made}d"]) == (99, 96)
    assert numbers.values["transfers_in|2025/26|||n"] == 3
    assert hidden & {started, f"{made}n", f"{made}d"}


def made(number: int, kind: FactKind, **fields: Any) -> None:
    """So many facts in the year, each about a conference of its own."""
    for _ in range(number):
        about = f"conference:{Fact.objects.count()}"
        make_fact(kind, day(Fact.objects.count() % 300), meeting=about, **fields)


def shown_in_public() -> dict[str, int]:
    content = assemble(YEAR)
    return dict(_printed_in(public(content, hidden_keys(content))))


@pytest.mark.parametrize(
    ("diverted", "waiting", "proceed", "between"),
    [
        ((20, 8), 0, 3, {"consultations|2025/26|||n", "diversions|2025/26|||n"}),
        ((20, 3), 0, 8, {"diversions|2025/26|||n", "consultations|2025/26|advice|child_in_need|n"}),
        (
            (20, 8),
            2,  # more are advised than stand
            9,
            {
                "diversions|2025/26|||n",
                "consultations|2025/26|advice|child_in_need|n",
                "consultations|2025/26|advice|early_help|n",
            },
        ),
    ],
)
def test_families_diverted_and_what_was_advised_give_no_few_away(
    diverted: tuple[int, int], waiting: int, proceed: int, between: set[str]
) -> None:
    """Less the diversions, the consultations are those that proceed or wait."""
    for number, code in zip(diverted, ("child_in_need", "early_help"), strict=True):
        made(number, FactKind.CONSULTATION, code=code, flags=["diversion"])
    made(waiting, FactKind.CONSULTATION, code="early_help")
    made(proceed, FactKind.CONSULTATION, code="proceed")
    shown = shown_in_public()
    assert len(shown) > 2
    assert not between <= shown.keys()


def test_reviews_held_here_do_not_tell_how_few_conferences_were_of_another_type() -> None:
    """40 initial, 30 review and 3 transfer-in conferences: 73 less 40 less the 30 of the moves."""
    made(40, FactKind.INITIAL, code="initial")
    made(30, FactKind.REVIEW, origin="here")
    made(3, FactKind.INITIAL, code="transfer_in")
    between = {
        "conferences_held|2025/26|||n",
        "conferences_held|2025/26|type|initial|n",
        "reviews_moved|2025/26|||d",
    }
    assert not between <= shown_in_public().keys()


def test_of_two_figures_that_count_some_of_the_same_the_few_between_are_not_told() -> None:
    """48 of 50 says 2, wherever the two numbers stand."""
    made(9, FactKind.INITIAL, code="initial")
    made(7, FactKind.SESSION, code="conference", flags=["minuted"])
    made(39, FactKind.DUTY, code="plan_out", flags=["in_time", "same_day"])
    made(3, FactKind.DUTY, code="plan_out", flags=["in_time"])
    made(8, FactKind.DUTY, code="plan_out", flags=["late"])
    made(38, FactKind.ADVOCACY, flags=["agreed", "attended"])
    made(2, FactKind.ADVOCACY, flags=["agreed"])
    made(20, FactKind.ADVOCACY)
    shown = shown_in_public().keys()
    for pair in (
        {"conferences_held|2025/26|||n", "minuted|2025/26|||d"},
        {"plan_out_in_time|2025/26|||n", "plan_at_meeting|2025/26|||n"},
        {"advocacy_agreed|2025/26|||n", "advocacy_attended|2025/26|||n"},
    ):
        assert shown & pair, pair
        assert not pair <= shown, pair


def test_where_more_advocates_came_than_parents_agree_still_nothing_lies_between() -> None:
    made(38, FactKind.ADVOCACY, flags=["agreed", "attended"])
    made(2, FactKind.ADVOCACY, flags=["attended"])
    made(20, FactKind.ADVOCACY)
    pair = {"advocacy_agreed|2025/26|||n", "advocacy_attended|2025/26|||n"}
    assert pair <= shown_in_public().keys()


def test_a_median_that_changed_is_listed_though_as_many_were_counted() -> None:
    make_initials([(3, 0)])
    edition = freeze_year(year=YEAR, area=None, by=make_staff(Role.HEAD_OF_SERVICE))
    assert list(revisions_of(edition)) == []
    Fact.objects.update(days=14)
    revised = {each.name: (each.frozen.words, each.now.words) for each in revisions_of(edition)}
    assert revised == {"Working days to the initial conference": ("12", "14")}


def test_a_share_that_was_rounded_otherwise_when_it_was_frozen_is_no_revision() -> None:
    """One of sixteen was printed as 6.2%, and is 6.3% with the half rounded up."""
    make_initials([(1, 15)])
    edition = freeze_year(year=YEAR, area=None, by=make_staff(Role.HEAD_OF_SERVICE))
    printed = json.dumps(edition.content)
    assert '"value": "6.3"' in printed
    before = printed.replace('"value": "6.3"', '"value": "6.2"').replace("6.3%", "6.2%")
    edition.content = json.loads(before)
    assert list(revisions_of(edition)) == []


def test_one_month_is_not_hidden_where_all_months_added_up_are_told() -> None:
    """A rate per 100 child-months says how many children were on a plan at the end of each month,
    added up. One of them hidden by itself could be worked out, and with it who left a plan."""
    ended = [(-390, 70)] * 4 + [(-390, 100)] * 4 + [(-390, 200)] * 8  # in June, July and October
    make_plans([*[(-400, None)] * 30, *ended])
    for number in range(12):
        make_fact(FactKind.CONCERN, day(number * 20), code="visits")
    content = assemble(YEAR)
    numbers, hidden = numbers_of(content), hidden_keys(content)
    assert {"plans_ended|2025-06|||n", "plans_ended|2025-07|||n"} <= hidden
    months = [f"plans_open|{month.code}|||n" for month in YEAR.months()]
    added_up = "concerns_rate|2025/26|||d"
    assert numbers.values[added_up] == sum(numbers.values[month] for month in months)
    assert len(hidden & {added_up, *months}) > 1


def at_noon(on: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, dt.time(12)))


def test_a_rate_that_leaves_out_the_month_that_runs_is_not_tied_to_the_count_that_has_it() -> None:
    """A draft of a year that runs: of 19 concerns 12 are in April, and who has both has May's 7."""
    make_plans([(-400, None)] * 30)
    for number in [*range(12), *range(30, 37)]:
        make_fact(FactKind.CONCERN, day(number), code="visits")
    numbers = numbers_of(assemble(YEAR, known_on=at_noon(day(49))))
    count, rate = "concerns|2025/26|||n", "concerns_rate|2025/26|||n"
    assert (numbers.values[count], numbers.values[rate]) == (19, 12)
    assert {each.parts for each in numbers.of[rate]} >= {(rate, f"{count}-{rate}")}
    assert (rate,) not in {each.parts for each in numbers.of[rate]}
    assert numbers.values[f"{count}-{rate}"] == 7


def test_a_frozen_year_gives_the_same_bytes_and_lists_what_changed_since() -> None:
    make_history()
    head, worker = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.SOCIAL_WORKER)
    before = YEAR.before()
    seen = {"section": "next", "area": None, "by": head}
    commenting.write_commentary(year=before, text="Shorter plans", seen=None, **seen)
    with pytest.raises(NotAllowed):
        freeze_year(year=YEAR, area=None, by=worker)
    with pytest.raises(WrongState, match="has not ended"):
        freeze_year(year=year_of(timezone.localdate()), area=None, by=head)
    edition = freeze_year(year=YEAR, area=None, by=head)
    first = as_json(content_of(edition, is_public=False))
    assert list(revisions_of(edition)) == []
    did = {section.code: section for section in content_of(edition, is_public=False).sections}
    assert did["did"].said_before == "Shorter plans"

    make_plans([(100, None)] * 6)
    again = AnnualEdition.objects.get(pk=edition.pk)
    assert as_json(content_of(again, is_public=False)) == first
    changed = {
        each.name: (each.frozen.numerator, each.now.numerator) for each in revisions_of(again)
    }
    assert changed["Plans started"] == (20, 26)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        AnnualEdition.objects.filter(pk=edition.pk).update(number=9)
    # What is hidden is kept with it: hidden otherwise tomorrow, two files would be compared.
    assert edition.hidden == sorted(hidden_keys(content_of(edition, is_public=False)))
    with pytest.MonkeyPatch.context() as another:
        another.setattr("reporting.annual.hiding.suppress", lambda *args, **more: frozenset())
        assert b'"note": "c"' in as_json(content_of(again, is_public=True))
    second = freeze_year(year=YEAR, area=None, by=head)
    assert (second.number, second.content["edition"]) == (2, 2)

    # The next year says how this one's stock came to be another than was printed.
    printed = content_of(second, is_public=False).measures[0].now.numerator
    now, child = timezone.now(), make_child()
    for number in range(2):
        make_fact(
            FactKind.PLAN, day(50 + number), child=child, known_from=now, plan=f"late:{number}"
        )
    Fact.objects.filter(pk=Fact.objects.filter(until=None)[0].pk).update(known_until=now)
    next_year = assemble(year_of(day(400)))
    found = {each.code: each for each in next_year.checks}["printed"]
    assert (found.words, found.verdict) == (f"{printed} + 2 − 1 = {printed + 1}", "Adds up")
    in_public = public(next_year, hidden_keys(next_year))
    hidden = {each.code: each for each in in_public.checks}["printed"]
    assert hidden.words.startswith(f"{printed} + c − c = ")
    assert content_of(second, is_public=False).known_on == f"{timezone.localdate():%Y-%m-%d}"


@pytest.mark.parametrize(
    ("ended", "late", "words"), [(3, 0, "17 + 0 − 0 = 17"), (9, 2, "23 + c − c = 25")]
)
def test_the_reports_of_two_years_side_by_side_give_no_small_number_away(
    ended: int, late: int, words: str
) -> None:
    """What last year's said cannot be unsaid: hidden in this year's, it would hide nothing."""
    child = make_child()
    long, new = [(-400 - number, None) for number in range(14)], [(n * 30, None) for n in range(12)]
    make_plans([*long, *new, *((-500, 40 * number + 9) for number in range(ended))], child)
    head = make_staff(Role.HEAD_OF_SERVICE)
    first = freeze_year(year=YEAR.before(), area=None, by=head)
    now = timezone.now()
    for number in range(late):
        like = {"code": "NEG", "codes": ["NEG", ""], "sex": "F", "plan": f"late:{number}"}
        make_fact(FactKind.PLAN, day(-400), child=child, known_from=now, **like)
    second = freeze_year(year=YEAR, area=None, by=head)

    said = dict(_printed_in(content_of(first, is_public=True)))
    numbers, hidden = numbers_of(content_of(second, is_public=False)), hidden_in(second)
    known = {key for key, number in said.items() if numbers.values.get(key) == number}
    assert len(known) > 20
    assert not known & hidden
    assert not {key for key in worked_out(numbers, hidden) if numbers.is_small(key)}
    checks = {each.code: each for each in content_of(second, is_public=True).checks}
    assert checks["printed"].words == words


def _printed_in(content: Content) -> Iterator[tuple[str, int]]:
    for line in content.lines:
        for which, number in (("n", line.numerator), ("d", line.denominator)):
            if number is not None:
                yield line.key(which), int(number)


def test_files_are_drawn_once_and_handed_out_with_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = {kind: FILES[kind] for kind in ("json", "xlsx")}
    monkeypatch.setattr("reporting.annual.domain.drawing.FILES", quick)
    make_plans([(0, None)] * 3)
    head, chair = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.PRINCIPAL_OFFICER)
    edition = freeze_year(year=YEAR, area=None, by=head)
    whole, open_to_all = edition.drawings.order_by("is_public")
    with pytest.raises(WrongState, match="not been drawn"):
        hand_out(drawing=open_to_all, kind="json", by=head)
    assert draw_edition(open_to_all.pk)
    assert not draw_edition(open_to_all.pk)
    assert draw_edition(whole.pk)
    assert AnnualFile.objects.count() == 4
    with pytest.raises(NotAllowed):
        hand_out(drawing=open_to_all, kind="json", by=chair)
    assert b'"edition": "public"' in hand_out(drawing=open_to_all, kind="json", by=head)
    assert b'"edition": "full"' in hand_out(drawing=whole, kind="json", by=chair)
    exported = Event.objects.filter(action=Action.EXPORTED).order_by("pk")
    assert [event.verb for event in exported] == [
        "reporting.annual.public",
        "reporting.annual.full",
    ]


def test_an_area_is_not_published_because_two_editions_would_give_a_small_number_away(
    tmp_path: Path,
) -> None:
    head, area = make_staff(Role.HEAD_OF_SERVICE), make_area()
    edition = freeze_year(year=YEAR, area=area, by=head)
    assert [each.is_public for each in edition.drawings.all()] == [False]
    with pytest.raises(CommandError, match="no public edition"):
        call_command(
            "annual_report", year="2025-26", area=area.name, edition="public", out=tmp_path / "a"
        )
    assert not (tmp_path / "a").exists()


def test_a_box_keeps_both_wordings_when_two_write_it() -> None:
    head, officer = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.DATA_OFFICER)
    box = {"year": YEAR, "area": None, "section": "plans"}
    mine = commenting.write_commentary(**box, text="Mine", seen=None, by=head)
    with pytest.raises(commenting.WrittenMeanwhile) as caught:
        commenting.write_commentary(**box, text="Theirs", seen=None, by=officer)
    assert caught.value.newest == mine
    commenting.write_commentary(**box, text="Both", seen=mine.pk, by=officer)
    assert [row.text for row in commenting.wordings_of(YEAR, None, "plans")] == ["Both", "Mine"]
    with pytest.raises(NotAllowed):
        commenting.write_commentary(**box, text="", seen=None, by=make_staff(Role.BUSINESS_SUPPORT))


def test_the_command_writes_the_same_files_again_and_refuses_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = {kind: FILES[kind] for kind in ("json", "xlsx")}
    monkeypatch.setattr("reporting.annual.domain.exporting.FILES", quick)
    make_plans([(0, None), (10, 40)])
    made = []
    for folder in ("one", "two"):
        call_command("annual_report", year="2025-26", out=tmp_path / folder)
        made.append([path.read_bytes() for path in sorted((tmp_path / folder).iterdir())])
    assert made[0] == made[1]
    assert len(made[0]) == 2
    told = capsys.readouterr().out
    assert "full edition, a draft: not frozen" in told
    assert "annual_report.json, " in told
    assert json.loads(made[0][0])["edition"] == "full"
    assert (tmp_path / "one" / "annual_report.json").stat().st_mode & 0o077 == 0
    row = json.loads(made[0][0])["figures"][0]
    assert list(row)[:8] == [
        "measure", "code", "period", "area", "by", "part", "numerator", "denominator",
    ]  # fmt: skip
    with pytest.raises(CommandError, match="is not a year"):
        call_command("annual_report", year="2025", out=tmp_path)
    with pytest.raises(CommandError, match="no area “Atlantis”"):
        call_command("annual_report", year="2025-26", area="Atlantis", out=tmp_path)


def test_the_command_publishes_what_was_frozen_alone_and_says_what_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a file of a draft hides is kept nowhere: the next could print it."""
    monkeypatch.setattr("reporting.annual.domain.exporting.FILES", {"json": FILES["json"]})
    make_history()
    head = make_staff(Role.HEAD_OF_SERVICE)
    seen = {"year": YEAR, "area": None, "section": "plans", "seen": None, "by": head}
    commenting.write_commentary(**seen, text="Only two plans were very long.")
    asked = {"year": "2025-26", "edition": "public"}
    with pytest.raises(CommandError, match=r"is not frozen, .* freeze it .* --edition full"):
        call_command("annual_report", **asked, out=tmp_path / "draft")
    assert not (tmp_path / "draft").exists()
    assert not Event.objects.filter(action=Action.EXPORTED).exists()

    edition = freeze_year(year=YEAR, area=None, by=head)
    make_plans([(100, None)] * 6)
    capsys.readouterr()
    call_command("annual_report", **asked, out=tmp_path / "frozen")
    title, look, number, file, *_ = capsys.readouterr().out.splitlines()
    assert title.endswith("public edition, frozen as edition 1")
    assert "Look at each before the files leave the building" in look
    assert number == "  Children on a plan: “Only two plans were very long.”"
    assert "annual_report.json, " in file
    written = (tmp_path / "frozen" / "annual_report.json").read_bytes()
    assert written == as_json(content_of(edition, is_public=True))
    # In the service nobody need look.
    call_command("annual_report", year="2025-26", out=tmp_path / "full")
    assert "Look at each" not in capsys.readouterr().out
