"""What is hidden stays hidden: asked of a solver that knows every sum and every printed number."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from reporting.domain.suppression import Numbers, Sum, suppress, worked_out


def gives_away(numbers: Numbers, hidden: Collection[str]) -> bool:
    """A small number follows from what is printed, or what is hidden of a printed total is small
    between them. Asked of what is hidden, not of how it was chosen."""
    small = {key for key in numbers.values if numbers.is_small(key)}
    told = worked_out(numbers, hidden)
    if small & told:
        return True
    left = {key for key in {*hidden, *numbers.unprinted} - told if numbers.is_secret(key)}
    return any(
        each.total not in left
        and 1 <= sum(numbers.values[part] for part in each.parts if part in left) <= 5
        for each in numbers.sums
    )


def table(cells: list[list[int]], on_time: list[int]) -> Numbers:
    """Rows and columns with their totals, and of each row how many were on time."""
    values, sums = {"all": 0}, []
    columns = range(len(cells[0]))
    for row, line in enumerate(cells):
        values |= {f"{row}.{column}": number for column, number in enumerate(line)}
        values[f"row{row}"] = sum(line)
        values[f"yes{row}"] = min(on_time[row], sum(line))
        values[f"no{row}"] = values[f"row{row}"] - values[f"yes{row}"]
        sums.append(Sum(f"row{row}", tuple(f"{row}.{column}" for column in columns)))
        sums.append(Sum(f"row{row}", (f"yes{row}", f"no{row}")))
    for column in columns:
        values[f"col{column}"] = sum(line[column] for line in cells)
        sums.append(Sum(f"col{column}", tuple(f"{row}.{column}" for row in range(len(cells)))))
    values["all"] = sum(map(sum, cells))
    sums.append(Sum("all", tuple(f"row{row}" for row in range(len(cells)))))
    sums.append(Sum("all", tuple(f"col{column}" for column in columns)))
    return Numbers(values, sums, unprinted=[key for key in values if key.startswith("no")])


def reader(numbers: Numbers, hidden: Collection[str], key: str) -> tuple[int, int]:
    """The least and the most that a number can be, for somebody with a computer."""
    found = []
    for aim in (1, -1):
        model = cp_model.CpModel()
        unknown = {*hidden, *numbers.unprinted}
        cells = {
            name: model.new_int_var(0, 500, name) if name in unknown else value
            for name, value in numbers.values.items()
        }
        for each in numbers.sums:
            model.add(sum(cells[part] for part in each.parts) == cells[each.total])
        model.minimize(aim * cells[key])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        found.append(solver.value(cells[key]))
    return found[0], found[1]


ROWS = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4)


@settings(max_examples=40)
@given(ROWS, st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_no_small_number_can_be_worked_out(cells: list[list[int]], on_time: list[int]) -> None:
    numbers = table(cells, on_time)
    hidden = suppress(numbers)
    small = {key for key in numbers.values if numbers.is_small(key)}
    assert small <= hidden | set(numbers.unprinted)
    assert not worked_out(numbers, hidden) & {*small, *hidden}
    assert not gives_away(numbers, hidden)
    for key in sorted(small)[:4]:
        least, most = reader(numbers, hidden, key)
        assert least < most, (key, sorted(hidden))
    # Nor is anything hidden that could be printed beside the rest.
    for key in hidden - small:
        assert gives_away(numbers, hidden - {key}), (key, sorted(hidden))
    # What may be told can be told elsewhere before: then it hides nothing.
    elsewhere = sorted(numbers.values.keys() - hidden - set(numbers.unprinted))[::3]
    again = suppress(numbers, printed=elsewhere)
    assert not again & set(elsewhere)
    assert not gives_away(numbers, again)


def test_one_small_number_takes_the_next_smallest_with_it() -> None:
    values = {"all": 52, "a": 2, "b": 20, "c": 30, "d": 0}
    numbers = Numbers(values, [Sum("all", ("a", "b", "c", "d"))])
    assert suppress(numbers) == {"a", "b"}


def test_two_small_numbers_whose_sum_is_small_take_a_third() -> None:
    values = {"all": 33, "a": 1, "b": 2, "c": 30}
    assert suppress(Numbers(values, [Sum("all", ("a", "b", "c"))])) == {"a", "b", "c"}


def test_few_who_were_not_on_time_hide_how_many_were() -> None:
    values = {"of": 50, "yes": 48, "no": 2}
    numbers = Numbers(values, [Sum("of", ("yes", "no"))], unprinted=["no"])
    assert suppress(numbers) == {"yes"}


def test_a_number_given_away_by_two_sums_together_is_found() -> None:
    """Each sum alone has two unknowns; both together have one solution."""
    values = {"t": 30, "x": 3, "y": 27, "u": 24, "z": 24}
    sums = [Sum("t", ("x", "y")), Sum("y", ("x", "u"))]
    numbers = Numbers(values, sums)
    assert worked_out(numbers, {"x", "y"}) == {"x", "y"}
    hidden = suppress(numbers)
    assert hidden == {"u", "x", "y"}
    assert "x" not in worked_out(numbers, hidden)


def test_no_more_is_hidden_than_the_smallest_way_to_hide_it() -> None:
    """A small cell of a table takes the corners of one rectangle; a small month, one other month
    and the stock between them; a small part takes what the reader misses least."""
    cells = table([[2, 20, 30], [25, 31, 40], [50, 60, 70]], [0, 0, 0])
    assert suppress(cells) == {"0.0", "0.1", "1.0", "1.1"}
    began, ended = [3, 12, 8, 14], [10, 9, 11, 7]
    values = {"stock0": 50, "began": sum(began), "ended": sum(ended)}
    sums = [Sum(name, tuple(f"{name}{n}" for n in range(1, 5))) for name in ("began", "ended")]
    for month, (new, gone) in enumerate(zip(began, ended, strict=True), start=1):
        before = values[f"stock{month - 1}"]
        values |= {f"began{month}": new, f"ended{month}": gone, f"both{month}": before + new}
        values[f"stock{month}"] = before + new - gone
        sums.append(Sum(f"both{month}", (f"stock{month - 1}", f"began{month}")))
        sums.append(Sum(f"both{month}", (f"stock{month}", f"ended{month}")))
    numbers = Numbers(values, sums, unprinted=[f"both{month}" for month in range(1, 5)])
    assert suppress(numbers) == {"began1", "began2", "stock1"}
    parts = {"all": 33, "a": 3, "b": 10, "c": 20}
    worth = Numbers(parts, [Sum("all", ("a", "b", "c"))], worth={"b": 9, "c": 2, "all": 40})
    assert suppress(worth) == {"a", "c"}


def test_what_can_be_read_elsewhere_hides_nothing() -> None:
    numbers = Numbers({"t": 30, "x": 3, "y": 12, "z": 15}, [Sum("t", ("x", "y", "z"))])
    assert suppress(numbers) == {"x", "y"}
    assert suppress(numbers, printed={"y"}) == {"x", "z"}


def test_a_number_hides_behind_a_0_that_nobody_can_be_sure_of() -> None:
    """Who knows what was printed and what is known now knows how many more were entered late than
    are gone: not that none is gone."""
    values = {"printed": 30, "late": 2, "gone": 0, "now": 32, "both": 32}
    sums = [Sum("both", ("printed", "late")), Sum("both", ("now", "gone"))]
    made = {"unprinted": ["both"], "harmless": ["both"], "worth": {"now": 12}}
    unsure = Numbers(values, sums, unsure=["late", "gone"], **made)
    assert suppress(unsure, printed={"printed"}) == {"late", "gone"}
    assert suppress(Numbers(values, sums, **made), printed={"printed"}) == {"late", "now"}


@pytest.mark.parametrize("numbers", [{"a": 0, "b": 6}, {}])
def test_nothing_small_hides_nothing(numbers: dict[str, int]) -> None:
    assert suppress(Numbers(numbers, [])) == frozenset()
