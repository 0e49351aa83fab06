"""An import into a DATA_DIR in which nothing ever was: the first command there may be this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import embedded
from tests.reporting.imports.folder import ROOT, history, write

ASK = """
from people.models import Child
from reporting.domain.figures import figure
from reporting.measures import BY_CODE
from reporting.period import parse
print(Child.objects.count(), figure(BY_CODE["plans_open"], parse("2025-10")).words)
"""


def _manage(data: Path, *arguments: str) -> str:
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    ours = {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "config.settings.local"}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | ours,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.full
def test_a_history_comes_into_an_empty_data_dir_and_is_counted(tmp_path: Path) -> None:
    data = tmp_path / "data"
    try:
        said = _manage(data, "import_ssd", str(write(tmp_path / "ssd", history())))
        assert "ssd_person: 3 new" in said
        assert _manage(data, "shell", "-v", "0", "-c", ASK).split() == ["3", "1"]
    finally:
        embedded.erase(data)
