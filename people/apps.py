from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from notifications import subjects
        from people import navigation, start_page
        from people.models import Child, Family

        start_page.register_tiles("messages", navigation.tiles)
        start_page.register_tasks("messages", navigation.tasks)
        subjects.register("family", Family, family="pk", page="desk:family")
        subjects.register("child", Child, family="family_id", page="desk:child")
