from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bookings"

    def ready(self) -> None:
        from bookings.domain.queries import count_on
        from bookings.navigation import links_for
        from govuk import navigation
        from timescales.domain.calendar import Watcher, on_non_working_day

        navigation.register("bookings", links_for)
        on_non_working_day("bookings", Watcher("bookings on this day", count_on))
