"""Made-up families: who is in them, as plain values, the same for the same seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from people.enums import Disability, Ethnicity, RelationshipKind, Sex
from rehearsal import names

LANGUAGES = (("English", 12), ("Polish", 2), ("Urdu", 2), ("Arabic", 2), ("Romanian", 1))
GREW_UP = 24  # the number of that family, counted from 1
SINCE_EIGHTEEN = dt.timedelta(days=60)
ANY_DAY_NOW = 4  # the place of the first family that expects a baby
CAME = frozenset({23, 50, 77})  # the numbers of those whose baby was expected in the past
ETHNICITIES = tuple(code for code in Ethnicity if code not in {Ethnicity.REFU})


@dataclass(frozen=True)
class MadeUpChild:
    given_names: str
    sex: str
    date_of_birth: dt.date | None
    expected_on: dt.date | None = None
    birth_order: int | None = None
    ethnicity: str = Ethnicity.NOBT
    disabilities: tuple[str, ...] = ()
    has_nhs_number: bool = True


@dataclass(frozen=True)
class MadeUpAdult:
    given_names: str
    family_name: str
    kind: str
    lives_with: bool
    parental_responsibility: bool
    poses_risk: bool = False
    protected: bool = False


@dataclass(frozen=True)
class MadeUpFamily:
    name: str
    area: str
    address: str
    postcode: str
    language: str
    is_restricted: bool
    children: tuple[MadeUpChild, ...]
    adults: tuple[MadeUpAdult, ...] = field(default=())


def families(*, children: int, seed: int, today: dt.date, years: int = 1) -> Iterator[MadeUpFamily]:
    """Families with `children` children between them, in a repeatable order. Where their past is
    `years` long, one child has grown up in it and some babies were expected in it."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    made = 0
    number = 0
    while made < children:
        family = _family(chance, number, min(children - made, 4), today)
        made += len(family.children)
        number += 1
        yield _in_past_years(family, number, today) if years > 1 else family


def _in_past_years(family: MadeUpFamily, number: int, today: dt.date) -> MadeUpFamily:
    if number == GREW_UP:
        return _with_somebody_grown_up(family, today)
    return _with_a_baby_expected_before(family, today) if number in CAME else family


def _with_somebody_grown_up(family: MadeUpFamily, today: dt.date) -> MadeUpFamily:
    oldest, *others = family.children
    born = dt.date(today.year - 18, today.month, 1) - SINCE_EIGHTEEN
    return replace(family, children=(replace(oldest, date_of_birth=born), *others))


def _with_a_baby_expected_before(family: MadeUpFamily, today: dt.date) -> MadeUpFamily:
    """As long ago as it was to come."""
    [baby] = family.children
    assert baby.expected_on is not None
    ago = today - (baby.expected_on - today)
    return replace(family, children=(replace(baby, expected_on=ago),))


def _family(chance: random.Random, number: int, most: int, today: dt.date) -> MadeUpFamily:
    name = names.FAMILY_NAMES[number % len(names.FAMILY_NAMES)]
    area = tuple(names.POSTCODE_DISTRICTS)[number % 3]
    district = chance.choice(names.POSTCODE_DISTRICTS[area])
    letters = "".join(chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    fleeing = number % 7 == 3
    return MadeUpFamily(
        name=name,
        area=area,
        address=f"{chance.randint(1, 199)} {chance.choice(names.STREETS)}\nRehearsalton",
        postcode=f"{district} {chance.randint(1, 9)}{letters}",
        language=chance.choices([x[0] for x in LANGUAGES], [x[1] for x in LANGUAGES])[0],
        is_restricted=number % 17 == 11,
        children=tuple(_children(chance, number, most, today)),
        adults=tuple(_adults(chance, name, fleeing)),
    )


def _children(
    chance: random.Random, number: int, most: int, today: dt.date
) -> Iterator[MadeUpChild]:
    ethnicity = chance.choice(ETHNICITIES)
    if number % 9 == 4:
        days = chance.randint(30, 150)
        expected = today + dt.timedelta(days=days // 10 if number == ANY_DAY_NOW else days)
        yield MadeUpChild("Baby", Sex.UNKNOWN, None, expected, None, ethnicity, (), False)
        return
    if number % 11 == 5 and most >= 2:
        born = today - dt.timedelta(days=chance.randint(200, 4000))
        for order in (1, 2):
            yield _born(chance, born, order, ethnicity)
        return
    for _ in range(min(most, chance.choices([1, 2, 3, 4], [4, 4, 2, 1])[0])):
        yield _born(chance, today - dt.timedelta(days=chance.randint(20, 6200)), None, ethnicity)


def _born(chance: random.Random, born: dt.date, order: int | None, ethnicity: str) -> MadeUpChild:
    sex = chance.choice([Sex.FEMALE, Sex.MALE])
    given = chance.choice(names.GIRLS if sex == Sex.FEMALE else names.BOYS)
    disabled = (chance.choice([Disability.LD, Disability.AUT, Disability.MOB]),)
    return MadeUpChild(
        given,
        sex,
        born,
        None,
        order,
        ethnicity,
        disabled if chance.random() < 0.12 else (Disability.NONE,),
        chance.random() > 0.05,
    )


def _adults(chance: random.Random, name: str, fleeing: bool) -> Iterator[MadeUpAdult]:
    """A mother; often a father, who sometimes lives elsewhere and poses a risk."""
    yield MadeUpAdult(
        chance.choice(names.MOTHERS), name, RelationshipKind.MOTHER, True, True, protected=fleeing
    )
    if fleeing or chance.random() < 0.7:
        yield MadeUpAdult(
            chance.choice(names.FATHERS),
            chance.choice([name, chance.choice(names.FAMILY_NAMES)]),
            RelationshipKind.FATHER,
            not fleeing and chance.random() < 0.5,
            chance.random() < 0.8,
            poses_risk=fleeing,
        )
    if chance.random() < 0.25:
        yield MadeUpAdult(
            chance.choice(names.MOTHERS), name, RelationshipKind.GRANDPARENT, False, False
        )
