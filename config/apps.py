"""Puts Celery, the start-up checks and the `services` command into every process."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Chairside"

    def ready(self) -> None:
        # A web process must know the broker before a task is first called.
        from config import celery, checks  # noqa: F401
