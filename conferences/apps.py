from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "conferences"

    def ready(self) -> None:
        from conferences.domain import disagreements, exclusion_letter, waiting_corrections
        from conferences.domain.birth import follow_corrected_birth
        from conferences.domain.hubs import Hubs
        from conferences.domain.in_the_room import heard_apart, still_there
        from conferences.domain.invitation_message import CHECK
        from conferences.domain.inviting import reason_not_to_send
        from conferences.domain.kept_apart import apart_in
        from conferences.domain.late_dissent import owed
        from conferences.domain.standing_in import chairs_of
        from conferences.field_classes import register_conferences
        from conferences.letters import draw_exclusion, draw_invitation
        from conferences.models import Conference, ConferenceRequest, TransferOut
        from conferences.navigation import case_links, links
        from conferences.start_page import tasks, tiles
        from conferences.tasks import refresh_dates
        from disclosure import chairing, places
        from disclosure import heard_apart as in_parts_of_their_own
        from disclosure import still_there as in_the_room
        from govuk import navigation
        from notifications import checks, letters, subjects
        from people import case_links as beside_a_case
        from people import start_page
        from people.domain import births
        from plans import kept_apart
        from timescales.domain.redating import after_redating

        register_conferences()
        places.register(Hubs())
        chairing.register("conferences", chairs_of)
        in_parts_of_their_own.register("conferences", heard_apart)
        in_the_room.register("conferences", still_there)
        kept_apart.register("conferences", apart_in)
        checks.register(CHECK, reason_not_to_send)
        checks.register(exclusion_letter.CHECK, exclusion_letter.reason_not_to_write)
        letters.register("invitation", draw_invitation)
        letters.register("exclusion", draw_exclusion)
        subjects.register(
            "conference", Conference, family="family_id", page="conferences:conference"
        )
        subjects.register(
            "request", ConferenceRequest, family="family_id", page="conferences:request"
        )
        subjects.register(
            "transfer_out",
            TransferOut,
            family="plan__child__family_id",
            page="conferences:transfer_out",
        )
        births.register("conferences", follow_corrected_birth)
        navigation.register("conferences", links)
        beside_a_case.register("conferences", case_links)
        start_page.register_tiles("letters", tiles)
        start_page.register_tasks("conferences", tasks)
        start_page.register_owed("conferences", owed)
        start_page.register_owed("disagreements", disagreements.owed)
        start_page.register_owed("corrections", waiting_corrections.owed)
        after_redating("conferences", refresh_dates.delay)
