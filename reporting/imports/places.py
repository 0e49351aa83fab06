"""Teams, areas and professionals: the same for every family, so they come first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from people.domain.staff import OWN_AGENCY
from people.enums import AgencyKind
from people.models import Agency, Area, Person, Professional, Team
from people.names import fold
from reporting.enums import Severity
from reporting.imports.household import Batch, Row
from reporting.imports.keeping import Wanted, keep
from reporting.models import ImportedRow

NOT_KNOWN = "Not known"
DEPARTMENTS, PROFESSIONALS = "ssd_department", "ssd_professionals"


class Places:
    """Which team a department's id or name means. A name that is here already is that place."""

    def __init__(self) -> None:
        self._areas = {fold(area.name): area for area in Area.objects.all()}
        self._teams = {fold(team.name): team for team in Team.objects.select_related("area")}
        self._by_id: dict[str, Team] = {}

    def team(self, said: str) -> Team | None:
        return self._by_id.get(said) or self._teams.get(fold(said)) if said else None

    def area(self, name: str) -> Area:
        folded = fold(name)
        if folded not in self._areas:
            self._areas[folded] = Area.objects.create(name=name)
        return self._areas[folded]

    @property
    def unknown(self) -> Area:
        return self.area(NOT_KNOWN)

    def forget(self, names: Iterable[str]) -> None:
        """What stands for several teams is the name of none: only their ids tell which."""
        for name in names:
            self._teams.pop(name, None)

    def learn(self, source_id: str, team: Team) -> None:
        self._by_id[source_id] = team

    def named(self, name: str) -> Team | None:
        return self._teams.get(fold(name))

    def make(self, name: str, area: Area) -> Team:
        folded = fold(name)
        if folded not in self._teams:
            self._teams[folded] = Team.objects.create(name=name, area=area)
        return self._teams[folded]


def keep_departments(batch: Batch, rows: Iterable[Row], places: Places) -> None:
    """A department that is only the parent of others is an area; any other is a team."""
    listed = list(rows)
    names = {row.source_id: row.word("dept_team_name") for row in listed}
    parents = {row.source_id: _parent(row, names) for row in listed}
    above = {row.word("dept_team_parent_id") for row in listed}
    areas = {each for each, parent in parents.items() if not parent and each in above}
    shared = _shared((row for row in listed if row.source_id not in areas), parents)
    for row in listed:
        name = parents[row.source_id]
        if row.source_id in areas:
            batch.became(row.key, places.area(names[row.source_id]))
            continue
        if not name:
            message = f"No parent is named, so its area is “{NOT_KNOWN}”: figures by area need it."
            batch.note(Severity.GAP, row, message, "dept_team_parent_name")
        known = batch.pk_of(row.key, Team)
        team = Team.objects.filter(pk=known).select_related("area").first() if known else None
        if team is None:
            team = _team(batch, row, places, places.area(name or NOT_KNOWN), shared)
        if name and fold(team.area.name) != fold(name):
            message = f"The team is in {team.area} here: move it here, if it is so."
            batch.note(Severity.CONFLICT, row, message, "dept_team_parent_name", name)
        places.learn(row.source_id, team)
        batch.became(row.key, team)
    places.forget(shared)


def _parent(row: Row, names: dict[str, str]) -> str:
    return row.word("dept_team_parent_name") or names.get(row.word("dept_team_parent_id"), "")


def _shared(teams: Iterable[Row], parents: dict[str, str]) -> set[str]:
    """The names, folded, that stand under several parents."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in teams:
        found[fold(row.word("dept_team_name"))].add(fold(parents[row.source_id]))
    return {name for name, above in found.items() if len(above) > 1}


def _team(batch: Batch, row: Row, places: Places, area: Area, shared: set[str]) -> Team:
    """That of its name; one of its own where another department has the name in another area."""
    name = row.word("dept_team_name")
    known = places.named(name)
    if known is None or known.area == area:
        return places.make(name, area)
    if fold(name) not in shared and not _is_anothers(known, row):
        return known
    own = f"{name[:57]} ({area.name[:40]})"  # a team's name has room for 100 letters
    message = f"Another team has this name, so it is called “{own}” here."
    batch.note(Severity.NOTE, row, message, "dept_team_name", name)
    return places.make(own, area)


def _is_anothers(team: Team, row: Row) -> bool:
    """An earlier delivery brought it, by another id."""
    known = ImportedRow.objects.filter(table=DEPARTMENTS, target=f"people.team:{team.pk}")
    return known.exclude(source_id=row.source_id).exists()


def keep_professionals(batch: Batch, rows: Iterable[Row], places: Places) -> None:
    """New ones are added without a sign-in. Whoever has one is kept here, by a manager."""
    agency, _ = Agency.objects.get_or_create(
        name=OWN_AGENCY, defaults={"kind": AgencyKind.SOCIAL_CARE}
    )
    with_sign_in = set(Professional.objects.exclude(user=None).values_list("pk", flat=True))
    listed = [row for row in rows if batch.pk_of(row.key, Professional) not in with_sign_in]
    people = keep(batch, Person, list(_people(batch, listed)))
    keep(
        batch,
        Professional,
        [
            Wanted(
                row.key,
                row,
                {
                    "job_title": row.word("prof_professional_job_title") or "Social worker",
                    "team_id": getattr(
                        places.team(row.word("prof_professional_department")), "pk", None
                    ),
                },
                {
                    "person": people[f"{PROFESSIONALS}/person", row.source_id],
                    "agency": agency,
                },
            )
            for row in listed
        ],
    )


def _people(batch: Batch, rows: Iterable[Row]) -> Iterator[Wanted]:
    for row in rows:
        given, family = split_name(row.word("prof_professional_name"))
        yield Wanted(
            (f"{PROFESSIONALS}/person", row.source_id),
            row,
            {"given_names": given, "family_name": family},
            columns=dict.fromkeys(("given_names", "family_name"), "prof_professional_name"),
            pk=batch.pk_of(row.key, Professional),
        )


def split_name(name: str) -> tuple[str, str]:
    """ "Fenwright, Ada" and "Ada Fenwright" are the same."""
    if "," in name:
        family, _, given = name.partition(",")
        return given.strip()[:100], family.strip()[:100]
    given, _, family = name.rpartition(" ")
    return given[:100], family[:100]
