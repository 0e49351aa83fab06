from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"

    def ready(self) -> None:
        from people import case_links as beside_a_case
        from people import start_page
        from plans.domain.drifting import owed
        from plans.field_classes import register_plans
        from plans.navigation import case_links
        from plans.start_page import tasks, tiles

        register_plans()
        beside_a_case.register("plans", case_links)
        start_page.register_tiles("plans", tiles)
        start_page.register_tasks("plans", tasks)
        start_page.register_owed("plans", owed)
