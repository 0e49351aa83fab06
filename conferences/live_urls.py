"""Addresses of the live room."""

from django.urls import path

from conferences.views import last_time, live, live_board, live_bundle, live_exchange, live_shell

live_patterns = [
    path("<int:pk>/live/", live.live_room, name="live"),
    path("<int:pk>/live/start/", live.start, name="live_start"),
    path("<int:pk>/live/from-paper/", live.from_paper, name="live_from_paper"),
    path("<int:pk>/live/chair/", live.take_chair, name="take_chair"),
    path("<int:pk>/live/ops", live_exchange.operations, name="live_operations"),
    path("<int:pk>/live/changes", live_exchange.changes, name="live_changes"),
    path("<int:pk>/live/key", live_exchange.key, name="live_key"),
    path("<int:pk>/live/kept", live_exchange.kept, name="live_kept"),
    path("<int:pk>/last-time/", last_time.show, name="last_time"),
    path("<int:pk>/last-time/carry/", last_time.carry, name="carry_on"),
    path("<int:pk>/board/", live_board.show, name="board"),
    path("<int:pk>/board/content", live_board.refresh, name="board_content"),
    path("<int:pk>/bundle/", live_bundle.bundle, name="bundle"),
    path("<int:pk>/bundle.pdf", live_bundle.bundle_pdf, name="bundle_pdf"),
    path("bundles/<int:year>-<int:month>-<int:day>.pdf", live_bundle.bundles, name="bundles"),
    path("live-worker.js", live_shell.worker, name="live_worker"),
    path("live-shell/", live_shell.shell, name="live_shell"),
    path("live-signed-in/", live.signed_in, name="live_signed_in"),
]
