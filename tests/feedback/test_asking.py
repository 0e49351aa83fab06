"""Each plan ends with a code of its reader's own, which stands nowhere but on the paper."""

from __future__ import annotations

import io
import json

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from desk.domain.bereavement import record_loss
from disclosure.domain.rendering import bytes_of
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
from tests.factories.disclosure import text_of
from tests.factories.feedback import code_for, make_asked
from tests.factories.people import make_case_role, make_staff
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
