"""Families and the children in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from people.domain.merge import kept_child
from people.enums import Disability, Ethnicity, Sex
from people.models import Child, Family, Person, Team
from reporting.enums import Severity
from reporting.imports.household import Batch, Household, Row, recall
from reporting.imports.keeping import Wanted, changed_here, create, keep
from reporting.imports.places import Places

FAMILIES = "ssd_family/family"
PERSON = "ssd_person/person"
OF_PERSON = {
    "family_name": "pers_surname",
    "given_names": "pers_forename",
    "date_of_birth": "pers_dob",
    "died_on": "pers_death_date",
}
OF_CHILD = {
    "sex": "pers_sex",
    "gender": "pers_gender",
    "ethnicity": "pers_ethnicity",
    "upn": "pers_upn",
    "upn_unknown": "pers_upn_unknown",
    "nhs_number": "pers_single_unique_id",
    "expected_on": "pers_expected_dob",
}
# What a row of these says of a person makes them a child worked with here.
ABOUT_A_CHILD = (
    "ssd_cin_episodes",
    "ssd_cin_assessments",
    "ssd_cin_plans",
    "ssd_s47_enquiry",
    "ssd_initial_cp_conference",
    "ssd_cp_plans",
)


def keep_relatives(batch: Batch, places: Places) -> None:
    """Find or make each family, then each child in it; those that are here are known already."""
    _say_merged(batch)
    _say_moved(batch)
    _leave_out_mothers(batch)
    _keep_families(batch, places)
    _keep_children(batch)


def know_children(batch: Batch) -> None:
    """Children that are here: imported before, or added here with the same local id. A duplicate
    that was merged away keeps its local id: what its rows say is of the child that is kept."""
    ids = {row.person for each in batch.households for rows in each.rows.values() for row in rows}
    found = Child.objects.filter(local_id__in=ids).select_related("person", "family")
    merged = {child.local_id for child in found if child.person.merged_into_id}
    known = {child.local_id: _kept(child) for child in found}
    for household in batch.households:
        people = {row.person for rows in household.rows.values() for row in rows}
        household.children = {pk: known[pk] for pk in sorted(people) if pk in known}
        household.merged = merged & people
        families = {child.family_id: child.family for child in household.children.values()}
        if families:
            household.family = families[min(families)]


def _kept(child: Child) -> Child:
    if not child.person.merged_into_id:
        return child
    return Child.objects.select_related("person", "family").get(pk=kept_child(child.pk))


def _say_merged(batch: Batch) -> None:
    message = (
        "The record of this id was merged into another here: these rows are brought to the one "
        "that is kept, but for names, details and homes."
    )
    for household in batch.standing():
        for person in sorted(household.merged):
            rows = (row for rows in household.rows.values() for row in rows if row.person == person)
            batch.note(Severity.NOTE, next(rows), message, value=person)


def _say_moved(batch: Batch) -> None:
    """Moved, adopted or given another identity: only a person can tell, and who may know."""
    for household, row in batch.rows("ssd_family"):
        there = f"family:{row.word('fami_family_id')}"
        if row.person in household.children and household.key not in (
            there,
            f"person:{row.person}",
        ):
            household.moved.add(row.person)
            message = (
                "The child is in another family there. Family, name and home are left as they are "
                "here: find out whether the child moved or was adopted, and change them here."
            )
            batch.note(Severity.CONFLICT, row, message, "fami_family_id", there[7:])


def _leave_out_mothers(batch: Batch) -> None:
    """A mother whom no row concerns as a child is not made one."""
    for household in batch.standing():
        about = {row.person for table in ABOUT_A_CHILD for row in household.rows.get(table, ())}
        rows = household.rows.get("ssd_person", [])
        for row in rows:
            is_out = row["pers_is_mother"] is True and row.person not in about
            if is_out and row.person not in household.children:
                message = "A mother, and no row concerns her as a child: not brought in."
                batch.note(Severity.NOTE, row, message, "pers_is_mother")
        household.rows["ssd_person"] = [
            row
            for row in rows
            if row["pers_is_mother"] is not True
            or row.person in about
            or row.person in household.children
        ]


def _keep_families(batch: Batch, places: Places) -> None:
    standing = batch.standing()
    recall(batch, FAMILIES, [each.key for each in standing])
    known = Family.objects.in_bulk(
        [pk for each in standing if (pk := batch.pk_of((FAMILIES, each.key), Family))]
    )
    new = []
    number = _last_number()
    for household in standing:
        pk = batch.pk_of((FAMILIES, household.key), Family)
        if pk and not _all_merged(household):
            household.family = known.get(pk)
        if household.family is None and household.rows.get("ssd_person"):
            number += 1
            household.family = _new(batch, household, places, number)
            new.append(household.family)
    create(Family, new)
    for household in standing:
        if household.family is not None and not _all_merged(household):
            batch.became((FAMILIES, household.key), household.family)
            batch.made_up[FAMILIES, household.key] = ""
    there = [each for each in standing if each.family not in new and not each.merged]
    _keep_teams(batch, there, places)


def _all_merged(household: Household) -> bool:
    """Then the family is that of the child who is kept."""
    return bool(household.merged) and household.merged == set(household.children)


def _last_number() -> int:
    last = Family.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for reference in Family.objects.filter(reference__gte=f"F{last:06}").values_list(
        "reference", flat=True
    ):
        if reference[1:].isdigit():
            last = max(last, int(reference[1:]))
    return last


def _new(batch: Batch, household: Household, places: Places, number: int) -> Family:
    people = household.rows["ssd_person"]
    surnames = Counter(row.word("pers_surname") for row in people)
    team = _team(household, places)
    if team is None:
        message = "No team is known for the family: figures by team and area leave it out."
        batch.note(Severity.GAP, people[0], message)
    return Family(
        name=surnames.most_common(1)[0][0],
        reference=f"F{number:06}",
        area=team.area if team else places.unknown,
        team=team,
    )


def _team(household: Household, places: Places) -> Team | None:
    """The team of the latest worker, else of the latest referral."""
    for table, column, start in (
        ("ssd_involvements", "invo_professional_team", "invo_involvement_start_date"),
        ("ssd_cin_episodes", "cine_referral_team", "cine_referral_date"),
        ("ssd_s47_enquiry", "s47e_s47_completed_by_team", "s47e_s47_start_date"),
    ):
        rows = [row for row in household.rows.get(table, ()) if places.team(row.word(column))]
        if rows:
            latest = max(rows, key=lambda row: (row.word(start), row.line))
            return places.team(latest.word(column))
    return None


def _keep_teams(batch: Batch, households: Iterable[Household], places: Places) -> None:
    """A family is handed over to another team there; one changed here stays where it is."""
    wanted = []
    for household in households:
        team = _team(household, places)
        if team is not None and household.family is not None:
            row = next(row for rows in household.rows.values() for row in rows)
            fields = {"team_id": team.pk, "area_id": team.area_id}
            key = (FAMILIES, household.key)
            wanted.append(Wanted(key, row, fields, pk=household.family.pk))
    keep(batch, Family, wanted)


def _keep_children(batch: Batch) -> None:
    rows = list(_told_of(batch))
    people = keep(batch, Person, [_person(batch, household, row) for household, row in rows])
    for household, row in rows:
        known = household.children.get(row.person)
        if known is not None and household.family and known.family_id != household.family.pk:
            message = "The child is in another family here: families are put together here."
            batch.note(Severity.CONFLICT, row, message, "fami_family_id", household.key)
    children = keep(
        batch,
        Child,
        [_child(household, row, people[PERSON, row.source_id], batch) for household, row in rows],
    )
    for household, row in rows:
        child = children[row.key]
        child.person = people[PERSON, row.source_id]
        household.children[row.person] = child


def _told_of(batch: Batch) -> Iterator[tuple[Household, Row]]:
    """Whose details the source may say: of a child merged here, the one that is kept has its own
    row; of one who is in another family there, nobody's. Only a death is never passed over."""
    for household, row in batch.rows("ssd_person"):
        if row.person not in household.merged | household.moved:
            yield household, row
        elif row["pers_death_date"] is not None:
            person = household.children[row.person].person
            if row.day("pers_death_date") != person.died_on:
                _leave_death(batch, row, person)


