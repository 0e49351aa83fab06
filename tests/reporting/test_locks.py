"""What waits for one must not wait for another."""

from reporting import locks


def test_each_lock_has_a_number_of_its_own() -> None:
    numbers = [number for name, number in vars(locks).items() if name.isupper()]
    assert len(set(numbers)) == len(numbers) > 1
