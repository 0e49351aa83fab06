"""The commands of docker-compose.yml and the Dockerfile, run by hand: they serve, work and stop.

They run in a copy of the checkout without what the image leaves out, with deploy/example.env filled
in, against a database and a Redis that are reached over TCP.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded import redis
from script.stand_in import Database, compose, free_port, grace_seconds, wait_until

pytestmark = [pytest.mark.fault, pytest.mark.full]
ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
BEHIND = ("worker", "worker-slow", "beat")
RING_A_SLOW_ONE = """
import django
django.setup()
from reporting.tasks import forget_old_returns
forget_old_returns.delay()
"""
SITE = "chairside.example.gov.uk"


def exec_form(instruction: str) -> list[str]:
    """The last `CMD [...]` or the health check's, as Docker reads it."""
    flat = DOCKERFILE.replace("\\\n", " ")
    found: list[str] = json.loads(re.findall(rf"^{instruction}(\[.*\])\s*$", flat, re.M)[-1])
    return found


class Service:
    """One application container: an environment, a writable /tmp and /data, and its command."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.app = folder / "app"
        self.tmp = folder / "tmp"
        self.data = folder / "data"
        self.port = free_port()
        self.redis_port = free_port()
        self.database = database
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        for each in (self.tmp, self.data):
            each.mkdir()
        copy_what_the_image_holds(self.app)

    @property
    def environment(self) -> dict[str, str]:
        lines = (ROOT / "deploy" / "example.env").read_text().splitlines()
        example = dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")
        return {
            **example,
            "SITE_NAMES": SITE,
            "SECRET_KEY": secrets.token_urlsafe(64),
            "DATABASE_URL": self.database.url,
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "OFFICE_TELEPHONE": "01632 960 100",
            "DANGER_TELEPHONE_DAY": "01632 960 200",
            "DANGER_TELEPHONE_NIGHT": "01632 960 300",
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "DATA_DIR": str(self.data),
            "XDG_CACHE_HOME": str(self.tmp),
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def here(self, command: list[str]) -> list[str]:
        """The container's command, with its port and folders at their places on this machine."""
        told = [word.replace("8000", str(self.port)) for word in command]
        told = [word.replace("/tmp/", f"{self.tmp}/") for word in told]
        return [re.sub("^/data/", f"{self.data}/", word) for word in told]

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.here(list(command)),
            cwd=self.app,
            env=self.environment | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, name: str, command: list[str]) -> None:
        self.spawn(name, self.here(command))

    def spawn(self, name: str, command: list[str]) -> None:
        with (self.tmp / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=self.app,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def said(self, name: str) -> str:
        return (self.tmp / f"{name}.log").read_text(errors="replace")

    def stop(self, name: str) -> int:
        self.running[name].send_signal(signal.SIGTERM)
        return self.running[name].wait(timeout=grace_seconds(name))

    def kill_everything(self) -> None:
        for process in self.running.values():
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait()

    def get(self, path: str, *, through_the_proxy: bool = True) -> tuple[int, dict[str, str], str]:
        headers = {"Host": SITE, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
        url = f"http://127.0.0.1:{self.port}{path}"
        asked = urllib.request.Request(
            url, headers=headers if through_the_proxy else {"Host": "localhost"}
        )
        try:
            answer = urllib.request.build_opener(NoRedirect).open(asked, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, dict(answer.headers.items()), answer.read().decode()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: object) -> None:
        return None


def copy_what_the_image_holds(app: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    left_out = re.search(
        r"rm -rf (.*?) \\", DOCKERFILE[DOCKERFILE.index(" AS app") :].split("COPY . .")[1]
    )
    assert left_out
    for name in filter(None, listed.split("\0")):
        if name.split("/")[0] not in left_out[1].split() and (ROOT / name).is_file():
            (app / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, app / name)
    shutil.copytree(ROOT / "static" / "build", app / "static" / "build")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    database = Database(tmp_path)
    service = Service(tmp_path, database)
    try:
        database.create()
        # Its own command, but for the folder and the port.
        told = ["--port", str(service.redis_port), "--bind", "127.0.0.1", "--dir", str(service.tmp)]
        service.spawn("redis", [str(redis.binary()), *compose()["redis"]["command"][1:], *told])
        yield service
    finally:
        service.kill_everything()
        database.remove()


def wait_until_well(service: Service, name: str, check: list[str]) -> None:
    wait_until(
        lambda: service.run(*check).returncode == 0, f"{name} is not well: {service.said(name)}"
    )


def test_what_the_containers_run_serves_works_and_stops(service: Service) -> None:
    services = compose()
    migrated = service.run(*services["migrate"]["command"])
    assert migrated.returncode == 0, migrated.stderr
    assert "No migrations to apply" in service.run(*services["migrate"]["command"]).stdout
    collected = service.run("python", "manage.py", "collectstatic", "--noinput")
    assert collected.returncode == 0, collected.stderr
    checked = service.run(
        *("python", "manage.py", "check", "--deploy", "--database", "default"),
        *("--fail-level", "INFO"),
    )
    assert checked.stdout == "System check identified no issues (0 silenced).\n", checked.stderr
    first = service.run(
        *("python", "manage.py", "createsuperuser", "--no-input"),
        *("--email", "first@chairside.example", "--name", "First Administrator"),
        DJANGO_SUPERUSER_PASSWORD=secrets.token_urlsafe(20),
    )
    assert first.returncode == 0, first.stderr

    checks = {
        "web": exec_form(r"\s+CMD |HEALTHCHECK.*?CMD "),
        **{name: services[name]["healthcheck"]["test"][1:] for name in BEHIND},
    }
    assert [name for name in checks if service.run(*checks[name]).returncode == 0] == []
    service.start("web", exec_form("CMD "))
    for name in BEHIND:
        service.start(name, services[name]["command"])
    for name, check in checks.items():
        wait_until_well(service, name, check)

    serves(service)
    wait_until(
        lambda: re.search(r"audit\.tasks\.seal\S* succeeded", service.said("worker")),
        "the worker did nothing that beat asked for",
    )
    service.run("python", "-c", RING_A_SLOW_ONE)
    wait_until(
        lambda: re.search(r"forget_old_returns\S* succeeded", service.said("worker-slow")),
        "nobody did what may take long",
    )
    assert service.run("python", "manage.py", "verify_audit").returncode == 0
    assert list(service.data.glob("postgres*")) == []  # nothing embedded was started

    assert {name: service.stop(name) for name in checks} == dict.fromkeys(checks, 0)
    time.sleep(0.5)
    assert [name for name in checks if service.run(*checks[name]).returncode == 0] == []


def serves(service: Service) -> None:
    assert service.get("/healthz", through_the_proxy=False)[0] == 200
    status, _, told = service.get("/readyz", through_the_proxy=False)
    assert (status, json.loads(told)) == (200, {"database": "ok", "broker": "ok"})
    status, headers, _ = service.get("/accounts/login/", through_the_proxy=False)
    assert (status, headers["Location"]) == (301, "https://localhost/accounts/login/")

    status, headers, page = service.get("/accounts/login/")
    assert status == 200
    assert "Sign in" in page
    assert "made up" not in page
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert headers["Set-Cookie"].startswith("__Host-csrf=")
    assert "Secure" in headers["Set-Cookie"]
    (style,) = re.findall(r'<link href="(/static/[^"]+\.css)"|href="(/static/[^"]+\.css)"', page)[
        :1
    ]
    status, headers, _ = service.get(next(filter(None, style)))
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