def _person(batch: Batch, household: Household, row: Row) -> Wanted:
    known = household.children.get(row.person)
    fields: dict[str, Any] = {
        "family_name": row.word("pers_surname"),
        "given_names": row.word("pers_forename") or ("" if row["pers_dob"] else "Baby"),
        "date_of_birth": row.day("pers_dob"),
        "died_on": row.day("pers_death_date"),
    }
    if known is not None and fields["died_on"] != known.person.died_on:
        _leave_death(batch, row, known.person)
        fields.pop("died_on")
    pk = known.pk if known else None
    return Wanted((PERSON, row.source_id), row, fields, columns=OF_PERSON, pk=pk)


def _leave_death(batch: Batch, row: Row, person: Person) -> None:
    """Letters and duties must stop with it, and somebody must know the family: never in bulk."""
    message = "A death is recorded here by a person, so that letters and duties stop at once."
    if person.died_on is not None:
        message = "Another day of death is recorded here: mend the one that is wrong."
    batch.note(Severity.CONFLICT, row, message, "pers_death_date", row["pers_death_date"])


def _child(household: Household, row: Row, person: Person, batch: Batch) -> Wanted:
    is_born = row["pers_dob"] is not None
    if not is_born and row.word("pers_sex") not in ("", Sex.UNKNOWN):
        message = "Sex is recorded at birth; before that it is not known (census 8750E)."
        batch.note(Severity.GAP, row, message, "pers_sex", row["pers_sex"])
    fields: dict[str, Any] = {
        "sex": (row.word("pers_sex") if is_born else "") or Sex.UNKNOWN,
        "gender": row.word("pers_gender"),
        "ethnicity": row.word("pers_ethnicity") or Ethnicity.NOBT,
        "upn": row.word("pers_upn"),
        "upn_unknown": "" if row.word("pers_upn") else row.word("pers_upn_unknown"),
        "expected_on": row.day("pers_expected_dob"),
    }
    number = _nhs_number(batch, row)
    if number:
        fields["nhs_number"] = number
    disabilities = _disabilities(household, row.person)
    if disabilities:
        fields["disabilities"] = disabilities
    known = household.children.get(row.person)
    if known is not None and _gets_another_number(known, row):
        # The census asks for the number before. One that the child has again is no former one.
        fields["former_upn"] = known.upn
    at_first = {"person": person, "family": household.family, "local_id": row.person}
    pk = known.pk if known else None
    return Wanted(row.key, row, fields, at_first, OF_CHILD, pk)


def _nhs_number(batch: Batch, row: Row) -> str:
    """None says nothing: one that is known here stays."""
    number = row.word("pers_single_unique_id")
    if number and row["pers_dob"] is None:
        message = "Before a birth this is somebody else’s number, perhaps the mother’s: left out."
        batch.note(Severity.GAP, row, message, "pers_single_unique_id", number)
        return ""
    return number


def _gets_another_number(known: Child, row: Row) -> bool:
    upn = row.word("pers_upn")
    return bool(known.upn and upn) and upn != known.upn and not changed_here(Child, [known.pk])


def _disabilities(household: Household, person: str) -> list[str]:
    """NONE beside a disability says nothing. In the order of the census."""
    rows = household.rows.get("ssd_disability", ())
    said = {row.word("disa_disability_code") for row in rows if row.person == person}
    if len(said) > 1:
        said.discard(Disability.NONE)
    return [code for code in Disability.values if code in said]
