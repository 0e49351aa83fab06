"""Packs: see, clear, release, print, hand over; sealed passages. What each step asks beyond the
family (not its author, the chair, the state of the pack) is in `tests/disclosure`."""

from __future__ import annotations

from typing import Any

from disclosure.models import Breach, Pack, Passage, PrintedCopy, PrintJob, Record, Upload
from people.enums import Role
from tests.consistency.page_matrix import Case, Page, for_roles, near_family
from tests.factories.disclosure import make_pack, make_passage, make_recipient, make_record
from tests.factories.people import make_named_access, make_relationship, make_staff, make_user

CLEARERS = {Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE, Role.BUSINESS_SUPPORT}
SIGNERS = {Role.HEAD_OF_SERVICE, Role.DATA_OFFICER}


def a_record(case: Case) -> Record:
    return case.keep("record", lambda case: make_record(case.family))


def a_pack(case: Case) -> Pack:
    def make(case: Case) -> Pack:
        mother = make_relationship(case.child).person
        words = make_passage(a_record(case), audience=[mother])
        recipient = make_recipient(a_record(case), mother)
        maker = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        make_named_access(case.family, maker)
        return make_pack(recipient, words, by=maker)

    return case.keep("pack", make)


def a_job(case: Case) -> PrintJob:
    def make(case: Case) -> PrintJob:
        job = PrintJob.objects.create(printer="Hub", asked_by=make_user())
        PrintedCopy.objects.create(job=job, pack=a_pack(case), sha256="0" * 64, copy_number=1)
        return job

    return case.keep("job", make)


def an_upload(case: Case) -> Upload:
    def make(case: Case) -> Upload:
        return Upload.objects.create(
            family=case.family,
            name="report.pdf",
            content_type="application/pdf",
            size=1,
            sha256="0" * 64,
            source_kind="said",
            uploaded_by=make_user(),
        )

    return case.keep("upload", make)


def a_passage(case: Case) -> Passage:
    return case.keep("passage", lambda case: make_passage(a_record(case)))


def a_breach(case: Case) -> dict[str, Any]:
    def make(case: Case) -> Breach:
        breach = Breach.objects.create(record=a_record(case), reason="For a test", by=make_user())
        breach.passages.add(a_passage(case))
        return breach

    case.keep("breach", make)
    return {"uuid": a_passage(case).uuid}


def of_pack(case: Case) -> dict[str, Any]:
    return {"pk": a_pack(case).pk}


def of_record(case: Case) -> dict[str, Any]:
    return {"pk": a_record(case).pk}


def of_upload(case: Case) -> dict[str, Any]:
    return {"pk": a_record(case).pk, "upload_pk": an_upload(case).pk}


def of_job(case: Case) -> dict[str, Any]:
    return {"pk": a_job(case).pk}


def near(name: str, kwargs: Any, **fields: Any) -> Page:
    return near_family(f"packs:{name}", kwargs, **fields)


PAGES: list[Page] = [
    for_roles("packs:queue", CLEARERS, reads=True),
    for_roles("packs:wordings", SIGNERS),
    for_roles("packs:wording", SIGNERS, kwargs=lambda case: {"language": "pl"}),
    for_roles("packs:sealed", {Role.DATA_OFFICER}, reads=True),
    near("preview", of_pack),
    near("page_picture", lambda case: {**of_pack(case), "page": 1}),
    near("clear_finding", lambda case: {**of_pack(case), "finding_pk": 1}, method="post"),
    near("clear", of_pack, method="post"),
    near("send_back", of_pack, method="post"),
    near("release", of_pack, method="post"),
    near("submit", of_pack, method="post"),
    near("release_anyway", of_pack, method="post"),
    near("recall", of_pack, method="post"),
    near("interpreter", of_pack, method="post"),
    near("translate", of_pack),
    near("hand_over", of_pack, method="post"),
    near("send_link", of_pack, method="post"),
    near("download", of_pack),
    near("copy_settled", lambda case: {**of_pack(case), "copy_number": 1}, method="post"),
    near("record", of_record),
    near("print", of_record, method="post"),
    near("log", of_record),
    near("documents", of_record),
    near("document", of_upload),
    near("document_page", lambda case: {**of_upload(case), "page": 1}),
    near("document_file", of_upload),
    near("document_read", of_upload, method="post"),
    near("document_give", of_upload, method="post"),
    near("print_job", of_job),
    near("print_job_pdf", of_job),
    near("seal", lambda case: {"uuid": a_passage(case).uuid}),
    near("breach", a_breach),
]
OPEN = {"g/": "a guest's own link: one person, one pack, a code to a confirmed telephone or email"}
