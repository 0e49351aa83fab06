from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "escalations"

    def ready(self) -> None:
        from escalations.domain.answer_passes import CHECK, reason_to_hold_link
        from escalations.field_classes import register_escalations
        from escalations.navigation import case_links
        from escalations.start_page import tasks, tiles
        from notifications import checks
        from people import case_links as beside_a_case
        from people import start_page

        register_escalations()
        checks.register(CHECK, reason_to_hold_link)
        beside_a_case.register("escalations", case_links)
        start_page.register_tiles("escalations", tiles)
        start_page.register_tasks("escalations", tasks)
