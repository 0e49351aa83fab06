"""Of fewer than five people somebody could tell who said what; nor may they be worked out from what
is shown. The figures of the service keep the same rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping

FEWEST = 5  # as in published statistics: fewer are not broken down


def hidden_parts(people: Mapping[str, int]) -> frozenset[str]:
    """The parts of one sum that are not shown. One part alone could be worked out from the whole:
    then the smallest of the others goes with it."""
    hidden = {code for code, number in people.items() if number < FEWEST}
    others = sorted(people.keys() - hidden, key=lambda code: (people[code], code))
    while hidden and others and gives_away([people[code] for code in hidden]):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def gives_away(hidden: Collection[int]) -> bool:
    """What their sum would tell: it is one number, or that of too few people."""
    return len(hidden) == 1 or 0 < sum(hidden) < FEWEST
