"""Turns in which practice is questioned: in a concern, by a midpoint check, of a partner."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from escalations.domain.answer_passes import let_in, send_code
from escalations.domain.answering import answer_as_guest, answer_form
from escalations.domain.raising_form import promote_concern, raise_form
from escalations.domain.settling import resolve_form
from escalations.models import Concern, ResolutionForm
from midpoints.models import MidpointCheck
from people.enums import AgencyKind
from plans.domain.queries import open_plans_of
from rehearsal import challenge_words, words
from rehearsal.challenged import Challenged
from rehearsal.posting import code_in_mail, link_in_mail

if TYPE_CHECKING:
    from rehearsal.life import Life


def worries(life: Life, day: dt.date) -> None:
    """A concern that becomes a form, is answered, and resolved."""
    if not open_plans_of(life.family):
        return
    who = Challenged(life.service, life.family, place=0)
    concern = who.concern("visits_core_groups", ago=0)
    life.diary.put(life.after(day, 5), partial(_formally, life, who, concern))


def _formally(life: Life, who: Challenged, concern: Concern, day: dt.date) -> None:
    what = who.asked(who.manager.professional)
    form = promote_concern(concern=concern, what=what, by=who.chair)
    life.diary.put(life.after(day, 3), partial(_is_answered, life, who, form))


def asks_at_midpoint(life: Life, check: MidpointCheck) -> None:
    """What the check found is asked of the team manager at once."""
    who = Challenged(life.service, life.family, place=0)
    origin = replace(who.origin(), raised_from=check.about)
    form = raise_form(origin=origin, what=who.asked(who.manager.professional), by=who.chair)
    life.diary.put(life.after(check.on, 2), partial(_is_answered, life, who, form))


def _is_answered(life: Life, who: Challenged, form: ResolutionForm, day: dt.date) -> None:
    form = answer_form(form=form, answer=challenge_words.ANSWER, by=who.manager)
    life.diary.put(life.after(day, 4), partial(_is_resolved, who, form))


def partner_is_asked(life: Life, day: dt.date) -> None:
    """Of somebody without a sign-in, who gets a link."""
    if not open_plans_of(life.family):
        return
    who = Challenged(life.service, life.family, place=0)
    partner = life.service.partners[AgencyKind.SCHOOL]
    what = who.asked(partner, "partner_absent")
    form = raise_form(origin=who.origin(partner), what=what, by=who.chair)
    [stage] = form.stages.all()
    issued = stage.passes.get(revoked_at=None)
    token = link_in_mail(f"answer-pass:{issued.pk}:link")
    life.diary.put(life.after(day, 2), partial(_answers_by_link, life, who, form, token))


def _answers_by_link(
    life: Life, who: Challenged, form: ResolutionForm, token: str, day: dt.date
) -> None:
    """The guest opens the link, types the code that comes by email, and answers."""
    sent = send_code(token)
    opened = let_in(token, code=code_in_mail(f"answer-pass:{sent.pk}:code:{sent.codes_sent}"))
    assert opened.opened_at is not None
    form = answer_as_guest(token, answer=words.PARTNER_ANSWER, since=opened.opened_at)
    life.diary.put(life.after(day, 3), partial(_is_resolved, who, form))


def _is_resolved(who: Challenged, form: ResolutionForm, day: dt.date) -> None:
    outcome = challenge_words.OUTCOME.format(child=who.name)
    resolve_form(form=form, outcome=outcome, by=who.chair)
