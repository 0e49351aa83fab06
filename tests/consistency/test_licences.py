"""Every package we hand on has a licence that lets us."""

import json
from pathlib import Path

import pytest

from script.checks.licences import is_allowed, locked_packages, npm_licences, refused


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


def test_npm_packages_are_read_from_their_lock_by_name() -> None:
    packages = {
        "": {"name": "chairside", "license": "AGPL-3.0-or-later"},
        "node_modules/@scope/kit": {"license": "MIT"},
        "node_modules/@scope/kit/node_modules/inner": {},
    }
    found = npm_licences(json.dumps({"packages": packages}))
    assert found == {"@scope/kit": "MIT", "inner": "nothing stated"}


def test_a_package_of_any_kind_with_another_licence_is_refused(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text("django==5.2 \\\n    --hash=sha256:00\n")
    (tmp_path / "requirements-node.lock").write_text("a-node==1 \\\n    --hash=sha256:00\n")
    packages = {"": {}, "node_modules/good": {"license": "ISC"}}
    packages |= {"node_modules/bad": {"license": "SSPL-1.0"}, "node_modules/silent": {}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    wrong, number = refused(tmp_path)
    assert [line.split(":")[0] for line in wrong] == ["a-node", "bad", "silent"]
    assert number == 5


def test_what_we_hand_on_is_allowed() -> None:
    wrong, number = refused()
    assert wrong == []
    assert number > 100
