"""A step sent again under its key is taken once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from api.models import KeptAnswer
from people.models import Family
from plans.models import Plan, Visit
from tests.factories import plans
from tests.factories.api import System

pytestmark = pytest.mark.django_db


class TestOnce:
    @pytest.fixture
    def case(self) -> plans.Case:
        return plans.make_case()

    def body(self, case: plans.Case, **fields: Any) -> dict[str, Any]:
        return {
            "visited_on": plans.days_ago(4).isoformat(),
            "visited_by": case.nurse.pk,
            "children": [{"child": case.plan.child_id, "was_seen": True}],
            **fields,
        }

    def test_the_same_key_takes_one_step_and_answers_twice_alike(self, case: plans.Case) -> None:
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        first = worker.post(path, self.body(case), key="a")
        again = worker.post(path, self.body(case), key="a")
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.content == again.content
        assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")
        assert Visit.objects.count() == 1
        later = self.body(case, visited_on=plans.days_ago(3).isoformat())
        other = worker.post(path, later, key="a")
        assert (other.status_code, other.json()["type"]) == (422, "/api/v1/#key-used")
        assert worker.post(path, later, key="b").status_code == 201
        latest = self.body(case, visited_on=plans.days_ago(2).isoformat())
        assert System(case.manager).post(path, latest, key="a").status_code == 201
        assert Visit.objects.count() == 3

    def test_a_step_is_answered_again_whatever_has_happened_since(self, case: plans.Case) -> None:
        """The plan was taken back meanwhile."""
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        first = worker.post(path, self.body(case), key="a")
        Plan.objects.update(voided_at=timezone.now())
        again = worker.post(path, self.body(case), key="a")
        assert (again.status_code, again.content) == (201, first.content)
        assert worker.post(path, self.body(case), key="b").status_code == 409
        assert Visit.objects.count() == 1

    def test_without_a_key_nothing_happens(self, case: plans.Case) -> None:
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        for key in (" ", "x" * 256, "é"):
            answer = worker.post(path, self.body(case), key=key)
            assert [each["field"] for each in answer.json()["errors"]] == ["Idempotency-Key"]
        assert Visit.objects.count() == 0

    def test_a_refused_step_keeps_no_answer_and_may_be_asked_for_again(
        self, case: plans.Case
    ) -> None:
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        Plan.objects.update(started_on=plans.days_ago(1))
        assert worker.post(path, self.body(case), key="a").status_code == 422
        assert KeptAnswer.objects.count() == 0
        Plan.objects.update(started_on=plans.days_ago(30))
        assert worker.post(path, self.body(case), key="a").status_code == 201

    def test_whoever_may_see_it_no_longer_gets_no_kept_answer(self, case: plans.Case) -> None:
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        assert worker.post(path, self.body(case), key="a").status_code == 201
        Family.objects.update(is_restricted=True)
        assert worker.post(path, self.body(case), key="a").status_code == 403

    def test_answers_are_forgotten_after_a_week(self, case: plans.Case) -> None:
        from api.tasks import forget_old_answers

        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        worker.post(path, self.body(case), key="a")
        assert forget_old_answers() == 0
        KeptAnswer.objects.update(at=timezone.now() - dt.timedelta(days=8))
        assert (forget_old_answers(), KeptAnswer.objects.count()) == (1, 0)
