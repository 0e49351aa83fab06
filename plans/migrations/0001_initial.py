import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("disclosure", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child_protection", "Child protection plan"),
                                    ("child_in_need", "Child in need plan"),
                                    ("early_help", "Early help plan"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "opened_by",
                            models.CharField(help_text="Opaque, as conference:12", max_length=60),
                        ),
                        ("started_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "review_decision",
                                        "Review conference decided the plan should end",
                                    ),
                                    ("transferred", "The receiving authority held its conference"),
                                    ("turned_18", "Turned 18"),
                                    ("died", "Died"),
                                    ("left_uk", "Left the United Kingdom for good"),
                                    ("looked_after", "Became looked after"),
                                    ("left_area", "Left our area (another authority’s plan only)"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("end_authorised_by", models.CharField(blank=True, max_length=200)),
                        (
                            "category_initial",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("NEG", "Neglect"),
                                    ("PHY", "Physical abuse"),
                                    ("SAB", "Sexual abuse"),
                                    ("EMO", "Emotional abuse"),
                                    ("MUL", "Multiple or not recommended"),
                                ],
                                max_length=3,
                            ),
                        ),
                        (
                            "category_latest",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("NEG", "Neglect"),
                                    ("PHY", "Physical abuse"),
                                    ("SAB", "Sexual abuse"),
                                    ("EMO", "Emotional abuse"),
                                    ("MUL", "Multiple or not recommended"),
                                ],
                                max_length=3,
                            ),
                        ),
                        (
                            "constituent_categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("NEG", "Neglect"),
                                        ("PHY", "Physical abuse"),
                                        ("SAB", "Sexual abuse"),
                                        ("EMO", "Emotional abuse"),
                                        ("MUL", "Multiple or not recommended"),
                                    ],
                                    max_length=3,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("risk_outside_home", models.BooleanField(default=False)),
                        (
                            "is_temporary",
                            models.BooleanField(
                                default=False,
                                help_text="Another authority's plan, while the child stays here",
                            ),
                        ),
                        (
                            "authority",
                            models.CharField(
                                blank=True,
                                help_text="Whose plan it is, when it is not ours",
                                max_length=200,
                            ),
                        ),
                        (
                            "taken_over_by",
                            models.CharField(
                                blank=True,
                                help_text="The authority whose conference ended our plan",
                                max_length=200,
                            ),
                        ),
                        (
                            "category_changed_by",
                            models.CharField(
                                blank=True,
                                help_text="Opaque: the conference that last changed it",
                                max_length=60,
                            ),
                        ),
                        (
                            "visit_every",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="This plan's own frequency of visits",
                                null=True,
                            ),
                        ),
                        (
                            "visit_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("working_days", "working days"),
                                    ("days", "days"),
                                    ("weeks", "weeks"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "consent_by",
                            models.CharField(
                                blank=True,
                                help_text="Who agreed to a plan that is not child protection",
                                max_length=200,
                            ),
                        ),
                        ("first_meeting_on", models.DateField(blank=True, null=True)),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("voided_reason", models.TextField(blank=True)),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="people.child",
                            ),
                        ),
                        (
                            "lead_worker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="disclosure.record",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["child_id", "started_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("is_temporary", False),
                                    ("kind", "child_protection"),
                                    ("voided_at__isnull", True),
                                ),
                                fields=("child",),
                                name="one_open_protection_plan",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("is_temporary", True),
                                    ("voided_at__isnull", True),
                                ),
                                fields=("child",),
                                name="one_open_plan_of_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_temporary", True), ("authority", ""), _connector="XOR"
                                ),
                                name="authority_of_a_temporary",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="plan_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("category_latest", models.F("category_initial")),
                                    ("is_temporary", True),
                                    models.Q(("category_changed_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="only_a_conference_changes_the_category",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("visit_every__isnull", True), ("visit_unit", "")),
                                    models.Q(
                                        ("visit_every__gte", 1),
                                        models.Q(("visit_unit", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_frequency_has_a_unit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoreGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("held", "Held"),
                                    ("not_held", "Not held"),
                                    ("void", "Taken back"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("planned_at", models.DateTimeField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "planned_by",
                            models.CharField(
                                blank=True,
                                help_text="Opaque: what fixed the date, as conference:12",
                                max_length=60,
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True)),
                        (
                            "not_held_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("worker_away", "The social worker was away or had left"),
                                    ("family_away", "The family could not come"),
                                    ("partners_away", "Too few professionals could come"),
                                    ("no_place", "No room or interpreter"),
                                    ("unsafe", "It was not safe to meet"),
                                    ("another_day", "Moved to another day by agreement"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="For staff: why, in a sentence",
                                max_length=500,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="core_groups",
                                to="people.family",
                            ),
                        ),
                        (
                            "led_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plans",
                            models.ManyToManyField(related_name="core_groups", to="plans.plan"),
                        ),
                    ],
                    options={
                        "ordering": ["held_on", "planned_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "held"), _negated=True),
                                    ("held_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_held_core_group_has_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_held"), _negated=True),
                                    models.Q(("not_held_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_core_group_not_held_has_a_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "held")),
                                fields=("family", "held_on"),
                                name="one_core_group_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoreGroupMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("family", "Family member"),
                                    ("child", "Child"),
                                    ("professional", "Professional"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, help_text="Last day", null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="people.agency",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="core_group_members",
                                to="people.family",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [
                            "capacity",
                            "person__family_name",
                            "person__given_names",
                            "pk",
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_on__isnull", True)),
                                fields=("family", "person"),
                                name="a_member_of_a_core_group_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoreGroupAttendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "came_as",
                            models.CharField(
                                choices=[
                                    ("in_person", "There the whole time"),
                                    ("remote", "Joined remotely the whole time"),
                                    ("part", "There for part of it"),
                                    ("apologies", "Sent apologies"),
                                    ("absent", "Did not come"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "core_group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="plans.coregroup",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="plans.coregroupmember",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["core_group_id", "member_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("core_group", "member"), name="came_as_one_thing"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlierPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "authority",
                            models.CharField(
                                blank=True, help_text="Empty: this authority", max_length=200
                            ),
                        ),
                        ("started_on", models.DateField()),
                        ("ended_on", models.DateField()),
                        (
                            "category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("NEG", "Neglect"),
                                    ("PHY", "Physical abuse"),
                                    ("SAB", "Sexual abuse"),
                                    ("EMO", "Emotional abuse"),
                                    ("MUL", "Multiple or not recommended"),
                                ],
                                max_length=3,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="earlier_plans",
                                to="people.child",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["child_id", "started_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ended_on__gte", models.F("started_on"))),
                                name="earlier_plan_ends_after_it_starts",
                            ),
                            models.UniqueConstraint(
                                fields=("child", "authority", "started_on"),
                                name="an_earlier_plan_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FullPlan",
                    fields=[
                        (
                            "outline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="full_plan",
                                serialize=False,
                                to="disclosure.record",
                            ),
                        ),
                        ("begun_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "record",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grown_from",
                                to="disclosure.record",
                            ),
                        ),
                    ],
                    options={"ordering": ["outline_id"]},
                ),
                migrations.CreateModel(
                    name="HistoricalCoreGroup",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("held", "Held"),
                                    ("not_held", "Not held"),
                                    ("void", "Taken back"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("planned_at", models.DateTimeField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "planned_by",
                            models.CharField(
                                blank=True,
                                help_text="Opaque: what fixed the date, as conference:12",
                                max_length=60,
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True)),
                        (
                            "not_held_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("worker_away", "The social worker was away or had left"),
                                    ("family_away", "The family could not come"),
                                    ("partners_away", "Too few professionals could come"),
                                    ("no_place", "No room or interpreter"),
                                    ("unsafe", "It was not safe to meet"),
                                    ("another_day", "Moved to another day by agreement"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="For staff: why, in a sentence",
                                max_length=500,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.family",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "led_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical core group",
                        "verbose_name_plural": "historical core groups",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLocalPractice",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "looked_after_ends_a_plan",
                            models.BooleanField(
                                default=True,
                                verbose_name="a plan may end without a review when the child becomes looked after",
                            ),
                        ),
                        (
                            "repeat_within_months",
                            models.PositiveSmallIntegerField(
                                default=24,
                                verbose_name="a plan is a repeat within this many months of the end of an earlier one",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical local practice",
                        "verbose_name_plural": "historical local practice",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlan",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child_protection", "Child protection plan"),
                                    ("child_in_need", "Child in need plan"),
                                    ("early_help", "Early help plan"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "opened_by",
                            models.CharField(help_text="Opaque, as conference:12", max_length=60),
                        ),
                        ("started_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "review_decision",
                                        "Review conference decided the plan should end",
                                    ),
                                    ("transferred", "The receiving authority held its conference"),
                                    ("turned_18", "Turned 18"),
                                    ("died", "Died"),
                                    ("left_uk", "Left the United Kingdom for good"),
                                    ("looked_after", "Became looked after"),
                                    ("left_area", "Left our area (another authority’s plan only)"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("end_authorised_by", models.CharField(blank=True, max_length=200)),
                        (
                            "category_initial",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("NEG", "Neglect"),
                                    ("PHY", "Physical abuse"),
                                    ("SAB", "Sexual abuse"),
                                    ("EMO", "Emotional abuse"),
                                    ("MUL", "Multiple or not recommended"),
                                ],
                                max_length=3,
                            ),
                        ),
                        (
                            "category_latest",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("NEG", "Neglect"),
                                    ("PHY", "Physical abuse"),
                                    ("SAB", "Sexual abuse"),
                                    ("EMO", "Emotional abuse"),
                                    ("MUL", "Multiple or not recommended"),
                                ],
                                max_length=3,
                            ),
                        ),
                        (
                            "constituent_categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("NEG", "Neglect"),
                                        ("PHY", "Physical abuse"),
                                        ("SAB", "Sexual abuse"),
                                        ("EMO", "Emotional abuse"),
                                        ("MUL", "Multiple or not recommended"),
                                    ],
                                    max_length=3,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("risk_outside_home", models.BooleanField(default=False)),
                        (
                            "is_temporary",
                            models.BooleanField(
                                default=False,
                                help_text="Another authority's plan, while the child stays here",
                            ),
                        ),
                        (
                            "authority",
                            models.CharField(
                                blank=True,
                                help_text="Whose plan it is, when it is not ours",
                                max_length=200,
                            ),
                        ),
                        (
                            "taken_over_by",
                            models.CharField(
                                blank=True,
                                help_text="The authority whose conference ended our plan",
                                max_length=200,
                            ),
                        ),
                        (
                            "category_changed_by",
                            models.CharField(
                                blank=True,
                                help_text="Opaque: the conference that last changed it",
                                max_length=60,
                            ),
                        ),
                        (
                            "visit_every",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="This plan's own frequency of visits",
                                null=True,
                            ),
                        ),
                        (
                            "visit_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("working_days", "working days"),
                                    ("days", "days"),
                                    ("weeks", "weeks"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "consent_by",
                            models.CharField(
                                blank=True,
                                help_text="Who agreed to a plan that is not child protection",
                                max_length=200,
                            ),
                        ),
                        ("first_meeting_on", models.DateField(blank=True, null=True)),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("voided_reason", models.TextField(blank=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.child",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lead_worker",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="disclosure.record",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical plan",
                        "verbose_name_plural": "historical plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="LocalPractice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "looked_after_ends_a_plan",
                            models.BooleanField(
                                default=True,
                                verbose_name="a plan may end without a review when the child becomes looked after",
                            ),
                        ),
                        (
                            "repeat_within_months",
                            models.PositiveSmallIntegerField(
                                default=24,
                                verbose_name="a plan is a repeat within this many months of the end of an earlier one",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "local practice",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)), name="one_practice_of_plans"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepeatPlanReview",
                    fields=[
                        (
                            "plan",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="repeat_review",
                                serialize=False,
                                to="plans.plan",
                            ),
                        ),
                        ("reviewed_on", models.DateField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("same_harm", "The same harm came back"),
                                    ("other_harm", "Another kind of harm"),
                                    ("ended_early", "The earlier plan ended too early"),
                                    ("help_stopped", "Help stopped after the earlier plan"),
                                    ("new_people", "New people in the home"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("right", "A plan is right"),
                                    ("other_way", "Another way should be looked at"),
                                    ("legal_advice", "Take legal advice"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "learning",
                            models.TextField(help_text="What others can learn from it; no names"),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={"ordering": ["plan_id"]},
                ),
                migrations.CreateModel(
                    name="LongPlanReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "months",
                            models.PositiveSmallIntegerField(help_text="How long the plan had run"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("no_change", "Little has changed at home"),
                                    ("new_harm", "New harm or new people"),
                                    ("workers_changed", "The social worker changed"),
                                    ("services_waited", "The family waits for a service"),
                                    ("court", "Court or legal planning is under way"),
                                    ("late_reviews", "Reviews or core groups were late"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason_note", models.TextField(blank=True)),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("working", "The plan is working and needs more time"),
                                    ("change_needed", "The plan must change"),
                                    ("step_down", "Ready to step down at the next review"),
                                    ("legal_advice", "Take legal advice"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "actions",
                            models.TextField(
                                help_text="What the panel asks for, of whom and by when"
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "area_head",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "team_manager",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="long_reviews",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["plan_id", "held_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "held_on"), name="one_panel_a_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("chair", models.F("team_manager")), _negated=True
                                ),
                                name="the_chair_is_independent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalVisit",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("visited_on", models.DateField()),
                        ("was_seen", models.BooleanField(verbose_name="child seen")),
                        (
                            "not_seen_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("nobody_in", "Nobody was in"),
                                    ("not_let_in", "Not let in"),
                                    ("child_out", "The child was somewhere else"),
                                    ("child_refused", "The child did not want to be seen"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "seen_alone",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                        ("not_alone_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "bedroom_seen",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                        (
                            "visited_by_name",
                            models.CharField(
                                blank=True,
                                help_text="As imported, where no person here is meant",
                                max_length=200,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("entered", "Entered here"),
                                    ("imported", "Imported from the case system"),
                                ],
                                default="entered",
                                max_length=10,
                            ),
                        ),
                        ("source_id", models.CharField(blank=True, max_length=100)),
                        (
                            "recorded_on",
                            models.DateField(
                                blank=True, help_text="When it was written up", null=True
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, editable=False)),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("voided_reason", models.CharField(blank=True, max_length=300)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Nobody: a task imported it",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visited_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical visit",
                        "verbose_name_plural": "historical visits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRepeatPlanReview",
                    fields=[
                        ("reviewed_on", models.DateField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("same_harm", "The same harm came back"),
                                    ("other_harm", "Another kind of harm"),
                                    ("ended_early", "The earlier plan ended too early"),
                                    ("help_stopped", "Help stopped after the earlier plan"),
                                    ("new_people", "New people in the home"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("right", "A plan is right"),
                                    ("other_way", "Another way should be looked at"),
                                    ("legal_advice", "Take legal advice"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "learning",
                            models.TextField(help_text="What others can learn from it; no names"),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, editable=False)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "peer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical repeat plan review",
                        "verbose_name_plural": "historical repeat plan reviews",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLongPlanReview",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "months",
                            models.PositiveSmallIntegerField(help_text="How long the plan had run"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("no_change", "Little has changed at home"),
                                    ("new_harm", "New harm or new people"),
                                    ("workers_changed", "The social worker changed"),
                                    ("services_waited", "The family waits for a service"),
                                    ("court", "Court or legal planning is under way"),
                                    ("late_reviews", "Reviews or core groups were late"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason_note", models.TextField(blank=True)),
                        (
                            "view",
                            models.CharField(
                                choices=[
                                    ("working", "The plan is working and needs more time"),
                                    ("change_needed", "The plan must change"),
                                    ("step_down", "Ready to step down at the next review"),
                                    ("legal_advice", "Take legal advice"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "actions",
                            models.TextField(
                                help_text="What the panel asks for, of whom and by when"
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, editable=False)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "area_head",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "team_manager",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical long plan review",
                        "verbose_name_plural": "historical long plan reviews",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PlanItem",
                    fields=[
                        (
                            "passage",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="plan_item",
                                serialize=False,
                                to="disclosure.passage",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("danger_statement", "What we are worried about"),
                                    ("safety_goal", "What needs to be different"),
                                    ("how_we_will_know", "How we will know"),
                                    ("action", "Who will do what, by when"),
                                    ("contingency", "What happens if this does not work"),
                                    ("bottom_line", "What must always happen"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("confirm_on", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("under_way", "Under way"),
                                    ("done", "Done"),
                                    ("not_needed", "No longer needed"),
                                ],
                                default="not_started",
                                max_length=12,
                            ),
                        ),
                        (
                            "confirm_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "root",
                            models.ForeignKey(
                                blank=True,
                                help_text="The item this one was first, in an earlier record",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="plans.planitem",
                            ),
                        ),
                    ],
                    options={"ordering": ["passage_id"]},
                ),
                migrations.CreateModel(
                    name="ItemUpdate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("under_way", "Under way"),
                                    ("done", "Done"),
                                    ("not_needed", "No longer needed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "core_group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item_updates",
                                to="plans.coregroup",
                            ),
                        ),
                        (
                            "words",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="disclosure.passage",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="updates",
                                to="plans.planitem",
                            ),
                        ),
                    ],
                    options={"ordering": ["item_id", "on", "pk"]},
                ),
                migrations.CreateModel(
                    name="HistoricalPlanItem",
                    fields=[
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("danger_statement", "What we are worried about"),
                                    ("safety_goal", "What needs to be different"),
                                    ("how_we_will_know", "How we will know"),
                                    ("action", "Who will do what, by when"),
                                    ("contingency", "What happens if this does not work"),
                                    ("bottom_line", "What must always happen"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("confirm_on", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("under_way", "Under way"),
                                    ("done", "Done"),
                                    ("not_needed", "No longer needed"),
                                ],
                                default="not_started",
                                max_length=12,
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "confirm_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="disclosure.passage",
                            ),
                        ),
                        (
                            "root",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The item this one was first, in an earlier record",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="plans.planitem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical plan item",
                        "verbose_name_plural": "historical plan items",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Progress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[
                                    ("better", "Better"),
                                    ("same", "About the same"),
                                    ("worse", "Worse"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "scale",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="0 to 10", null=True
                            ),
                        ),
                        (
                            "core_group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress",
                                to="plans.coregroup",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="progress",
                                to="plans.planitem",
                            ),
                        ),
                        (
                            "words",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="disclosure.passage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["core_group_id", "outcome_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("core_group", "outcome"), name="progress_of_an_outcome_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("scale__isnull", True), ("scale__lte", 10), _connector="OR"
                                ),
                                name="scale_from_0_to_10",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("visited_on", models.DateField()),
                        ("was_seen", models.BooleanField(verbose_name="child seen")),
                        (
                            "not_seen_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("nobody_in", "Nobody was in"),
                                    ("not_let_in", "Not let in"),
                                    ("child_out", "The child was somewhere else"),
                                    ("child_refused", "The child did not want to be seen"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "seen_alone",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                        ("not_alone_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "bedroom_seen",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                        (
                            "visited_by_name",
                            models.CharField(
                                blank=True,
                                help_text="As imported, where no person here is meant",
                                max_length=200,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("entered", "Entered here"),
                                    ("imported", "Imported from the case system"),
                                ],
                                default="entered",
                                max_length=10,
                            ),
                        ),
                        ("source_id", models.CharField(blank=True, max_length=100)),
                        (
                            "recorded_on",
                            models.DateField(
                                blank=True, help_text="When it was written up", null=True
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("voided_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody: a task imported it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["plan_id", "visited_on", "pk"],
                        "indexes": [
                            models.Index(fields=["plan", "-visited_on"], name="visits_of_a_plan")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("source_id", ""), _negated=True),
                                fields=("source", "source_id"),
                                name="an_imported_visit_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("was_seen", True), ("seen_alone", "no"), _connector="OR"
                                ),
                                name="not_seen_is_not_seen_alone",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="repeatplanreview",
            name="peer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="repeatplanreview",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
