"""Each plan ends with a code of its reader's own, which stands nowhere but on the paper."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from PIL import Image

from desk.domain.bereavement import record_loss
from disclosure.domain.distribution import Choice
from disclosure.domain.rendering import bytes_of, render
from disclosure.enums import Language
from disclosure.models import Pack
from disclosure.rendering.reading import page_count, page_image
from feedback.domain.answering import CodeDoesNotWork, open_slip
from feedback.domain.asking import feedback_section
from feedback.domain.codes import ALPHABET, audience_of, plain, printed_link
from feedback.models import Slip
from people.domain.bereavement import agree_contact
from people.enums import Role
from people.models import Bereavement
from plans.domain.copies import keep_copies_in_step
from plans.domain.giving_copies import make_copies
from tests.factories.disclosure import text_of
from tests.factories.feedback import code_for, make_asked
from tests.factories.people import make_case_role, make_staff
from tests.factories.plans import make_case
from timescales.domain import today_in_london

pytestmark = pytest.mark.django_db


def test_a_telephone_reads_the_square_and_it_leads_to_the_questions(settings) -> None:
    """Read from the page as a cheap printer would put it on paper: 90 dots to the inch."""
    asked = make_asked()
    pack = asked.pack_of(asked.mother)
    pdf = bytes_of(pack)
    pages = [Image.open(io.BytesIO(page_image(pdf, n))) for n in range(1, page_count(pdf) + 1)]
    [read] = [found.text for page in pages for found in zxingcpp.read_barcodes(page)]
    assert read == f"{settings.SITE_ADDRESS}/f/en/{code_for(asked.mother)}/"
    answer = Client().get(read.removeprefix(settings.SITE_ADDRESS), follow=True)
    assert "Did people listen to you?" in answer.content.decode()


def test_each_reader_has_a_code_of_their_own_on_the_paper_alone(settings) -> None:
    """Not in the content of the pack, and in the database only as a hash; every version bears the
    same one. The number to phone stands beside it in the reader's language."""
    settings.DISCLOSURE_ALLOW_DRAFT_WORDING = True
    asked = make_asked(language=Language.POLISH)
    code = code_for(asked.mother)
    pack = asked.pack_of(asked.mother)
    printed = text_of(pack)
    assert code in printed
    assert "127.0.0.1:8000/f" in printed
    assert "999" in printed
    assert settings.DANGER_TELEPHONE_NIGHT in printed
    assert code_for(asked.professional) not in printed
    kept = json.dumps([*Pack.objects.values("content"), *Slip.objects.values()], default=str)
    assert not {code, plain(code)} & set(kept.replace('"', " ").split())
    assert printed_link(asked.mother.pk, "pl", "standard").url.endswith(f"/f/pl/{code}/")
    assert printed_link(asked.girl.pk, "en", "standard").url.endswith("/easy/")
    feedback_section(asked.record, by=asked.chair)
    assert code_for(asked.mother) == code
    assert [
        audience_of(code_for(one)) for one in (asked.mother, asked.girl, asked.professional)
    ] == [
        "family",
        "child",
        "professional",
    ]
    assert set(code) <= {*ALPHABET, "-"}
    assert open_slip(code.lower().replace("-", " ")).recipient == asked.mother


def test_paper_drawn_after_the_secret_key_changed_bears_the_same_code(settings) -> None:
    asked, old = make_asked(), settings.SECRET_KEY
    code = code_for(asked.mother)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [old]
    assert printed_link(asked.mother.pk, "en", "standard").code == code
    assert open_slip(code).recipient == asked.mother


def test_where_the_old_key_is_lost_the_newest_paper_bears_the_code_that_works(settings) -> None:
    asked = make_asked()
    settings.SECRET_KEY = "another key"
    code = printed_link(asked.mother.pk, "en", "standard").code
    assert open_slip(code).recipient == asked.mother
    assert printed_link(asked.mother.pk, "en", "standard").code == code


def test_a_copy_of_the_full_plan_bears_a_code_that_goes_on_working() -> None:
    """Beside the words that nobody watches, and whom to phone."""
    case = make_case("Ada Testwood")
    paper = Choice(case.mother, "standard", "en", "in_person", False)
    [pack] = make_copies(family=case.family, choices=[paper], by=case.worker)
    printed = text_of(render(pack.pk))
    code = code_for(pack.recipient)
    assert code in printed
    assert "Nobody watches these answers as they come in." in printed
    assert settings.DANGER_TELEPHONE_DAY in printed
    Slip.objects.update(expires_on=today_in_london() - dt.timedelta(days=1))
    with pytest.raises(CodeDoesNotWork):
        open_slip(code)
    keep_copies_in_step(pack.record, by=case.worker)  # months later, when the plan has changed
    assert open_slip(code).recipient == pack.recipient


def test_a_loss_withdraws_every_code_of_the_family_and_prints_no_more() -> None:
    asked, other = make_asked(), make_asked("Quillfeather")
    worker = make_staff(Role.SOCIAL_WORKER)
    make_case_role(asked.family, worker)
    record_loss(
        family=asked.family,
        person=asked.child.person,
        happened_on=today_in_london(),
        authorised_by="T. Quill",
        by=worker,
    )
    for recipient in (asked.mother, asked.professional):
        with pytest.raises(CodeDoesNotWork):
            open_slip(code_for(recipient))
    assert open_slip(code_for(other.mother))
    assert feedback_section(asked.record, by=asked.chair) == ()
    row = Bereavement.objects.get()
    agree_contact(bereavement=row, note="By telephone only", by=worker)
    assert feedback_section(asked.record, by=asked.chair) == (), "withdrawn stays withdrawn"
