"""A family that was asked how a conference went, each person by a code of their own."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from disclosure.document import Document, Section
from disclosure.enums import Capacity, Language, PackKind
from disclosure.models import Pack, Recipient, Record
from feedback.domain.answering import Given, give_answer
from feedback.domain.asking import feedback_section
from feedback.domain.codes import code_of
from feedback.models import Comment, Slip
from people.enums import Role
from people.models import Child, Family
from tests.factories import people
from tests.factories.disclosure import make_chair, make_pack, make_recipient, make_record


@dataclass
class Asked:
    """A mother, a child of eleven and a health visitor; the chair who gives the packs out."""

    family: Family
    child: Child
    record: Record
    chair: User
    mother: Recipient
    girl: Recipient
    professional: Recipient
    sections: tuple[Section, ...]

    def pack_of(self, recipient: Recipient) -> Pack:
        is_child = recipient.capacity == Capacity.CHILD
        kind = PackKind.CHILD_PAGE if is_child else PackKind.OUTLINE_PLAN
        document = Document(kind=kind, sections=self.sections)
        return make_pack(recipient, by=self.chair, document=document)


def make_asked(name: str = "Pendlewick", *, language: Language = Language.ENGLISH) -> Asked:
    family = people.make_family(name)
    child = people.make_child(f"Tamsin {name}", family=family)
    mother = people.make_relationship(child, people.make_person(f"Layla {name}")).person
    visitor = people.make_professional()
    chair = make_chair(family)
    record = make_record(family)
    to = make_recipient(record, mother, language=language)
    girl = make_recipient(record, child.person, capacity=Capacity.CHILD)
    professional = make_recipient(record, visitor.person, capacity=Capacity.PROFESSIONAL)
    sections = feedback_section(record, by=chair)
    return Asked(family, child, record, chair, to, girl, professional, sections)


def code_for(recipient: Recipient) -> str:
    slip = Slip.objects.get(recipient=recipient)
    return code_of(slip.audience, slip.seed)


def make_comment(
    words: str = "Too many people in the room.", *, recipient: Recipient | None = None
) -> Comment:
    """Written on the page of the code, with no name."""
    recipient = recipient or make_asked().mother
    give_answer(code=code_for(recipient), given=Given(could_be_better=words))
    found: Comment = Comment.objects.latest("pk")
    return found


def make_head() -> User:
    return people.make_staff(Role.HEAD_OF_SERVICE)
