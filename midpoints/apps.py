from django.apps import AppConfig


class MidpointsConfig(AppConfig):
    name = "midpoints"

    def ready(self) -> None:
        from govuk import navigation
        from midpoints.field_classes import register_midpoints
        from midpoints.models import MidpointCheck
        from midpoints.navigation import links, tiles
        from notifications import subjects
        from people import start_page

        register_midpoints()
        subjects.register("midpoint", MidpointCheck, family="family_id", page="midpoints:check")
        navigation.register("midpoints", links)
        start_page.register_tiles("midpoints", tiles)
