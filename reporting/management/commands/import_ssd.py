"""Bring history in: `manage.py import_ssd DIR [--dry-run] [--strict] [--report FILE]`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reporting.enums import RunState
from reporting.imports.findings import Findings
from reporting.imports.run import Result, finish, run_import, summary
from reporting.imports.templates import write_templates
from reporting.imports.under_way import doing
from reporting.models import ImportRun

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Bring in CSV or XLSX files of the Standard Safeguarding Dataset (docs/import.md): each "
        "family whole or not at all. Again it changes nothing. Leaves with 1 when any row was "
        "refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", help="where the files are, one for each table")
        parser.add_argument("--dry-run", action="store_true", help="look, and write nothing")
        parser.add_argument("--strict", action="store_true", help="everything or nothing")
        parser.add_argument("--report", help="write every finding to this CSV file")
        parser.add_argument("--template", help="write an empty file of each table here, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            self._templates(Path(options["template"]))
            return
        folder = Path(options["folder"] or "")
        if not options["folder"] or not folder.is_dir():
            raise CommandError("Name the folder that holds the files.")
        _make_tables()
        with Findings() as findings:
            result = self._run(folder, findings, options)
            if options["report"]:
                findings.write_report(Path(options["report"]))
            self._say(result, findings, options)

    def _templates(self, folder: Path) -> None:
        try:
            made = write_templates(folder)
        except FileExistsError as error:
            raise CommandError(f"{error.filename} is there already.") from error
        self.stdout.write(f"{len(made)} empty files in {folder}.")

    def _run(self, folder: Path, findings: Findings, options: dict[str, Any]) -> Result:
        run = ImportRun.objects.create(is_strict=options["strict"], is_dry_run=options["dry_run"])
        try:
            with doing(run):
                result = run_import(
                    folder,
                    run=run,
                    findings=findings,
                    strict=options["strict"],
                    dry_run=options["dry_run"],
                    tell=self.stderr.write if options["verbosity"] > 1 else lambda words: None,
                )
        except BaseException:
            ImportRun.objects.filter(pk=run.pk).update(state=RunState.STOPPED)
            raise
        if options["dry_run"]:
            run.delete()
        else:
            finish(run, result, findings)
        return result

    def _say(self, result: Result, findings: Findings, options: dict[str, Any]) -> None:
        for table, counts in result.counts.items():
            said = ", ".join(f"{number:,} {state}" for state, number in sorted(counts.items()))
            self.stdout.write(f"{table}: {said}")
        for number, row in enumerate(findings.rows()):
            if number == SHOWN and not options["report"]:
                self.stderr.write("… and more: --report FILE writes them all.")
                break
            if number < SHOWN:
                where = f"{row['file']} line {row['line'] or '-'}, {row['column'] or 'row'}"
                self.stderr.write(f"{where}: “{row['value']}”. {row['message']}")
        said = "; ".join(f"{label}: {number:,}" for label, number in summary(findings).items())
        wrote = "Nothing was written (dry run)." if options["dry_run"] else result.state.label
        self.stdout.write(f"{wrote} {said}")
        if findings.refused:
            raise CommandError(f"{findings.refused:,} rows were refused.")


def _make_tables() -> None:
    """A new DATA_DIR has a database with nothing in it."""
    if not connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
