from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bookings"

    def ready(self) -> None:
        from bookings.domain.queries import count_on
        from timescales.domain.calendar import Watcher, on_non_working_day

        on_non_working_day("bookings", Watcher("bookings on this day", count_on))
