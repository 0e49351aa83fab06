from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from notifications import doorbell
        from notifications.tasks import deliver

        doorbell.answer_with(deliver.delay)
