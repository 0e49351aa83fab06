"""Every dependency is pinned, explained and locked by hash; no file names where it came from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[^\s;]+( ; [^#]+?)?  ?.*# \S.{10,}$")
LOCK_OF = {
    "requirements.in": "requirements.lock",
    "requirements-dev.in": "requirements-dev.lock",
    "requirements-node.in": "requirements-node.lock",
}
# Written in pieces: this file may not name them either.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
    )
]


def lines(name: str) -> list[str]:
    text = (ROOT / name).read_text().splitlines()
    return [line for line in text if line and not line.startswith("#")]


@pytest.mark.parametrize("name", LOCK_OF)
def test_every_line_has_an_exact_pin_and_a_reason(name: str) -> None:
    assert [line for line in lines(name) if not LINE.match(line)] == []


@pytest.mark.parametrize(("name", "lock"), LOCK_OF.items())
def test_the_lock_holds_every_pin(name: str, lock: str) -> None:
    assert pins(name) - pins(lock) == set()


def pins(file: str) -> set[str]:
    """`{"django-allauth==65.21.1", ...}`: without extras, in small letters."""
    text = (ROOT / file).read_text()
    found = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?(==[^\s;]+)", text, re.M)
    return {(name + version).lower() for name, version in found}


@pytest.mark.parametrize("lock", LOCK_OF.values())
def test_every_locked_package_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_test_lock_holds_what_production_runs() -> None:
    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_no_committed_file_names_a_package_registry() -> None:
    command = ["git", "grep", "--untracked", "-I", "-l", "-i", "-F"]
    for host in REGISTRIES:
        command += ["-e", host]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == ""
    assert found.returncode == 1, found.stderr


def test_the_interface_lock_names_no_download_address() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert '"integrity": "sha512-' in lock
