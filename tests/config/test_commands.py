"""script/test and script/check leave the services as they found them, and tell the truth."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import embedded
from script import check_code, run_tests


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happened, in order; no service is touched, and no check or test is run."""
    happened: list[str] = []

    def up(data_dir: Path) -> bool:
        return "started" in happened

    def run_pytest(command: list[str]) -> int:
        happened.append("tested")
        return 0

    monkeypatch.setattr("sys.argv", ["run_tests"])
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(embedded, "is_up", up)
    monkeypatch.setattr(embedded, "stop", lambda data_dir: happened.append("stopped"))
    monkeypatch.setattr(run_tests, "_run", run_pytest)
    monkeypatch.setattr(run_tests, "PREPARE", ["true"])
    return happened


def check_that_starts_the_services(told: list[str], *, failures: int = 0) -> int:
    told.append("started")
    return failures


def test_what_a_check_started_is_stopped_after_the_tests(
    told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_code, "run", lambda: check_that_starts_the_services(told))
    with pytest.raises(SystemExit) as left:
        run_tests.main()
    assert (told, left.value.code) == (["started", "tested", "stopped"], 0)


def test_what_ran_before_goes_on_running(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told.append("started")
    monkeypatch.setattr(check_code, "run", lambda: 0)
    with pytest.raises(SystemExit):
        run_tests.main()
    assert told == ["started", "tested"]


def test_a_failed_check_fails_the_tests_that_passed(
    told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_code, "run", lambda: check_that_starts_the_services(told, failures=3))
    with pytest.raises(SystemExit) as left:
        run_tests.main()
    assert left.value.code == 1


def test_what_the_checks_alone_started_is_stopped(
    told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_code, "run", lambda: check_that_starts_the_services(told, failures=2))
    with pytest.raises(SystemExit) as left:
        check_code.main()
    assert (told, left.value.code) == (["started", "stopped"], 2)


def check_that_says(words: str, code: int) -> list[str]:
    return ["python", "-c", f"import sys; print({words!r}); sys.exit({code})"]


def test_each_check_that_fails_is_counted_and_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = {
        "Lint": check_that_says("all is well", 0),
        check_code.SLOWEST: check_that_says("a wrong type", 1),
        "Licences": check_that_says("a wrong licence", 2),
    }
    monkeypatch.setattr(check_code, "CHECKS", checks)
    assert check_code.run() == 2
    lines = [line.split()[:2] for line in capsys.readouterr().out.splitlines() if line]
    assert lines == [
        ["Lint", "ok"],
        ["Licences", "FAILED"],
        ["a", "wrong"],
        [check_code.SLOWEST, "FAILED"],
        ["a", "wrong"],
    ]


def test_no_check_outlives_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for_ever = ["python", "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(check_code, "CHECKS", {check_code.SLOWEST: for_ever})
    with pytest.raises(KeyboardInterrupt), check_code._begun(check_code.SLOWEST) as check:
        raise KeyboardInterrupt
    assert check.process.poll() == -signal.SIGKILL


def test_a_ci_without_patience_leaves_no_worker_that_starts_the_services_again(
    tmp_path: Path,
) -> None:
    worker = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    pytest_says = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {worker!r}])"
    told = "import sys; from script import check_code, run_tests; check_code.run = lambda: 0; "
    told += f"run_tests._pytest = lambda full: [sys.executable, '-c', {pytest_says!r}]; "
    beside = tmp_path / "beside"
    meanwhile = f"import os, time; open({str(beside)!r}, 'w').write(str(os.getpid())); "
    meanwhile += "time.sleep(600)"
    told += f"run_tests.PREPARE = [sys.executable, '-c', {meanwhile!r}]; "
    told += "run_tests.PATIENCE_SECONDS = 1; run_tests.main()"
    tests = subprocess.Popen(
        [sys.executable, "-c", told],
        env=os.environ | {"DATA_DIR": str(tmp_path)},
        cwd=Path(run_tests.__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert tests.stdout is not None
    number = next(int(line) for line in tests.stdout if line.strip().isdigit())
    while not (beside.exists() and beside.read_text()):
        time.sleep(0.02)
    tests.send_signal(signal.SIGTERM)
    assert tests.wait(timeout=60) == 143
    for each in (number, int(beside.read_text())):
        wait_until_gone(each)


def wait_until_gone(process: int, seconds: float = 20) -> None:
    """It was killed: whoever inherited it may take a moment to bury it."""
    latest = time.monotonic() + seconds
    while Path(f"/proc/{process}").exists():
        assert time.monotonic() < latest, f"process {process} lives on"
        time.sleep(0.02)
