from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from notifications import subjects
        from people.models import Child, Family

        subjects.register("family", Family, family="pk", page="desk:family")
        subjects.register("child", Child, family="family_id", page="desk:child")
