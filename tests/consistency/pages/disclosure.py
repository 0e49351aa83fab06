"""Packs and documents: see, clear, release, print, hand over; sealed passages. What a step asks
beside who it is (not its author, opened before, the state of the pack) is in `tests/disclosure`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from disclosure.enums import Check, PackState
from disclosure.models import (
    Breach,
    Finding,
    Pack,
    Passage,
    PrintedCopy,
    PrintJob,
    Record,
    Upload,
)
from disclosure.rendering import store
from people.enums import RelationshipKind, Role
from tests.consistency.page_matrix import (
    CASE_WORKERS,
    CHAIR,
    EVERYBODY,
    MANAGERS,
    Case,
    Kwargs,
    Page,
    Who,
    about_family,
    for_roles,
    form_about_family,
    form_for_roles,
)
from tests.factories.disclosure import (
    make_pack,
    make_passage,
    make_pdf,
    make_recipient,
    make_record,
    make_training,
)
from tests.factories.people import make_named_access, make_relationship, make_staff, make_user

CLEARERS = {Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE, Role.BUSINESS_SUPPORT}
PREPARERS = {Role.DUTY_PRINCIPAL_OFFICER, Role.BUSINESS_SUPPORT, CHAIR}
GIVERS = PREPARERS | {Role.HEAD_OF_SERVICE}
COUNTERS = MANAGERS | {Role.DUTY_PRINCIPAL_OFFICER, Role.DATA_OFFICER}
SEALERS = {Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE, Role.DATA_OFFICER}
SIGNERS = {Role.HEAD_OF_SERVICE, Role.DATA_OFFICER}


def a_record(case: Case) -> Record:
    return case.keep("record", lambda case: make_record(case.family))


def trained(case: Case) -> dict[str, Any]:
    """Business support clear once they are trained; others need no training."""
    if case.role == Role.BUSINESS_SUPPORT:
        case.keep("training", lambda case: make_training(case.user))
    return {}


def a_pack(case: Case) -> Pack:
    def make(case: Case) -> Pack:
        trained(case)
        mother = make_relationship(case.child).person
        words = make_passage(a_record(case), audience=[mother])
        recipient = make_recipient(a_record(case), mother)
        maker = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        make_named_access(case.family, maker)
        return make_pack(recipient, words, by=maker)

    return case.keep("pack", make)


def of_finding(case: Case) -> dict[str, Any]:
    def make(case: Case) -> Finding:
        pack = a_pack(case)
        return Finding.objects.create(
            pack=pack, sha256=pack.sha256, check_name=Check.NAME, text="Somebody", page=1
        )

    return {**of_pack(case), "finding_pk": case.keep("finding", make).pk}


def a_pack_that_left(case: Case) -> Pack:
    def make(case: Case) -> Pack:
        first = a_pack(case)
        father = make_relationship(case.child, kind=RelationshipKind.FATHER).person
        words = make_passage(a_record(case), audience=[father])
        pack = make_pack(make_recipient(a_record(case), father), words, by=first.created_by)
        pack.state, pack.released_at = PackState.RELEASED, timezone.now()
        pack.save()
        return pack

    return case.keep("pack that left", make)


def of_pack_that_left(case: Case) -> dict[str, Any]:
    return {"pk": a_pack_that_left(case).pk}


def of_copy(case: Case) -> dict[str, Any]:
    a_job(case)
    return {**of_pack_that_left(case), "copy_number": 1}


def a_job(case: Case) -> PrintJob:
    def make(case: Case) -> PrintJob:
        job = PrintJob.objects.create(printer="Hub", asked_by=make_user())
        pack = a_pack_that_left(case)
        PrintedCopy.objects.create(job=job, pack=pack, sha256=pack.sha256, copy_number=1)
        return job

    return case.keep("job", make)


def an_upload(case: Case) -> Upload:
    def make(case: Case) -> Upload:
        content = make_pdf("A report")
        upload = Upload.objects.create(
            family=case.family,
            name="report.pdf",
            content_type="application/pdf",
            size=len(content),
            sha256=store.digest(content),
            source_kind="said",
            uploaded_by=make_user(),
        )
        store.write(store.upload_place(upload.uuid), content)
        return upload

    return case.keep("upload", make)


def a_passage(case: Case) -> Passage:
    return case.keep("passage", lambda case: make_passage(a_record(case)))


def a_breach(case: Case) -> dict[str, Any]:
    def make(case: Case) -> Breach:
        breach = Breach.objects.create(record=a_record(case), reason="For a test", by=make_user())
        breach.passages.add(a_passage(case))
        return breach

    return {"pk": case.keep("breach", make).pk}


def of_pack(case: Case) -> dict[str, Any]:
    return {"pk": a_pack(case).pk}


def of_record(case: Case) -> dict[str, Any]:
    return {"pk": a_record(case).pk}


def of_upload(case: Case) -> dict[str, Any]:
    trained(case)
    return {"pk": a_record(case).pk, "upload_pk": an_upload(case).pk}


def of_family(case: Case) -> dict[str, Any]:
    a_passage(case)
    an_upload(case)
    return {"pk": case.family.pk}


def of_job(case: Case) -> dict[str, Any]:
    return {"pk": a_job(case).pk}


def to_read(name: str, who: Who, kwargs: Kwargs, **fields: Any) -> Page:
    return about_family(f"packs:{name}", who, kwargs, **fields)


def to_send(name: str, who: Who, kwargs: Kwargs, **fields: Any) -> Page:
    return about_family(f"packs:{name}", who, kwargs, method="post", **fields)


def form(name: str, who: Who, kwargs: Kwargs, **fields: Any) -> Page:
    return form_about_family(f"packs:{name}", who, kwargs, **fields)


PAGES: list[Page] = [
    for_roles("packs:queue", CLEARERS, kwargs=trained, reads=True),
    for_roles("packs:copies", COUNTERS),
    for_roles("packs:wordings", SIGNERS),
    form_for_roles("packs:wording", SIGNERS, kwargs=lambda case: {"language": "pl"}),
    for_roles("packs:sealed", {Role.DATA_OFFICER}, reads=True),
    to_read("preview", EVERYBODY, of_pack),
    to_read("page_picture", EVERYBODY, lambda case: {**of_pack(case), "page": 1}),
    to_send("clear_finding", CLEARERS, of_finding),
    to_send("clear", CLEARERS, of_pack),
    to_send("send_back", CLEARERS, of_pack),
    to_send("release", CLEARERS | {CHAIR}, of_pack),
    to_send("submit", PREPARERS, of_pack),
    to_send("release_anyway", MANAGERS, of_pack, by_glass=False),
    to_send("recall", CLEARERS | MANAGERS | {CHAIR, Role.DATA_OFFICER}, of_pack, by_glass=False),
    to_send("interpreter", GIVERS, of_pack),
    form("translate", PREPARERS, of_pack),
    to_send("hand_over", GIVERS, of_pack),
    to_send("send_link", GIVERS, of_pack),
    to_read("download", PREPARERS, of_pack_that_left),
    to_send("copy_settled", PREPARERS, of_copy),
    form("print_failed", GIVERS, of_copy),
    to_read("record", EVERYBODY, of_record),
    to_send("print", PREPARERS, of_record),
    to_read("log", EVERYBODY, of_record),
    form(
        "documents",
        CASE_WORKERS | {Role.DATA_OFFICER},
        of_record,
        posts=CASE_WORKERS,
        posts_by_glass=False,
    ),
    to_read("document", CASE_WORKERS | {Role.DATA_OFFICER}, of_upload),
    to_read(
        "document_page",
        CASE_WORKERS | {Role.DATA_OFFICER},
        lambda case: {**of_upload(case), "page": 1},
    ),
    to_read("document_file", PREPARERS, of_upload),
    to_send("document_read", CLEARERS | {CHAIR}, of_upload),
    to_send("document_give", PREPARERS, of_upload),
    to_read("print_job", PREPARERS, of_job),
    to_read("print_job_pdf", PREPARERS, of_job),
    form("seal", SEALERS, lambda case: {"uuid": a_passage(case).uuid}),
    form("seal_document", SEALERS, of_upload),
    to_read("misfiled", SEALERS, of_family),
    to_read("breach", SEALERS, a_breach),
]
OPEN = {"g/": "a guest's own link: one person, one pack, a code to a confirmed telephone or email"}
