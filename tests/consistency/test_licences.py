"""Every package we hand on has a licence that lets us."""

import pytest

from script.checks.licences import is_allowed, locked_packages


@pytest.mark.parametrize("licence", ["MIT", "BSD-3-Clause", "Apache-2.0 OR MIT", "MPL-2.0"])
def test_free_licences_are_allowed(licence: str) -> None:
    assert is_allowed("anything", [licence])


@pytest.mark.parametrize("licence", ["Other/Proprietary License", "SSPL-1.0", "nothing stated"])
def test_others_are_not(licence: str) -> None:
    assert not is_allowed("anything", [licence])


def test_every_name_in_the_lock_is_read() -> None:
    lock = (
        "django==5.2 \\\n    --hash=sha256:00\ndjango-allauth[mfa]==65.1 \\\n    --hash=sha256:00\n"
    )
    assert locked_packages(lock) == ["django", "django-allauth"]
