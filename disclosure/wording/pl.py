"""Polish: DRAFT until a named reviewer signs it."""

MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)

WEEKDAYS = (
    "poniedziałek",
    "wtorek",
    "środa",
    "czwartek",
    "piątek",
    "sobota",
    "niedziela",
)

WORDS = {
    "for": "Dla: {name}",
    "page": "Strona {page} z {pages}",
    "pack": "Pakiet {number}",
    "private": (
        "To pismo jest poufne. Jest tylko dla Ciebie. Prosimy trzymać je w bezpiecznym miejscu."
    ),
    "draft": "WERSJA ROBOCZA tłumaczenia. Nikt jeszcze nie sprawdził tych słów.",
    "not_translated": (
        "Niektóre części są po angielsku. Poproś pracownika socjalnego, żeby je z Tobą omówił."
    ),
    "translated_from": "Słowa po angielsku:",
    "title.outline_plan": "Zarys planu",
    "title.protection_plan": "Plan ochrony dziecka",
    "title.child_page": "Moja strona",
    "title.decision_letter": "Co postanowiono",
    "title.summary_record": "Zapis konferencji",
    "title.document": "Dokument",
    "section.about": "O tym spotkaniu",
    "section.who_was_there": "Kto był obecny",
    "section.introductions": "Dlaczego się spotykamy",
    "section.worries": "Co nas martwi",
    "section.worries_outside": "Co nas martwi w tym, co dzieje się poza domem",
    "section.strengths": "Co działa dobrze",
    "section.strengths_outside": "Kto i co pomaga chronić dziecko",
    "section.grey_areas": "Czego jeszcze nie wiemy",
    "section.needs_to_happen": "Co musi się stać",
    "section.needs_outside": "Co my wszyscy musimy zmienić wokół dziecka",
    "section.said_of_decision": "Co powiedziano o decyzji",
    "section.danger_statement": "Dlaczego się martwimy",
    "section.safety_goal": "Co chcemy zobaczyć",
    "section.how_we_will_know": "Po czym poznamy, że jest lepiej",
    "section.actions": "Kto co zrobi i do kiedy",
    "section.contingency": "Jeśli plan nie zadziała",
    "section.bottom_lines": "Co zawsze musi się dziać",
    "section.safety_scale": "Jak bezpiecznie jest, od 0 do 10",
    "section.progress": "Jak nam idzie",
    "section.views": "Co ludzie myślą",
    "section.views_outside": "Co mówi rodzina i co by jej pomogło",
    "section.child_views": "Co mówi {name}",
    "section.child_life": "Jak wygląda życie dziecka",
    "section.my_views": "Co powiedziałem lub powiedziałam",
    "section.decision": "Co postanowiono, {name}",
    "section.reasons": "Dlaczego",
    "section.agency_views": "Co myśli każda instytucja",
    "section.dissent": "Kto się nie zgodził",
    "section.what_next": "Co będzie dalej",
    "section.your_worker": "Twój pracownik socjalny",
    "section.your_lead": "Kto prowadzi pracę",
    "section.who_helps": "Kto mi pomoże",
    "section.not_agree": "Jeśli się nie zgadzasz",
    "section.corrections": "Poprawki",
    "section.for_child": "Dla: {name}",
    "section.whole_family": "Dla całej rodziny",
    "opening.outline_plan": "To plan, który zrobiliśmy razem. Mówi, kto co zrobi.",
    "opening.outline_plan_absent": "To plan, który powstał na spotkaniu. Mówi, kto co zrobi.",
    "opening.outline_plan_work": "To plan dla dzieci i rodziny. Mówi, kto co zrobi.",
    "opening.decision_letter_work": (
        "Konferencja zebrała się, żeby porozmawiać o bezpieczeństwie dzieci z tej rodziny."
    ),
    "opening.protection_plan": "To jest plan w obecnej postaci. Mówi, kto co zrobi.",
    "opening.child_page": "Cześć, {name}. Ta strona jest dla Ciebie. Mówi, co ustalili dorośli.",
    "opening.decision_letter": (
        "Spotkaliśmy się, żeby porozmawiać o bezpieczeństwie Twojej rodziny."
    ),
    "opening.summary_record": "To krótki zapis. Nie ma w nim każdego słowa.",
    "decision.plan_made": "Będzie plan ochrony dziecka.",
    "decision.plan_continues": "Plan ochrony dziecka trwa dalej.",
    "decision.plan_ended": "Plan ochrony dziecka zakończył się.",
    "decision.no_plan": "Nie będzie planu ochrony dziecka.",
    "decision.child_in_need": "Będzie plan dla dziecka w potrzebie, jeśli się zgodzisz.",
    "decision.early_help": "Będzie plan wczesnej pomocy, jeśli się zgodzisz.",
    "decision.child_in_need_agreed": "Będzie plan dla dziecka w potrzebie.",
    "decision.early_help_agreed": "Będzie plan wczesnej pomocy.",
    "decision.no_more": "Teraz nie zrobimy nic więcej.",
    "decision.adjourned": "Spotkanie przerwano przed decyzją. Spotkamy się znowu.",
    "category.NEG": "Zaniedbanie",
    "category.PHY": "Przemoc fizyczna",
    "category.SAB": "Wykorzystywanie seksualne",
    "category.EMO": "Przemoc emocjonalna",
    "category.none": "Nie wybraliśmy jednego rodzaju krzywdy.",
    "category.MUL": "Więcej niż jeden rodzaj krzywdy",
    "risk_outside_home": "Krzywda pochodzi spoza domu.",
    "not_agree.how": (
        "Powiedz osobie prowadzącej, jeśli się nie zgadzasz lub jeśli potraktowano Cię "
        "niesprawiedliwie. Możesz poprosić kogoś o pomoc. Decyzja obowiązuje, gdy to sprawdzamy."
    ),
    "core_group.own_meeting": "Twój pracownik socjalny powie Ci o Twoim własnym spotkaniu.",
    "not_agree.phone": "Zadzwoń do nas pod numer {name}.",
    "not_agree.phone_by": (
        "Zadzwoń do nas pod numer {name} do {day}. Możesz nam też powiedzieć później."
    ),
    "child_page.ask": "Możesz o wszystko zapytać. Możesz powiedzieć, jeśli coś jest nie tak.",
    "not_agreed_yet": "Do potwierdzenia",
    "to_be_confirmed_by": "Potwierdzi: {name}",
    "fact.date": "Data",
    "fact.place": "Miejsce",
    "fact.chair": "Osoba prowadząca",
    "fact.decision": "Decyzja",
    "fact.what_next": "Co będzie dalej",
    "fact.category": "Rodzaj krzywdy",
    "fact.since": "Od",
    "fact.reasons": "Dlaczego",
    "fact.core_group": "Pierwsza grupa podstawowa",
    "fact.next_core_group": "Następne spotkanie grupy podstawowej",
    "fact.review": "Następna konferencja, najpóźniej",
    "fact.review_on": "Następna konferencja",
    "fact.first_meeting": "Pierwsze spotkanie",
    "fact.lead_worker": "Pracownik socjalny",
    "fact.lead_other": "Osoba prowadząca",
    "fact.telephone": "Telefon",
    "fact.email": "E-mail",
    "fact.scale": "{name}",
    "fact.present": "Obecni",
    "fact.sent_views": "Przesłali swoje zdanie",
    "fact.born": "Data urodzenia",
    "fact.expected": "Przewidywana data urodzenia",
    "fact.address": "Adres",
    "fact.school": "Szkoła",
    "fact.language": "Język",
    "column.what": "Co",
    "column.who": "Kto",
    "column.when": "Do kiedy",
    "cover.title": "Strona tytułowa",
    "cover.give": "Przekazać tylko tej osobie. Poprosić o podpis.",
    "cover.signed": "Podpis",
    "cover.date": "Data i godzina",
    "copy": "Egzemplarz {number}",
    "opening.teenager": "Cześć, {name}. Ta strona jest dla Ciebie. Mówi, co ustalono na spotkaniu.",
    "section.child_why": "Dlaczego było spotkanie",
    "section.child_decision": "Co postanowili",
    "section.child_space": "Moje miejsce",
    "child_page.why": (
        "Ludzie, którym na Tobie zależy, spotkali się. Rozmawiali o tym, żeby Ci było "
        "bezpiecznie i dobrze. To nie jest Twoja wina."
    ),
    "child_page.not_there": "Nie było Cię na spotkaniu. To nic złego.",
    "child_page.read_together": "Możesz czytać tę stronę z kimś, kogo lubisz.",
    "child_page.no_words": "Nie ma tu jeszcze Twoich słów. Chcemy je usłyszeć.",
    "child_page.no_jobs": (
        "Dorośli mają listę rzeczy do zrobienia dla Ciebie i Twojej rodziny. Pracownik socjalny "
        "może Ci o niej opowiedzieć."
    ),
    "child_page.plan_made": (
        "Będzie plan, żeby Ci było bezpiecznie. Nazywa się planem ochrony dziecka."
    ),
    "child_page.plan_continues": (
        "Plan, żeby Ci było bezpiecznie, trwa dalej. Nazywa się planem ochrony dziecka."
    ),
    "child_page.child_in_need": (
        "Będzie plan pomocy dla Ciebie i Twojej rodziny, jeśli rodzina się zgodzi."
    ),
    "child_page.early_help": "Twoja rodzina może dostać pomoc, jeśli się zgodzi.",
    "child_page.no_more": "Nie potrzebujesz teraz planu.",
    "child_page.come": (
        "Możesz przyjść na następne duże spotkanie, jeśli chcesz. Możesz też powiedzieć komuś, "
        "co ma przekazać od Ciebie."
    ),
    "child_page.advocate": (
        "Możesz poprosić o rzecznika. Rzecznik pomaga Ci powiedzieć, czego chcesz."
    ),
    "child_page.space": ("Napisz lub narysuj tu, co mamy wiedzieć. Daj to komuś, komu ufasz."),
    "fact.child_core_group": "Dorośli spotkają się, żeby sprawdzić plan",
    "fact.child_review": "Następne duże spotkanie, najpóźniej",
    "fact.child_review_on": "Następne duże spotkanie",
    "child_page.childline": "Możesz zadzwonić do Childline w dzień i w nocy, za darmo: {name}",
    # Letters, emails and text messages
    "letter.number": "List {number}",
    "letter.dear": "Dzień dobry, {name}",
    "letter.invite.title": "Zapraszamy na spotkanie",
    "letter.invite.opening": (
        "To spotkanie, o którym mówił Ci Twój pracownik socjalny. Chcemy, żebyś tam był lub była."
    ),
    "letter.change.title": "Zmienił się czas lub miejsce spotkania",
    "letter.change.opening": "Ten list zastępuje poprzedni.",
    "letter.cancel.title": "Spotkanie nie odbędzie się w tym czasie",
    "letter.cancel.opening": (
        "Pisaliśmy do Ciebie o spotkaniu. Nie odbędzie się ono w czasie podanym "
        "poniżej. Prosimy nie przychodzić. Podamy nowy dzień."
    ),
    "letter.cancel.another": (
        "Pisaliśmy do Ciebie o spotkaniu. Nie odbędzie się ono w czasie podanym poniżej. "
        "Prosimy nie przychodzić. Napiszemy do Ciebie o innym spotkaniu."
    ),
    "letter.cancel.no_meeting": "Spotkania nie będzie",
    "letter.cancel.nothing": (
        "Pisaliśmy do Ciebie o spotkaniu podanym poniżej. Spotkania nie będzie. Nie musisz "
        "nic robić."
    ),
    "letter.supporter": (
        "Możesz przyjść z osobą, która Cię wesprze. Powiedz nam najpierw, kto to będzie."
    ),
    "letter.needs": (
        "Powiedz nam, jeśli potrzebujesz tłumacza, pomocy w dojeździe lub pokoju bez schodów."
    ),
    "letter.telephone": (
        "Jeśli nie możesz przyjść lub chcesz o coś zapytać, zadzwoń pod numer {telephone}."
    ),
    "letter.ask": "Jeśli chcesz o coś zapytać, zadzwoń pod numer {telephone}.",
    "letter.exclusion.title": "Decyzja osoby prowadzącej o spotkaniu",
    "letter.exclusion.all": (
        "Prowadzę to spotkanie. Postanowiłem lub postanowiłam, że nie możesz na nim "
        "być. To rzadka decyzja i dobrze ją przemyślałem lub przemyślałam."
    ),
    "letter.exclusion.part": (
        "Prowadzę to spotkanie. Postanowiłem lub postanowiłam, że nie możesz być na "
        "jednej jego części. To rzadka decyzja i dobrze ją przemyślałem lub "
        "przemyślałam."
    ),
    "letter.exclusion.speak": (
        "To, co chcesz powiedzieć, jest ważne. Ktoś może mówić za Ciebie: przyjaciel "
        "lub rzecznik. Pomożemy Ci kogoś znaleźć."
    ),
    "letter.exclusion.wrong": (
        "Jeśli uważasz, że to niesłuszne, powiedz nam. Możesz zadzwonić pod numer "
        "{telephone} lub napisać. Powiemy Ci, jak złożyć skargę."
    ),
    "letter.chair": "{name}, osoba prowadząca",
    "ground.prejudice": "To mogłoby poważnie zaszkodzić dziecku",
    "ground.violence": "Przemoc, groźby albo słowa i czyny, które ranią innych",
    "ground.safe_and_fair": "To nie byłoby bezpieczne lub sprawiedliwe dla wszystkich",
    "ground.confidential": "Prywatne informacje o innych osobach albo sprawy prawne lub karne",
    "ground.conflict": "Konflikt między członkami rodziny",
    "fact.day": "Dzień",
    "fact.time": "Godzina",
    "fact.way_there": "Jak dojechać",
    "fact.heard": "Jak mimo to Cię wysłuchamy",
    "mail.invite.subject": "Spotkanie {day}",
    "mail.change.subject": "Zmiana: spotkanie {day}",
    "mail.cancel.subject": "Spotkanie {day} nie odbędzie się",
    "mail.invite": "Zapraszamy Cię na spotkanie: {when}.",
    "mail.change": "Zmienił się czas lub miejsce spotkania. Zapraszamy Cię na spotkanie: {when}.",
    "mail.cancel": "Spotkanie nie odbędzie się: {when}.",
    "mail.excluded.subject": "Prosimy nie przychodzić: {day}",
    "mail.excluded": (
        "Nie zapraszamy Cię już na spotkanie: {when}. Prosimy nie przychodzić. Powiemy, dlaczego."
    ),
    "mail.answer": "Gdzie to jest i jak odpowiedzieć: {link}",
    "guest.link.subject": "Dokument dla Ciebie",
    "guest.link": "Mamy dla Ciebie dokument. Otwórz ten link. Wtedy wyślemy Ci kod do wpisania.",
    "guest.link.lasts": (
        "Link działa przez 7 dni. Jeśli się tego nie spodziewasz, nie otwieraj go."
    ),
    "guest.code.subject": "Twój kod",
    "guest.code": "Twój kod to {code}",
    "guest.code.lasts": (
        "Działa raz, przez 10 minut. Nikt z urzędu nigdy Cię o niego nie poprosi."
    ),
    # Feedback: what a pack asks at its end, and the pages its code leads to
    "section.feedback": "Jak było?",
    "link.square": "Skieruj tutaj aparat telefonu",
    "feedback.tell_us": "Napisz do nas tutaj",
    "feedback.ask": (
        "Powiedz nam, jak przebiegło spotkanie. Zajmie to dwie minuty. Nie podajesz swojego "
        "nazwiska."
    ),
    "feedback.scan": "Skieruj aparat telefonu na kwadrat. Albo wpisz adres, a potem swój kod.",
    "feedback.not_watched": "Nikt nie czyta tych odpowiedzi od razu, gdy przychodzą.",
    "feedback.danger": "Jeśli dziecku teraz coś grozi, zadzwoń pod numer 999.",
    "feedback.danger_day": "W dzień możesz zadzwonić do nas pod numer {name}.",
    "feedback.danger_night": "W nocy i w weekendy zadzwoń pod numer {name}.",
    "feedback.title": "Jak było na spotkaniu?",
    "feedback.anonymous": (
        "Nie sprawdzamy, kto to napisał. Ale jeśli napiszesz, że dziecku dzieje się krzywda, "
        "sprawdzimy, o którą rodzinę chodzi, żeby pomóc."
    ),
    "feedback.optional": "Nie musisz odpowiadać na wszystko.",
    "feedback.q.understood_why": "Czy było dla Ciebie jasne, dlaczego odbyło się spotkanie?",
    "feedback.q.report_in_time": (
        "Czy raport był dla Ciebie dostępny odpowiednio wcześnie przed spotkaniem?"
    ),
    "feedback.q.listened": "Czy ludzie Cię słuchali?",
    "feedback.q.respect": "Czy traktowano Cię z szacunkiem?",
    "feedback.q.plan_clear": "Czy wiesz, co jest w planie?",
    "feedback.q.knows_next": "Czy wiesz, co będzie dalej?",
    "feedback.q.help_to_speak": "Czy ktoś pomógł Ci powiedzieć, co myślisz?",
    "feedback.yes": "Tak",
    "feedback.partly": "Trochę",
    "feedback.no": "Nie",
    "feedback.went_well": "Co było dobre?",
    "feedback.could_be_better": "Co powinniśmy robić lepiej?",
    "feedback.contact": (
        "Czy mamy do Ciebie zadzwonić? Jeśli tak, wpisz tutaj imię i numer telefonu."
    ),
    "feedback.skip": "Przejdź do treści",
    "feedback.send": "Wyślij",
    "feedback.easy": "Łatwa wersja z obrazkami",
    "feedback.standard": "Mniejsze litery, bez obrazków",
    "feedback.languages": "Inne języki",
    "feedback.problem": "Coś jest nie tak",
    "feedback.empty": "Odpowiedz na jedno pytanie albo coś napisz.",
    "feedback.too_long": (
        "Twój tekst ma {count} znaków. Najwięcej może być {most}. Prosimy go skrócić."
    ),
    "feedback.choose": "Wybierz jedną z trzech odpowiedzi.",
    "feedback.busy": (
        "Z tego miejsca przychodzi naraz zbyt wiele odpowiedzi. Twój tekst nadal tu jest. "
        "Poczekaj dziesięć minut i naciśnij Wyślij jeszcze raz."
    ),
    "feedback.busy_page": (
        "Zbyt wiele osób otwiera naraz tę stronę z tego samego miejsca. Poczekaj dziesięć "
        "minut i spróbuj ponownie."
    ),
    "feedback.once_more": "Nic jeszcze nie zostało wysłane. Naciśnij Wyślij jeszcze raz.",
    "feedback.leave_empty": "Zostaw to pole puste",
    "feedback.enough": (
        "Mamy już kilka odpowiedzi z tym kodem. Aby powiedzieć więcej, zadzwoń pod numer {name}."
    ),
    "feedback.thanks": "Dziękujemy. Mamy Twoją odpowiedź.",
    "feedback.thanks_text": (
        "Jeśli coś zostało napisane, ktoś przeczyta to w następnym dniu roboczym."
    ),
    "feedback.had_it": "Już to mamy",
    "feedback.had_it_text": (
        "Odpowiedź z tym kodem już przyszła. Jeśli jest w niej coś nowego, też to zachowamy. "
        "Nic nie zginęło."
    ),
    "feedback.answered": (
        "Mamy już odpowiedź z tym kodem. Nadal możesz coś dodać. To też zachowamy."
    ),
    "feedback.gone": "Ten kod nie działa",
    "feedback.gone_text": (
        "Może jest w nim błąd albo minął jego czas. Nadal możesz nam powiedzieć, jak było: "
        "zadzwoń pod numer {name}."
    ),
    "feedback.your_words": "Oto Twój tekst, żeby można go było skopiować:",
    "feedback.code": "Wpisz kod ze swojego planu",
    "feedback.go_on": "Dalej",
    "feedback.paper_how": (
        "Zaznacz jedno pole w każdym wierszu. Oddaj tę kartkę komuś na spotkaniu albo zostaw "
        "w recepcji."
    ),
    "feedback.paper_code": "Kod z Twojego planu, jeśli chcesz",
}
