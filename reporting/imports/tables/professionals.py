"""ssd_professionals: social workers and others that cases name."""

from reporting.imports import parsing
from reporting.imports.table import Column, Table

TABLE = Table(
    "ssd_professionals",
    key="prof_professional_id",
    columns=(
        Column("prof_professional_id", parsing.text(), needed=True, example="P1"),
        Column("prof_professional_name", parsing.text(200), needed=True, example="Ada Fenwright"),
        Column("prof_professional_job_title", parsing.text(), soft=True, example="Social worker"),
        Column("prof_professional_department", parsing.text(), soft=True, example="T1"),
    ),
    unread=(
        "prof_staff_id",
        "prof_social_worker_registration_no",
        "prof_agency_worker_flag",
        "prof_professional_caseload",
        "prof_full_time_equivalency",
    ),
)
