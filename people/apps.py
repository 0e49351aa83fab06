from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from notifications import checks, subjects
        from people import navigation, start_page
        from people.domain.bereavement import why_not_to_write
        from people.models import Child, Family

        start_page.register_tiles("messages", navigation.tiles)
        start_page.register_tasks("messages", navigation.tasks)
        checks.register_for_families("people.bereavement", why_not_to_write)
        subjects.register("family", Family, family="pk", page="desk:family")
        subjects.register("child", Child, family="family_id", page="desk:child")
