"""Packs, under /packs/."""

from django.urls import path

from disclosure.views import (
    copies,
    deciding,
    document,
    documents,
    handing_over,
    pack,
    queue,
    sealing,
    translating,
    wording,
)

app_name = "packs"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("<int:pk>/", pack.preview, name="preview"),
    path("<int:pk>/page/<int:page>.png", pack.page_picture, name="page_picture"),
    path("<int:pk>/findings/<int:finding_pk>/", deciding.clear_finding, name="clear_finding"),
    path("<int:pk>/clear/", deciding.clear, name="clear"),
    path("<int:pk>/send-back/", deciding.send_back, name="send_back"),
    path("<int:pk>/release/", deciding.release, name="release"),
    path("<int:pk>/second-person/", deciding.submit, name="submit"),
    path("<int:pk>/release-anyway/", deciding.release_anyway, name="release_anyway"),
    path("<int:pk>/recall/", deciding.recall, name="recall"),
    path("<int:pk>/translate/", translating.translate, name="translate"),
    path("<int:pk>/interpreter/", deciding.interpreter, name="interpreter"),
    path("<int:pk>/hand-over/", handing_over.hand_over, name="hand_over"),
    path("<int:pk>/link/", handing_over.send_link, name="send_link"),
    path("<int:pk>/pdf/", handing_over.download, name="download"),
    path("<int:pk>/copies/<int:copy_number>/", handing_over.copy_settled, name="copy_settled"),
    path("<int:pk>/copies/<int:copy_number>/failed/", copies.failed, name="print_failed"),
    path("copies/", copies.counts, name="copies"),
    path("records/<int:pk>/", handing_over.record_packs, name="record"),
    path("records/<int:pk>/print/", handing_over.print_packs, name="print"),
    path("records/<int:pk>/log/", handing_over.log, name="log"),
    path("records/<int:pk>/documents/", documents.documents, name="documents"),
    path("records/<int:pk>/documents/<int:upload_pk>/", document.document, name="document"),
    path(
        "records/<int:pk>/documents/<int:upload_pk>/page/<int:page>.png",
        document.document_page,
        name="document_page",
    ),
    path(
        "records/<int:pk>/documents/<int:upload_pk>/file/",
        document.document_file,
        name="document_file",
    ),
    path(
        "records/<int:pk>/documents/<int:upload_pk>/read/",
        document.read_through,
        name="document_read",
    ),
    path(
        "records/<int:pk>/documents/<int:upload_pk>/give/",
        document.give,
        name="document_give",
    ),
    path(
        "records/<int:pk>/documents/<int:upload_pk>/seal/",
        sealing.seal_document,
        name="seal_document",
    ),
    path("jobs/<int:pk>/", handing_over.print_job, name="print_job"),
    path("jobs/<int:pk>/pdf/", handing_over.print_job_pdf, name="print_job_pdf"),
    path("wording/", wording.wordings, name="wordings"),
    path("wording/<str:language>/", wording.wording, name="wording"),
    path("passages/<uuid:uuid>/seal/", sealing.seal, name="seal"),
    path("families/<int:pk>/misfiled/", sealing.misfiled, name="misfiled"),
    path("breaches/<int:pk>/", sealing.breach, name="breach"),
    path("sealed/", sealing.sealed, name="sealed"),
]
