"""Polish: DRAFT until a named reviewer signs it."""

WORDS = {
    "page.problem": "Wystąpił problem",
    "page.error": "Błąd",
    "page.skip": "Przejdź do treści",
    "page.footer": "Ta strona jest poufna. Zamknij ją, gdy skończysz.",
    "page.did_not_work": "To się nie udało",
    "page.choose": "Wybierz jedną odpowiedź",
    "guest.page.title": "Dokument dla Ciebie",
    "guest.page.private.email": (
        "Ten dokument jest poufny. Wyślemy kod na Twój e-mail, żeby nikt inny go nie otworzył."
    ),
    "guest.page.private.sms": (
        "Ten dokument jest poufny. Wyślemy kod na Twój telefon, żeby nikt inny go nie otworzył."
    ),
    "guest.page.sent.email": "Wysłaliśmy Ci kod e-mailem. Wpisz go tutaj. Działa przez 10 minut.",
    "guest.page.sent.sms": "Wysłaliśmy Ci kod SMS-em. Wpisz go tutaj. Działa przez 10 minut.",
    "guest.page.code": "Kod",
    "guest.page.code_hint": "6 cyfr, które Ci wysłaliśmy",
    "guest.page.code_missing": "Wpisz 6 cyfr, które Ci wysłaliśmy",
    "guest.page.get": "Pobierz dokument",
    "guest.page.send": "Wyślij mi kod",
    "guest.page.send_again": "Wyślij mi nowy kod",
    "guest.page.careful": "Nie otwieraj go tam, gdzie ktoś inny widzi Twój ekran.",
    "guest.no_longer": "Ten link już nie działa. Poproś pracownika socjalnego o nowy.",
    "guest.wrong_code": (
        "To nie jest kod, który wysłaliśmy, albo jest za stary. Spróbuj znowu lub poproś o nowy."
    ),
    "guest.too_many": (
        "Wysłaliśmy już zbyt wiele kodów. Poproś pracownika socjalnego o nowy link."
    ),
    "guest.too_soon": "Właśnie wysłaliśmy Ci kod. Poczekaj minutę, zanim poprosisz znowu.",
    "invited.title": "Zapraszamy Cię na spotkanie",
    "invited.cancelled": "Spotkanie nie odbędzie się w tym czasie",
    "invited.was_to_be": "Miało być: {when}. Prosimy nie przychodzić. Podamy nowy dzień.",
    "invited.another": (
        "Miało być: {when}. Prosimy nie przychodzić. Napiszemy do Ciebie o innym spotkaniu."
    ),
    "invited.nothing": "Miało być: {when}. Spotkania nie będzie. Nie musisz nic robić.",
    "invited.when": "Kiedy",
    "invited.where": "Gdzie",
    "invited.from_to": "{day}, od {start} do {end}",
    "invited.letter": "Twój list (PDF)",
    "invited.calendar": "Dodaj do kalendarza",
    "invited.calendar_note": "We wpisie będzie tylko słowo „Meeting” (spotkanie).",
    "invited.calendar_out": "Usuń z kalendarza",
    "invited.question": "Czy przyjdziesz?",
    "invited.in_person": "Tak, będę tam",
    "invited.remote": "Tak, przez telefon lub wideo",
    "invited.report_only": "Nie, ale prześlę swoje zdanie lub sprawozdanie",
    "invited.not_coming": "Nie",
    "invited.send": "Wyślij odpowiedź",
    "invited.thanks": "Dziękujemy. Mamy Twoją odpowiedź.",
    "invited.no_date": "To spotkanie nie ma teraz daty.",
    "invited.over": "Dzień tego spotkania już minął",
    "invited.over_text": (
        "Dzień tego spotkania już minął, więc ta strona jest zamknięta. Chcesz o coś zapytać? "
        "Zadzwoń do nas: {telephone}."
    ),
}
