from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self) -> None:
        from desk import navigation
        from desk.domain.after_a_death import owed, tasks
        from desk.domain.reminding import soon_until
        from desk.field_classes import register_desk
        from govuk.navigation import register
        from people.start_page import register_owed, register_soon, register_tasks, register_tiles

        register_desk()
        register("desk", navigation.links)
        register_tiles("desk", navigation.tiles)
        register_tasks("desk", tasks)
        register_owed("desk", owed)
        register_soon("desk", soon_until)
