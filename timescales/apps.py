from django.apps import AppConfig


class TimescalesConfig(AppConfig):
    name = "timescales"

    def ready(self) -> None:
        from govuk import navigation
        from timescales.navigation import links

        navigation.register("timescales", links)
