from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "disclosure"

    def ready(self) -> None:
        from disclosure.domain.failed_prints import owed
        from disclosure.domain.handing_over import reason_to_hold_pack
        from disclosure.domain.printing import draw_pack
        from disclosure.models import Pack
        from disclosure.navigation import links
        from disclosure.people_fields import register_people
        from disclosure.start_page import tasks, tiles
        from govuk import navigation
        from notifications import letters, secret_words, subjects
        from notifications.checks import register
        from people import start_page

        register_people()
        navigation.register("disclosure", links)
        register("disclosure.pack_may_leave", reason_to_hold_pack)
        letters.register("pack", draw_pack)
        secret_words.register("guest_pass", instead="Send a new link from the page of the pack.")
        subjects.register("pack", Pack, family="record__family_id", page="packs:preview")
        start_page.register_tiles("packs", tiles)
        start_page.register_tasks("packs", tasks)
        start_page.register_owed("packs", owed)
