"""Addresses of what can be booked: rooms, sessions, chairs, minute-takers."""

from django.urls import path

from bookings.views import free, places, staffing

app_name = "bookings"
urlpatterns = [
    path("free/", free.free, name="free"),
    path("places/", places.places, name="places"),
    path("places/hubs/new/", places.hub, name="add_hub"),
    path("places/hubs/<int:hub_id>/", places.hub, name="hub"),
    path("places/rooms/new/", places.room, name="add_room"),
    path("places/rooms/<int:room_id>/", places.room, name="room"),
    path("places/sessions/new/", places.session, name="add_session"),
    path("places/sessions/<int:session_id>/", places.session, name="session"),
    path("places/local-practice/", places.local_practice, name="local_practice"),
    path("places/close/", places.close, name="close_place"),
    path("places/closures/<int:closure_id>/reopen/", places.reopen, name="reopen_place"),
    path("staffing/", staffing.staffing, name="staffing"),
    path("staffing/chairs/new/", staffing.chair, name="add_chair"),
    path("staffing/chairs/<int:chair_id>/", staffing.chair, name="chair"),
    path("staffing/minute-takers/new/", staffing.minute_taker, name="add_minute_taker"),
    path(
        "staffing/minute-takers/<int:minute_taker_id>/", staffing.minute_taker, name="minute_taker"
    ),
    path("staffing/<int:professional_id>/hours/", staffing.hours, name="hours"),
]
