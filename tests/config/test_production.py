"""Production settings are safe, and refuse to start when they would not be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from celery.signals import beat_init, worker_init
from celery.utils.dispatch import Signal
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from pytest_django import Settings

from config import celery
from config.checks import REFUSAL, no_rehearsal_people_in_production, refuse_rehearsal_people
from config.secret_key import REHEARSAL_KEY, production_secret
from tests.factories.accounts import make_user

ROOT = Path(__file__).resolve().parents[2]
LONG_KEY = "".join(chr(48 + i % 70) for i in range(64))
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": LONG_KEY,
    "DATABASE_URL": "postgresql://chairside:secret@database:5432/chairside",
    "REDIS_URL": "redis://broker:6379/0",
    "SITE_NAMES": "chairside.example.gov.uk",
    "OFFICE_NAME": "The conference office",
    "OFFICE_TELEPHONE": "01632 960 100",
    "DANGER_TELEPHONE_DAY": "01632 960 200",
    "DANGER_TELEPHONE_NIGHT": "01632 960 300",
    "EMAIL_HOST": "mail.example.gov.uk",
    "EMAIL_FROM": "chairside@example.gov.uk",
    "PATH": os.environ["PATH"],
}


def run(*command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=ENVIRONMENT | changes,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_deployment_check_finds_nothing() -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "INFO")
    assert (result.returncode, result.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    ), result.stderr


def test_the_rehearsal_is_absent() -> None:
    told = "from django.conf import settings; print('rehearsal' in settings.INSTALLED_APPS)"
    assert run("-c", told).stdout == "False\n"


@pytest.mark.parametrize("key", ["", REHEARSAL_KEY, "short", "a" * 64])
def test_a_missing_published_or_weak_secret_is_refused(key: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        production_secret(key)


def test_the_settings_use_that_refusal() -> None:
    result = run("manage.py", "check", SECRET_KEY=REHEARSAL_KEY)
    assert result.returncode == 1
    assert "SECRET_KEY must be set" in result.stderr


def test_a_key_before_this_one_must_be_as_good() -> None:
    told = "from django.conf import settings; print(settings.SECRET_KEY_FALLBACKS)"
    earlier = [LONG_KEY[::-1], "".join(chr(45 + i % 70) for i in range(60)).replace(",", "")]
    good = run("-c", told, SECRET_KEY_FALLBACKS=", ".join(earlier)).stdout
    assert good == f"{earlier}\n"
    assert run("-c", told).stdout == "[]\n"
    result = run("manage.py", "check", SECRET_KEY_FALLBACKS=f"{LONG_KEY[::-1]},{REHEARSAL_KEY}")
    assert result.returncode == 1
    assert "Each of SECRET_KEY_FALLBACKS must be set" in result.stderr


def test_a_mail_user_without_a_password_is_told_before_the_first_mail() -> None:
    result = run("manage.py", "check", EMAIL_USER="chairside")
    assert result.returncode == 1
    assert "EMAIL_PASSWORD is not set" in result.stderr
    result = run("manage.py", "check", EMAIL_USER="chairside", EMAIL_PASSWORD="secret")
    assert result.returncode == 0, result.stderr


def start(process: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Beat deletes a schedule that it cannot read: only ever a file of the test."""
    own = {
        "worker": ["--pool", "solo"],
        "beat": ["--schedule", str(folder / "schedule"), "--pidfile", str(folder / "pid")],
    }
    return run("-m", "celery", "--app", "config", process, *own[process], **changes)


@pytest.mark.parametrize("process", ["worker", "beat"])
def test_worker_and_beat_refuse_a_published_secret(process: str, tmp_path: Path) -> None:
    result = start(process, tmp_path, SECRET_KEY=REHEARSAL_KEY)
    assert result.returncode != 0
    assert "SECRET_KEY must be set" in result.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("process", ["worker", "beat"])
def test_worker_and_beat_refuse_rehearsal_people(process: str, tmp_path: Path) -> None:
    make_user(is_rehearsal=True)
    result = start(process, tmp_path, DATABASE_URL=this_database())
    assert (result.returncode, REFUSAL in result.stderr) == (1, True), result.stderr


@pytest.mark.parametrize("signal", [worker_init, beat_init])
def test_worker_and_beat_refuse_to_go_on_unchecked(
    signal: Signal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> None:
        raise OperationalError("no database")

    monkeypatch.setattr("config.checks.refuse_rehearsal_people", down)
    assert celery.refuse_rehearsal_people in signal._live_receivers(None)
    with pytest.raises(SystemExit, match="no database"):
        celery.refuse_rehearsal_people(signal=signal, sender=None)


def this_database() -> str:
    held = connection.settings_dict
    user, host, name = (quote(held[key], safe="") for key in ("USER", "HOST", "NAME"))
    return f"postgresql://{user}@{host}/{name}"


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "SITE_NAMES", "EMAIL_HOST"])
def test_nothing_has_a_default(name: str) -> None:
    result = run("manage.py", "check", **{name: ""})
    assert result.returncode == 1
    assert f"{name} is not set" in result.stderr


def test_a_line_of_the_example_left_empty_counts_as_not_set() -> None:
    told = "from django.conf import settings as s; print(s.OFFICE_EMAIL, s.EMAIL_PORT)"
    left_empty = {"OFFICE_EMAIL": "", "EMAIL_PORT": ""}
    assert run("-c", told, **left_empty).stdout == "chairside@example.gov.uk 587\n"


def test_sign_in_with_a_directory_may_be_posted_to_that_directory_only() -> None:
    told = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY)"
    directory = {
        "OIDC_SERVER": "https://login.example.org/tenant/v2.0",
        "OIDC_CLIENT_ID": "one",
        "OIDC_SECRET": "two",
    }
    assert (
        "'form-action': [\"'self'\", 'https://login.example.org']"
        in run("-c", told, **directory).stdout
    )


@pytest.mark.django_db
class TestRehearsalPeople:
    def test_production_refuses_to_serve_them(self, settings: Settings) -> None:
        settings.REFUSE_REHEARSAL_PEOPLE = True
        make_user(is_rehearsal=True)
        with pytest.raises(ImproperlyConfigured, match="rehearsal people"):
            refuse_rehearsal_people()

    def test_real_people_are_served(self, settings: Settings) -> None:
        settings.REFUSE_REHEARSAL_PEOPLE = True
        make_user(is_rehearsal=False)
        refuse_rehearsal_people()

    def test_a_rehearsal_may_hold_them(self) -> None:
        make_user(is_rehearsal=True)
        refuse_rehearsal_people()

    def test_the_check_command_finds_them(self, settings: Settings) -> None:
        settings.REFUSE_REHEARSAL_PEOPLE = True
        make_user(is_rehearsal=True)
        found = no_rehearsal_people_in_production(None, ["default"])
        assert [message.id for message in found] == ["chairside.E001"]
