"""The code on a slip: unguessable, easy to type, and not kept anywhere.

A code is a letter for who is asked and fifteen more of 27 (71 bits). It is made from the slip's
seed and the service's secret key each time the pack is drawn, so that neither the database nor a
copy of it holds any; the slip keeps only its hash.
"""

from __future__ import annotations

import hashlib
import logging
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from disclosure.enums import Layout
from disclosure.printed_links import PrintedLink
from feedback.enums import LETTERS, Audience
from feedback.models import Slip
from notifications.links import absolute

# No vowels, so that no word or name is spelt by chance; nothing that looks like something else.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
RANDOM_LETTERS = 15
GROUP = 4

logger = logging.getLogger(__name__)

_LETTER_OF = {audience: letter for letter, audience in LETTERS.items()}


def code_of(audience: str, seed: UUID, key: str | None = None) -> str:
    """FK2R-7H9W-... as it is printed. With the secret key of today, unless another is given."""
    digest = salted_hmac("feedback.code", seed.hex, key, algorithm="sha256").digest()
    number, letters = int.from_bytes(digest, "big"), ""
    for _ in range(RANDOM_LETTERS):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return grouped(_LETTER_OF[Audience(audience)] + letters)


def grouped(letters: str) -> str:
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def plain(typed: str) -> str:
    """What was typed, without spaces, hyphens and small letters."""
    return "".join(letter for letter in typed.upper() if letter in ALPHABET)[: RANDOM_LETTERS + 1]


def hash_of(code: str) -> str:
    return hashlib.sha256(plain(code).encode()).hexdigest()


def audience_of(code: str) -> Audience | None:
    """Whom a code like this asks, by its first letter; it need not be anybody's code."""
    letters = plain(code)
    return LETTERS.get(letters[:1]) if len(letters) == RANDOM_LETTERS + 1 else None


def printed_link(recipient_id: int, language: str, layout: str) -> PrintedLink:
    """Where this person's code leads, in the language and form of the pack it stands in."""
    slip = Slip.objects.get(recipient=recipient_id)
    code = _code_that_opens(slip)
    easy = layout == Layout.EASY_READ or slip.audience == Audience.CHILD
    path = f"/f/{language}/{code}/easy/" if easy else f"/f/{language}/{code}/"
    host = settings.SITE_ADDRESS.partition("://")[2]
    return PrintedLink(url=absolute(path), typed=f"{host}/f", code=code)


def _code_that_opens(slip: Slip) -> str:
    """The secret key may have changed since the slip was made: its hash tells with which it was.

    Where that key is lost, no paper drawn from now on could bear the old code. The code of the
    newest paper is the one that works.
    """
    for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        code = code_of(slip.audience, slip.seed, key)
        if hash_of(code) == slip.code_hash:
            return code
    code = code_of(slip.audience, slip.seed)
    Slip.objects.filter(pk=slip.pk).update(code_hash=hash_of(code))
    logger.warning("The secret key of slip %s is lost: the code on its earlier paper ends", slip.pk)
    return code
