from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "conferences"

    def ready(self) -> None:
        from conferences.domain.invitation_message import CHECK
        from conferences.domain.inviting import reason_not_to_send
        from conferences.field_classes import register_conferences
        from conferences.models import Conference, ConferenceRequest
        from conferences.navigation import case_links, links
        from conferences.start_page import tasks
        from govuk import navigation
        from notifications import checks, subjects
        from people import case_links as beside_a_case
        from people import start_page

        register_conferences()
        checks.register(CHECK, reason_not_to_send)
        subjects.register(
            "conference", Conference, family="family_id", page="conferences:conference"
        )
        subjects.register(
            "request", ConferenceRequest, family="family_id", page="conferences:request"
        )
        navigation.register("conferences", links)
        beside_a_case.register("conferences", case_links)
        start_page.register_tasks("conferences", tasks)
