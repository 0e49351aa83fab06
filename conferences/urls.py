"""Addresses of conferences: from the request to the record."""

from django.urls import path

from conferences.closing_urls import urlpatterns as closing_patterns
from conferences.diary_urls import diary_patterns
from conferences.live_urls import live_patterns
from conferences.views import (
    adding_child,
    advocacy,
    birth,
    booking,
    conference,
    date_changes,
    elsewhere,
    ending_plans,
    exclusion,
    hand_over,
    invitation,
    letters,
    local_practice,
    participants,
    refused_slots,
    reports,
    request_steps,
    requests,
    screening,
    transfer_out,
    why,
)

app_name = "conferences"

request_patterns = [
    path("requests/", requests.mine, name="my_requests"),
    path("requests/new/", requests.choose_family, name="new_request"),
    path("requests/new/<int:family_pk>/", requests.start, name="start_request"),
    path("requests/<int:pk>/", requests.show, name="request"),
    path("requests/<int:pk>/steps/<slug:name>/", request_steps.step, name="request_step"),
    path("requests/<int:pk>/why/", why.of_request, name="why_requested"),
    path("requests/<int:pk>/check/", request_steps.check, name="request_check"),
    path("requests/<int:pk>/agree/", requests.agree, name="agree_request"),
    path("requests/<int:pk>/discard/", requests.discard, name="discard_request"),
    path("requests/<int:pk>/again/", requests.ask_again, name="ask_again"),
    path("requests/<int:pk>/answer/", requests.answer, name="answer_diversion"),
]
elsewhere_patterns = [
    path("children/<int:pk>/birth/", birth.birth, name="birth"),
    path("plans/<int:pk>/end/", ending_plans.end_plan, name="end_plan"),
    path("families/<int:pk>/transfer-out/", transfer_out.ask, name="ask_transfer_out"),
    path("transfers-out/<int:pk>/", transfer_out.show, name="transfer_out"),
    path("transfers-out/<int:pk>/told/", transfer_out.their_conference, name="their_conference"),
    path("transfers-out/<int:pk>/held/", transfer_out.held, name="confirm_transfer_out"),
    path("transfers-out/<int:pk>/call-off/", transfer_out.call_off, name="call_off_transfer_out"),
    path("families/<int:family_pk>/their-plans/", elsewhere.plans, name="their_plans"),
    path("their-plans/<int:pk>/end/", elsewhere.end, name="end_their_plan"),
    path("discussions/<int:pk>/", elsewhere.correct_discussion, name="correct_discussion"),
    path("requests/<int:pk>/transfer/", elsewhere.correct_transfer_page, name="correct_transfer"),
]
screening_patterns = [
    path("duty/", screening.queue, name="duty_queue"),
    path("duty/counts/", screening.counts, name="screening_counts"),
    path("duty/consultations/new/", screening.consult, name="consult"),
    path("duty/consultations/<int:pk>/", screening.answer_follow_up, name="follow_up"),
    path("duty/<int:pk>/", screening.screen, name="screen"),
    path("duty/<int:pk>/pencil/", screening.pencil, name="pencil_request"),
]
booking_patterns = [
    path("to-book/", booking.to_book, name="to_book"),
    path("red-list/", booking.red, name="red_list"),
    path("today/", booking.today, name="today"),
    path("<int:pk>/why/", why.of_conference, name="why"),
    path("<int:pk>/book/", booking.book, name="book"),
    path("<int:pk>/book/choose/", booking.choose, name="choose_slot"),
    path("<int:pk>/book/refused/", refused_slots.refuse, name="refuse_slot"),
    path("refused-slots/<int:pk>/offer/", refused_slots.offer, name="offer_slot_again"),
    path("<int:pk>/confirm/", booking.confirm, name="confirm_slot"),
    path("<int:pk>/rub-out/", booking.rub_out, name="rub_out_pencil"),
    path("<int:pk>/another-day/", date_changes.ask, name="another_day"),
    path("another-day/<int:pk>/", date_changes.answer, name="answer_another_day"),
    path("<int:pk>/vacate/", booking.vacate, name="vacate"),
    path("<int:pk>/adjourn/", booking.adjourn, name="adjourn"),
    path("<int:pk>/cancel/", booking.cancel, name="cancel"),
]
people_patterns = [
    path("<int:pk>/children/add/", adding_child.add, name="add_child"),
    path("<int:pk>/people/", participants.show, name="participants"),
    path("<int:pk>/people/add/", participants.add, name="add_participant"),
    path("<int:pk>/people/report-shared/", reports.share, name="share_report"),
    path("<int:pk>/people/invite/", participants.invite, name="invite"),
    path("<int:pk>/people/parts/add/", participants.add_part, name="add_part"),
    path("<int:pk>/people/parts/<int:part_pk>/", participants.part, name="part"),
    path(
        "<int:pk>/people/parts/<int:part_pk>/remove/",
        participants.remove_part,
        name="remove_part",
    ),
    path("<int:pk>/people/exclude/", exclusion.exclude, name="exclude"),
    path("<int:pk>/people/not-excluded/", exclusion.refuse, name="not_excluded"),
    path("<int:pk>/people/<int:participant_pk>/", participants.change, name="participant"),
    path(
        "<int:pk>/people/<int:participant_pk>/remove/",
        participants.remove,
        name="remove_participant",
    ),
    path("exclusions/<int:pk>/", exclusion.letter_sent, name="exclusion"),
    path("exclusions/<int:pk>/letter/", exclusion.letter, name="exclusion_letter"),
    path("exclusions/<int:pk>/end/", exclusion.end, name="end_exclusion"),
    path("letters/<int:pk>/", participants.letter, name="letter"),
    path("letters-to-print/", letters.heap, name="letters"),
    path("letters-to-print/print/", letters.print_chosen, name="print_letters"),
    path("letters-to-print/<int:pk>/", letters.run, name="print_run"),
    path("letters-to-print/<int:pk>/pdf/", letters.run_pdf, name="print_run_pdf"),
    path("letters-to-print/<int:pk>/posted/", letters.posted, name="post_letters"),
    path("letters-to-print/<int:pk>/again/", letters.again, name="print_again"),
    path("invitations/<int:pk>/told/", participants.told, name="told"),
    path("invitations/<uuid:token>/", invitation.invitation, name="invitation"),
    path("invitations/<uuid:token>/letter.pdf", invitation.letter, name="invitation_letter"),
    path("invitations/<uuid:token>/meeting.ics", invitation.entry, name="invitation_entry"),
]

urlpatterns = [
    *request_patterns,
    *elsewhere_patterns,
    *screening_patterns,
    *booking_patterns,
    *diary_patterns,
    *people_patterns,
    path("children/<int:child_pk>/advocacy/", advocacy.show, name="advocacy"),
    path("caseloads/", hand_over.choose, name="caseloads"),
    path("caseloads/<int:pk>/", hand_over.hand_over, name="hand_over_caseload"),
    path("caseloads/done/<int:pk>/", hand_over.handed_over, name="handed_over"),
    path("local-practice/", local_practice.local_practice, name="local_practice"),
    path("<int:pk>/", conference.show, name="conference"),
    *live_patterns,
    *closing_patterns,
]
