from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"

    def ready(self) -> None:
        from disclosure import endings, printed_links
        from feedback.domain.asking import feedback_section
        from feedback.domain.codes import printed_link
        from feedback.domain.waiting import owed
        from feedback.field_classes import register_feedback
        from feedback.navigation import links
        from feedback.start_page import tasks, tiles
        from govuk import navigation
        from people import start_page

        register_feedback()
        printed_links.register("feedback", printed_link)
        endings.register("feedback", feedback_section)
        navigation.register("feedback", links)
        start_page.register_tiles("feedback", tiles)
        start_page.register_tasks("feedback", tasks)
        start_page.register_owed("feedback", owed)
