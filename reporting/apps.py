from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from govuk import navigation
        from people import start_page
        from reporting.field_classes import register_reporting
        from reporting.navigation import links, tiles

        register_reporting()
        navigation.register("reporting", links)
        start_page.register_tiles("reporting", tiles)
