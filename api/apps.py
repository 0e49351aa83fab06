from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "REST API"

    def ready(self) -> None:
        from api.start_page import tiles
        from people import start_page

        start_page.register_tiles("api", tiles)
