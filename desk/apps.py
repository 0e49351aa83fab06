from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self) -> None:
        from desk import navigation
        from govuk.navigation import register
        from people.start_page import register_tasks, register_tiles

        register("desk", navigation.links)
        register_tiles("desk", navigation.tiles)
        register_tasks("deadlines", navigation.deadline_tasks)
