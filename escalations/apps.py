from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "escalations"

    def ready(self) -> None:
        from escalations.domain.answer_passes import CHECK, reason_to_hold_link
        from escalations.domain.waiting import owed
        from escalations.field_classes import register_escalations
        from escalations.models import Complaint, Concern, Praise, ResolutionForm
        from escalations.navigation import case_links, links
        from escalations.start_page import tasks, tiles
        from govuk import navigation
        from notifications import checks, secret_words, subjects
        from people import case_links as beside_a_case
        from people import start_page

        register_escalations()
        for name, model, page in (
            ("complaint", Complaint, "complaint"),
            ("concern", Concern, "concern"),
            ("praise", Praise, "praise"),
            ("resolution", ResolutionForm, "form"),
        ):
            subjects.register(name, model, family="family_id", page=f"escalations:{page}")
        checks.register(CHECK, reason_to_hold_link)
        again = "Choose “Send it again” on the page of the Resolution Form: it makes a new link."
        secret_words.register("answer_pass", instead=again)
        navigation.register("escalations", links)
        beside_a_case.register("escalations", case_links)
        start_page.register_tiles("escalations", tiles)
        start_page.register_tasks("escalations", tasks)
        start_page.register_owed("escalations", owed)
