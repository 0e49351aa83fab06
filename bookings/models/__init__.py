from bookings.models.absence import Absence
from bookings.models.booking import Booking
from bookings.models.booking_move import BookingMove
from bookings.models.chair import Chair
from bookings.models.closure import Closure
from bookings.models.conference_room import ConferenceRoom
from bookings.models.hub import Hub
from bookings.models.hub_posting import HubPosting
from bookings.models.local_practice import LocalPractice
from bookings.models.minute_taker import MinuteTaker
from bookings.models.session_time import SessionTime
from bookings.models.working_pattern import WorkingPattern

__all__ = [
    "Absence",
    "Booking",
    "BookingMove",
    "Chair",
    "Closure",
    "ConferenceRoom",
    "Hub",
    "HubPosting",
    "LocalPractice",
    "MinuteTaker",
    "SessionTime",
    "WorkingPattern",
]
