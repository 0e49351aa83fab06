import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import conferences.models.device
from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("accounts", "0001_initial"),
        ("bookings", "0001_initial"),
        ("disclosure", "0001_initial"),
        ("people", "0001_initial"),
        ("plans", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ConferenceRequest",
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
                                    ("initial", "Initial child protection conference"),
                                    ("review", "Review child protection conference"),
                                    ("transfer_in", "Transfer-in conference"),
                                ],
                                default="initial",
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "With the duty officer"),
                                    ("more_work", "Sent back for more work"),
                                    ("diverting", "Diversion waits for the team manager"),
                                    ("disputed", "Diversion disagreed, with a head of service"),
                                    ("proceeding", "A conference will be held"),
                                    ("diverted", "Diverted"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "steps_done",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "decided_on",
                            models.DateField(
                                blank=True,
                                help_text="When it was decided that a conference is needed",
                                null=True,
                            ),
                        ),
                        (
                            "section_47_outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "substantiated_likely",
                                        "Concerns substantiated, likely significant harm",
                                    ),
                                    (
                                        "substantiated_not",
                                        "Concerns substantiated, harm not likely to continue",
                                    ),
                                    ("ongoing", "Enquiry not finished"),
                                ],
                                max_length=25,
                            ),
                        ),
                        (
                            "early_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "new_incident",
                                        "A new significant incident, or a new section 47 enquiry",
                                    ),
                                    ("not_working", "The plan is not working"),
                                    (
                                        "risky_adult",
                                        "An adult who poses a danger has contact again",
                                    ),
                                    ("change", "A significant change in the family"),
                                    ("safe_now", "The child has moved to safety"),
                                    ("ready_to_end", "The core group thinks the plan should end"),
                                    ("inquorate", "The last conference went on without a quorum"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "wanted_by",
                            models.DateField(
                                blank=True,
                                help_text="For an early review: the day by which it is needed",
                                null=True,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("interim_safety_plan", models.TextField(blank=True)),
                        (
                            "invitees",
                            models.TextField(
                                blank=True, help_text="Anybody to invite who is not listed yet"
                            ),
                        ),
                        ("interpreter", models.CharField(blank=True, max_length=200)),
                        ("access_needs", models.CharField(blank=True, max_length=300)),
                        ("step_free_wanted", models.BooleanField(default=False)),
                        ("hearing_loop_wanted", models.BooleanField(default=False)),
                        (
                            "remote_wanted",
                            models.BooleanField(
                                default=False, help_text="Somebody will join remotely"
                            ),
                        ),
                        ("separate_waiting", models.BooleanField(default=False)),
                        ("police_wanted", models.BooleanField(default=True)),
                        (
                            "exclusion_asked",
                            models.TextField(
                                blank=True, help_text="Who should be excluded, and why"
                            ),
                        ),
                        (
                            "late_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("request_late", "The request came late"),
                                    (
                                        "assessment_not_ready",
                                        "The child and family assessment was not ready",
                                    ),
                                    ("family_asked", "The family asked for another date"),
                                    ("no_chair", "No chair was free"),
                                    ("no_room", "No room was free"),
                                    ("inquorate", "The conference was not quorate"),
                                    ("pre_birth", "Pre-birth timing agreed"),
                                    ("other", "Another reason"),
                                ],
                                max_length=25,
                            ),
                        ),
                        ("late_note", models.TextField(blank=True)),
                        (
                            "agreed_by_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="team manager who agreed"
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Set when the team manager signed in and agreed; else the requester recorded it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conference_requests",
                                to="people.family",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={"ordering": ["-created_at", "-pk"]},
                ),
                migrations.CreateModel(
                    name="DeviceSecret",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "secret",
                            models.BinaryField(
                                default=conferences.models.device.new_secret, max_length=32
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Screening",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("proceed", "Proceed to a conference"),
                                    ("more_work", "More work needed first"),
                                    ("child_in_need", "Divert: child in need plan"),
                                    ("family_group_conference", "Divert: family group conference"),
                                    ("early_help", "Divert: early help"),
                                    ("legal_planning", "Divert: legal planning meeting"),
                                    ("withdrawn", "Withdrawn by the social work team"),
                                ],
                                max_length=25,
                            ),
                        ),
                        ("reason", models.TextField()),
                        (
                            "asked_by",
                            models.CharField(
                                blank=True, help_text="Who came to consult", max_length=200
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "follow_up_on",
                            models.DateField(
                                blank=True,
                                help_text="When to ask what became of a consultation",
                                null=True,
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="screenings",
                                to="people.family",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="screenings",
                                to="conferences.conferencerequest",
                            ),
                        ),
                    ],
                    options={"ordering": ["-at", "-pk"]},
                ),
                migrations.CreateModel(
                    name="CaseloadHandOver",
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
                        ("from_on", models.DateField(help_text="The first day of the new chairs")),
                        ("reason", models.CharField(max_length=300)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "leaving",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.professional",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={"ordering": ["-at", "-pk"]},
                ),
                migrations.CreateModel(
                    name="Conference",
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
                                    ("initial", "Initial child protection conference"),
                                    ("review", "Review child protection conference"),
                                    ("transfer_in", "Transfer-in conference"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("to_book", "Needs a date"),
                                    ("pencilled", "Slot pencilled"),
                                    ("booked", "Booked"),
                                    ("in_session", "In session"),
                                    ("closed", "Held and closed"),
                                    ("vacated", "Vacated, needs a new date"),
                                    ("adjourned", "Adjourned, needs a new date"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="to_book",
                                max_length=12,
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, help_text="The earliest of the children's", null=True
                            ),
                        ),
                        (
                            "planned_on",
                            models.DateField(
                                blank=True,
                                help_text="For a review: the day set for it, which the family knows",
                                null=True,
                            ),
                        ),
                        (
                            "late_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("request_late", "The request came late"),
                                    (
                                        "assessment_not_ready",
                                        "The child and family assessment was not ready",
                                    ),
                                    ("family_asked", "The family asked for another date"),
                                    ("no_chair", "No chair was free"),
                                    ("no_room", "No room was free"),
                                    ("inquorate", "The conference was not quorate"),
                                    ("pre_birth", "Pre-birth timing agreed"),
                                    ("other", "Another reason"),
                                ],
                                max_length=25,
                            ),
                        ),
                        ("late_note", models.TextField(blank=True)),
                        (
                            "late_agreed_by",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="manager who agreed"
                            ),
                        ),
                        (
                            "late_agreed_by_chair",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chair who agreed"
                            ),
                        ),
                        (
                            "safety_plan_reviewed",
                            models.TextField(
                                blank=True,
                                help_text="For a late ICPC: what the review of the safety plan found",
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("keyed_from_paper", models.BooleanField(default=False)),
                        (
                            "was_quorate",
                            models.BooleanField(
                                blank=True, help_text="As counted when it was closed", null=True
                            ),
                        ),
                        (
                            "inquorate_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "no_contact",
                                        "The child has not had relevant contact with three agencies, for example before birth",
                                    ),
                                    (
                                        "delay_harms",
                                        "There is enough information, and delay would be harmful",
                                    ),
                                    (
                                        "two_present",
                                        "Social care and one other agency are present, and delay is harmful",
                                    ),
                                    ("looked_after", "The child is becoming looked after"),
                                ],
                                help_text="On what ground the chair went on without a quorum",
                                max_length=20,
                            ),
                        ),
                        (
                            "inquorate_note",
                            models.TextField(blank=True, help_text="Why, in this case"),
                        ),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("first_core_group_at", models.DateTimeField(blank=True, null=True)),
                        ("core_group_place", models.CharField(blank=True, max_length=200)),
                        ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "booking",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conference",
                                to="bookings.booking",
                            ),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.professional",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conferences",
                                to="people.family",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                help_text="For a review: the conference that set it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="conferences.conference",
                            ),
                        ),
                        (
                            "record",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conference",
                                to="disclosure.record",
                            ),
                        ),
                        (
                            "signed_off_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conference",
                                to="conferences.conferencerequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["state", "due_on"], name="conference_state_due")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["to_book", "pencilled", "booked", "vacated", "adjourned"],
                                    )
                                ),
                                fields=("follows",),
                                name="one_review_waits",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConferenceChild",
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
                            "due_on",
                            models.DateField(
                                blank=True, help_text="This child's own limit", null=True
                            ),
                        ),
                        (
                            "participation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("PN0", "Under 4"),
                                    ("PN1", "Attended and spoke for themselves"),
                                    ("PN2", "Attended; an advocate spoke"),
                                    ("PN3", "Attended; views given by symbols"),
                                    ("PN4", "Attended without giving a view"),
                                    ("PN5", "Did not attend; briefed an advocate"),
                                    ("PN6", "Did not attend; views given another way"),
                                    ("PN7", "Did not attend; no views given"),
                                ],
                                max_length=3,
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conferences",
                                to="people.child",
                            ),
                        ),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="conferences.conference",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                help_text="The plan this conference opened, or reviews",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conferences",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "conference children",
                        "ordering": ["conference_id", "child__person__date_of_birth", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conference", "child"), name="child_once_in_conference"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="transfer",
                                serialize=False,
                                to="conferences.conferencerequest",
                            ),
                        ),
                        (
                            "authority",
                            models.CharField(max_length=200, verbose_name="originating authority"),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True,
                                help_text="Who is responsible there, and how to reach them",
                                max_length=300,
                            ),
                        ),
                        (
                            "moved_on",
                            models.DateField(
                                blank=True, help_text="When the children moved here", null=True
                            ),
                        ),
                        (
                            "notified_on",
                            models.DateField(
                                blank=True,
                                help_text="When their written notification came",
                                null=True,
                            ),
                        ),
                        (
                            "referred_on",
                            models.DateField(
                                blank=True, help_text="When their referral came", null=True
                            ),
                        ),
                        (
                            "accepted_on",
                            models.DateField(
                                blank=True, help_text="When we accepted it", null=True
                            ),
                        ),
                        (
                            "papers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("plan", "Their current plan"),
                                        ("reports", "Reports of their last conference"),
                                        ("record", "Record of their last conference"),
                                        ("assessments", "Assessments"),
                                        ("chronology", "Chronology"),
                                        (
                                            "why_moved",
                                            "Why the family moved, and whether the home is permanent",
                                        ),
                                        ("move_weighed", "What the move changes for the children"),
                                        ("needs", "Special needs of the children or adults"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                    ],
                    options={"ordering": ["request_id"]},
                ),
                migrations.CreateModel(
                    name="ConferenceStep",
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
                            "from_state",
                            models.CharField(
                                choices=[
                                    ("to_book", "Needs a date"),
                                    ("pencilled", "Slot pencilled"),
                                    ("booked", "Booked"),
                                    ("in_session", "In session"),
                                    ("closed", "Held and closed"),
                                    ("vacated", "Vacated, needs a new date"),
                                    ("adjourned", "Adjourned, needs a new date"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "to_state",
                            models.CharField(
                                choices=[
                                    ("to_book", "Needs a date"),
                                    ("pencilled", "Slot pencilled"),
                                    ("booked", "Booked"),
                                    ("in_session", "In session"),
                                    ("closed", "Held and closed"),
                                    ("vacated", "Vacated, needs a new date"),
                                    ("adjourned", "Adjourned, needs a new date"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reason_code", models.CharField(blank=True, max_length=25)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "kept_safe",
                            models.TextField(
                                blank=True,
                                help_text="Of an adjournment: what keeps the children safe meanwhile",
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: put right by the nightly sweep",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="conferences.conference",
                            ),
                        ),
                    ],
                    options={"ordering": ["at", "pk"]},
                ),
                migrations.CreateModel(
                    name="DateChange",
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
                            "wanted_on",
                            models.DateField(help_text="The day by which it is to be held instead"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("chair_away", "The chair is away"),
                                    ("chair_conflict", "The chair has a conflict of interest"),
                                    ("report_not_ready", "The social worker’s report is not ready"),
                                    ("family_asked", "The family asked for another date"),
                                    ("family_unwell", "A family member is unwell"),
                                    ("inquorate", "Too few agencies could come"),
                                    ("partner_asked", "A partner agency asked for another date"),
                                    ("interpreter", "No interpreter"),
                                    ("room_closed", "The room or hub is closed"),
                                    ("non_working_day", "The day is no longer a working day"),
                                    ("made_room", "Made room for an initial conference"),
                                    ("sooner", "A sooner date is needed"),
                                    ("adjourned", "Adjourned"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("core_group_asked_on", models.DateField()),
                        (
                            "core_group_said",
                            models.TextField(help_text="Or why the core group could not be asked"),
                        ),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        ("agreed", models.BooleanField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "used_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When the slot was changed because of it",
                                null=True,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="date_changes",
                                to="conferences.conference",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["conference_id", "-asked_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("conference",),
                                name="one_date_change_waits",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionCorrection",
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
                        ("before", models.JSONField()),
                        ("after", models.JSONField()),
                        ("reason", models.TextField()),
                        ("proposed_at", models.DateTimeField(auto_now_add=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("agreed", models.BooleanField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="conferences.conferencechild",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["proposed_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("child",),
                                name="one_open_correction",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExclusionRefusal",
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
                        ("asked_for_by", models.CharField(max_length=200)),
                        ("asked_for_on", models.DateField()),
                        ("reason", models.TextField(help_text="Why they are not excluded")),
                        (
                            "instead",
                            models.TextField(
                                blank=True, help_text="What is done instead, to keep people safe"
                            ),
                        ),
                        (
                            "told_on",
                            models.DateField(
                                blank=True,
                                help_text="When the chair told them; empty: by a message",
                                null=True,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exclusion_refusals",
                                to="conferences.conference",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    options={"ordering": ["conference_id", "pk"]},
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "screening",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="follow_up",
                                serialize=False,
                                to="conferences.screening",
                            ),
                        ),
                        ("found", models.TextField()),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={"ordering": ["-at"]},
                ),
                migrations.CreateModel(
                    name="DiversionAnswer",
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
                        ("agreed", models.BooleanField()),
                        (
                            "settles",
                            models.BooleanField(
                                default=False, help_text="A head of service decided"
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
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
                            "referred_to",
                            models.ForeignKey(
                                blank=True,
                                help_text="The head of service who will settle a disagreement",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "screening",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="conferences.screening",
                            ),
                        ),
                    ],
                    options={"ordering": ["at", "pk"]},
                ),
                migrations.CreateModel(
                    name="HandedFamily",
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
                        ("taken_back", models.BooleanField(default=False)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.family",
                            ),
                        ),
                        (
                            "hand_over",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="families",
                                to="conferences.caseloadhandover",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.caserole",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.professional",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "handed families",
                        "ordering": ["hand_over_id", "family_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hand_over", "family"), name="a_family_once_in_a_hand_over"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAdvocacy",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("offered_on", models.DateField()),
                        ("parent_agreed_on", models.DateField(blank=True, null=True)),
                        ("parent_agreed_by", models.CharField(blank=True, max_length=200)),
                        ("refused_reason", models.CharField(blank=True, max_length=300)),
                        ("referred_on", models.DateField(blank=True, null=True)),
                        ("attended_on", models.DateField(blank=True, null=True)),
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
                    ],
                    options={
                        "verbose_name": "historical advocacy",
                        "verbose_name_plural": "historical advocacy",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConference",
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
                                    ("initial", "Initial child protection conference"),
                                    ("review", "Review child protection conference"),
                                    ("transfer_in", "Transfer-in conference"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("to_book", "Needs a date"),
                                    ("pencilled", "Slot pencilled"),
                                    ("booked", "Booked"),
                                    ("in_session", "In session"),
                                    ("closed", "Held and closed"),
                                    ("vacated", "Vacated, needs a new date"),
                                    ("adjourned", "Adjourned, needs a new date"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="to_book",
                                max_length=12,
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, help_text="The earliest of the children's", null=True
                            ),
                        ),
                        (
                            "planned_on",
                            models.DateField(
                                blank=True,
                                help_text="For a review: the day set for it, which the family knows",
                                null=True,
                            ),
                        ),
                        (
                            "late_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("request_late", "The request came late"),
                                    (
                                        "assessment_not_ready",
                                        "The child and family assessment was not ready",
                                    ),
                                    ("family_asked", "The family asked for another date"),
                                    ("no_chair", "No chair was free"),
                                    ("no_room", "No room was free"),
                                    ("inquorate", "The conference was not quorate"),
                                    ("pre_birth", "Pre-birth timing agreed"),
                                    ("other", "Another reason"),
                                ],
                                max_length=25,
                            ),
                        ),
                        ("late_note", models.TextField(blank=True)),
                        (
                            "late_agreed_by",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="manager who agreed"
                            ),
                        ),
                        (
                            "late_agreed_by_chair",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="chair who agreed"
                            ),
                        ),
                        (
                            "safety_plan_reviewed",
                            models.TextField(
                                blank=True,
                                help_text="For a late ICPC: what the review of the safety plan found",
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("keyed_from_paper", models.BooleanField(default=False)),
                        (
                            "was_quorate",
                            models.BooleanField(
                                blank=True, help_text="As counted when it was closed", null=True
                            ),
                        ),
                        (
                            "inquorate_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "no_contact",
                                        "The child has not had relevant contact with three agencies, for example before birth",
                                    ),
                                    (
                                        "delay_harms",
                                        "There is enough information, and delay would be harmful",
                                    ),
                                    (
                                        "two_present",
                                        "Social care and one other agency are present, and delay is harmful",
                                    ),
                                    ("looked_after", "The child is becoming looked after"),
                                ],
                                help_text="On what ground the chair went on without a quorum",
                                max_length=20,
                            ),
                        ),
                        (
                            "inquorate_note",
                            models.TextField(blank=True, help_text="Why, in this case"),
                        ),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("first_core_group_at", models.DateTimeField(blank=True, null=True)),
                        ("core_group_place", models.CharField(blank=True, max_length=200)),
                        ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
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
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="bookings.booking",
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
                                to="people.professional",
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
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="For a review: the conference that set it",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.conference",
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
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.conferencerequest",
                            ),
                        ),
                        (
                            "signed_off_by",
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
                        "verbose_name": "historical conference",
                        "verbose_name_plural": "historical conferences",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConferenceRequest",
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
                                    ("initial", "Initial child protection conference"),
                                    ("review", "Review child protection conference"),
                                    ("transfer_in", "Transfer-in conference"),
                                ],
                                default="initial",
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "With the duty officer"),
                                    ("more_work", "Sent back for more work"),
                                    ("diverting", "Diversion waits for the team manager"),
                                    ("disputed", "Diversion disagreed, with a head of service"),
                                    ("proceeding", "A conference will be held"),
                                    ("diverted", "Diverted"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "steps_done",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "decided_on",
                            models.DateField(
                                blank=True,
                                help_text="When it was decided that a conference is needed",
                                null=True,
                            ),
                        ),
                        (
                            "section_47_outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "substantiated_likely",
                                        "Concerns substantiated, likely significant harm",
                                    ),
                                    (
                                        "substantiated_not",
                                        "Concerns substantiated, harm not likely to continue",
                                    ),
                                    ("ongoing", "Enquiry not finished"),
                                ],
                                max_length=25,
                            ),
                        ),
                        (
                            "early_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "new_incident",
                                        "A new significant incident, or a new section 47 enquiry",
                                    ),
                                    ("not_working", "The plan is not working"),
                                    (
                                        "risky_adult",
                                        "An adult who poses a danger has contact again",
                                    ),
                                    ("change", "A significant change in the family"),
                                    ("safe_now", "The child has moved to safety"),
                                    ("ready_to_end", "The core group thinks the plan should end"),
                                    ("inquorate", "The last conference went on without a quorum"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "wanted_by",
                            models.DateField(
                                blank=True,
                                help_text="For an early review: the day by which it is needed",
                                null=True,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("interim_safety_plan", models.TextField(blank=True)),
                        (
                            "invitees",
                            models.TextField(
                                blank=True, help_text="Anybody to invite who is not listed yet"
                            ),
                        ),
                        ("interpreter", models.CharField(blank=True, max_length=200)),
                        ("access_needs", models.CharField(blank=True, max_length=300)),
                        ("step_free_wanted", models.BooleanField(default=False)),
                        ("hearing_loop_wanted", models.BooleanField(default=False)),
                        (
                            "remote_wanted",
                            models.BooleanField(
                                default=False, help_text="Somebody will join remotely"
                            ),
                        ),
                        ("separate_waiting", models.BooleanField(default=False)),
                        ("police_wanted", models.BooleanField(default=True)),
                        (
                            "exclusion_asked",
                            models.TextField(
                                blank=True, help_text="Who should be excluded, and why"
                            ),
                        ),
                        (
                            "late_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("request_late", "The request came late"),
                                    (
                                        "assessment_not_ready",
                                        "The child and family assessment was not ready",
                                    ),
                                    ("family_asked", "The family asked for another date"),
                                    ("no_chair", "No chair was free"),
                                    ("no_room", "No room was free"),
                                    ("inquorate", "The conference was not quorate"),
                                    ("pre_birth", "Pre-birth timing agreed"),
                                    ("other", "Another reason"),
                                ],
                                max_length=25,
                            ),
                        ),
                        ("late_note", models.TextField(blank=True)),
                        (
                            "agreed_by_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="team manager who agreed"
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
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
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Set when the team manager signed in and agreed; else the requester recorded it",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "requested_by",
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
                        "verbose_name": "historical conference request",
                        "verbose_name_plural": "historical conference requests",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDecision",
                    fields=[
                        ("threshold_met", models.BooleanField()),
                        ("threshold_reason", models.TextField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("child_protection", "Child protection plan"),
                                    ("child_in_need", "Child in need plan"),
                                    ("early_help", "Early help plan"),
                                    ("no_further_action", "No further action"),
                                ],
                                max_length=20,
                            ),
                        ),
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
                            "legal_planning",
                            models.BooleanField(
                                default=False, help_text="A legal planning meeting is advised"
                            ),
                        ),
                        ("chair_reason", models.TextField(blank=True)),
                        ("consent_by", models.CharField(blank=True, max_length=200)),
                        ("first_meeting_on", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, editable=False)),
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
                                to="conferences.conferencechild",
                            ),
                        ),
                        (
                            "decided_by",
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
                    ],
                    options={
                        "verbose_name": "historical decision",
                        "verbose_name_plural": "historical decisions",
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
                            "inquorate_review_ends_plans",
                            models.BooleanField(
                                default=False,
                                help_text="Lincolnshire: a review must be quorate to end a plan",
                                verbose_name="a review that was not quorate may end a plan",
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
                    name="HistoricalParticipant",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("agency", "Agency with a view"),
                                    ("adviser", "Adviser (legal, interpreter, advocate)"),
                                    ("observer", "Observer"),
                                    ("family", "Family"),
                                    ("chair", "Chair"),
                                    ("minute_taker", "Minute-taker"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "joining",
                            models.CharField(
                                choices=[
                                    ("in_person", "In the room"),
                                    ("remote", "Remotely"),
                                    ("report_only", "By report only"),
                                    ("not_coming", "Not coming"),
                                ],
                                default="in_person",
                                max_length=12,
                            ),
                        ),
                        (
                            "direct_contact",
                            models.BooleanField(
                                default=False,
                                help_text="Has direct contact with the child or family: counts for quorum",
                            ),
                        ),
                        (
                            "parent_consents",
                            models.BooleanField(
                                blank=True,
                                help_text="For an observer: whether the parents agreed",
                                null=True,
                            ),
                        ),
                        ("invited_at", models.DateTimeField(blank=True, null=True)),
                        ("report_asked_on", models.DateField(blank=True, null=True)),
                        ("report_due_on", models.DateField(blank=True, null=True)),
                        ("report_received_on", models.DateField(blank=True, null=True)),
                        (
                            "report_shared_on",
                            models.DateField(
                                blank=True,
                                help_text="When the report was shared with the family",
                                null=True,
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
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.agency",
                            ),
                        ),
                        (
                            "conference",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.conference",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical participant",
                        "verbose_name_plural": "historical participants",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTransfer",
                    fields=[
                        (
                            "authority",
                            models.CharField(max_length=200, verbose_name="originating authority"),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True,
                                help_text="Who is responsible there, and how to reach them",
                                max_length=300,
                            ),
                        ),
                        (
                            "moved_on",
                            models.DateField(
                                blank=True, help_text="When the children moved here", null=True
                            ),
                        ),
                        (
                            "notified_on",
                            models.DateField(
                                blank=True,
                                help_text="When their written notification came",
                                null=True,
                            ),
                        ),
                        (
                            "referred_on",
                            models.DateField(
                                blank=True, help_text="When their referral came", null=True
                            ),
                        ),
                        (
                            "accepted_on",
                            models.DateField(
                                blank=True, help_text="When we accepted it", null=True
                            ),
                        ),
                        (
                            "papers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("plan", "Their current plan"),
                                        ("reports", "Reports of their last conference"),
                                        ("record", "Record of their last conference"),
                                        ("assessments", "Assessments"),
                                        ("chronology", "Chronology"),
                                        (
                                            "why_moved",
                                            "Why the family moved, and whether the home is permanent",
                                        ),
                                        ("move_weighed", "What the move changes for the children"),
                                        ("needs", "Special needs of the children or adults"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
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
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.conferencerequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical transfer",
                        "verbose_name_plural": "historical transfers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="KeptBundle",
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
                        ("on", models.DateField(help_text="The day the meeting is held")),
                        (
                            "made_from",
                            models.CharField(
                                help_text="sha256 of the page before it was drawn", max_length=64
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="conferences.conference",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conference", "on"), name="one_kept_bundle_for_a_day"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="KeptLines",
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
                            "device",
                            models.UUIDField(help_text="A number the device made up for itself"),
                        ),
                        ("lines", models.PositiveIntegerField()),
                        (
                            "since",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                help_text="When it first kept any",
                            ),
                        ),
                        ("told_at", models.DateTimeField(auto_now=True)),
                        ("manager_told_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept_lines",
                                to="conferences.conference",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "kept lines",
                        "ordering": ["since", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conference", "user", "device"),
                                name="kept_lines_once_a_device",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeftOutChild",
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
                        ("reason", models.TextField()),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.child",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="left_out",
                                to="conferences.conferencerequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["request_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "child"), name="left_out_once"
                            )
                        ],
                    },
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
                            "inquorate_review_ends_plans",
                            models.BooleanField(
                                default=False,
                                help_text="Lincolnshire: a review must be quorate to end a plan",
                                verbose_name="a review that was not quorate may end a plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "local practice",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)), name="one_practice_of_meetings"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Part",
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
                            "uuid",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                help_text="Made up by the device, so that a part can begin without a network",
                                unique=True,
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("professionals", "Professionals only"),
                                    ("one_parent", "One parent"),
                                ],
                                default="everyone",
                                max_length=15,
                            ),
                        ),
                        ("ordinal", models.PositiveSmallIntegerField(default=1)),
                        (
                            "starts_at",
                            models.DateTimeField(
                                blank=True, help_text="When people are asked for", null=True
                            ),
                        ),
                        (
                            "entered_at",
                            models.DateTimeField(
                                blank=True, help_text="When it really began", null=True
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                help_text="Where to come, if not to the room that is booked",
                                max_length=200,
                            ),
                        ),
                        ("is_current", models.BooleanField(default=False)),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="conferences.conference",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["conference_id", "ordinal"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conference", "ordinal"), name="parts_in_order"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_current", True)),
                                fields=("conference",),
                                name="one_current_part",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exclusion",
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
                            "ground",
                            models.CharField(
                                choices=[
                                    ("prejudice", "Serious prejudice to the child's welfare"),
                                    (
                                        "violence",
                                        "Violence, threats, discriminatory or unfit behaviour",
                                    ),
                                    ("child_asked", "The child asked not to have them present"),
                                    ("stops_others", "Would stop somebody contributing"),
                                    (
                                        "confidential",
                                        "Confidential third-party, legal or criminal information",
                                    ),
                                    ("conflict", "Conflict between family members"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("rationale", models.TextField()),
                        ("asked_for_by", models.CharField(max_length=200)),
                        ("asked_for_on", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "views_heard_by",
                            models.CharField(
                                help_text="How their views will be heard", max_length=300
                            ),
                        ),
                        ("letter_sent_on", models.DateField(blank=True, null=True)),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exclusions",
                                to="conferences.conference",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        (
                            "part",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: the whole conference",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exclusions",
                                to="conferences.part",
                            ),
                        ),
                    ],
                    options={"ordering": ["conference_id", "pk"]},
                ),
                migrations.CreateModel(
                    name="Participant",
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
                                    ("agency", "Agency with a view"),
                                    ("adviser", "Adviser (legal, interpreter, advocate)"),
                                    ("observer", "Observer"),
                                    ("family", "Family"),
                                    ("chair", "Chair"),
                                    ("minute_taker", "Minute-taker"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "joining",
                            models.CharField(
                                choices=[
                                    ("in_person", "In the room"),
                                    ("remote", "Remotely"),
                                    ("report_only", "By report only"),
                                    ("not_coming", "Not coming"),
                                ],
                                default="in_person",
                                max_length=12,
                            ),
                        ),
                        (
                            "direct_contact",
                            models.BooleanField(
                                default=False,
                                help_text="Has direct contact with the child or family: counts for quorum",
                            ),
                        ),
                        (
                            "parent_consents",
                            models.BooleanField(
                                blank=True,
                                help_text="For an observer: whether the parents agreed",
                                null=True,
                            ),
                        ),
                        ("invited_at", models.DateTimeField(blank=True, null=True)),
                        ("report_asked_on", models.DateField(blank=True, null=True)),
                        ("report_due_on", models.DateField(blank=True, null=True)),
                        ("report_received_on", models.DateField(blank=True, null=True)),
                        (
                            "report_shared_on",
                            models.DateField(
                                blank=True,
                                help_text="When the report was shared with the family",
                                null=True,
                            ),
                        ),
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
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participants",
                                to="conferences.conference",
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
                        "ordering": ["conference_id", "capacity", "person__family_name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conference", "person"), name="asked_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LateDissent",
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
                        ("reason", models.TextField()),
                        ("raised_at", models.DateTimeField(help_text="When the agency said so")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stands", "The decision stands"),
                                    ("correct", "The chair is asked to correct the decision"),
                                    ("early_review", "An early review is advised"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "answer",
                            models.TextField(
                                blank=True, help_text="What the senior chair found, and why"
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="late_dissents",
                                to="conferences.conferencechild",
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
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conferences.participant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["raised_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("child", "participant"), name="one_late_dissent_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                                    ("invite", "Invitation"),
                                    ("change", "Change of time or place"),
                                    ("cancel", "Cancelled"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("post", "Letter to their own address"),
                                    ("email", "Email"),
                                    ("phone", "Telephone only"),
                                    ("by_hand", "By hand, from the social worker"),
                                    ("none", "Do not contact"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("sequence", models.PositiveSmallIntegerField(default=0)),
                        ("token", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("place", models.TextField(blank=True)),
                        (
                            "address",
                            models.TextField(
                                blank=True, help_text="Where it goes, confirmed again as it leaves"
                            ),
                        ),
                        (
                            "told_on",
                            models.DateField(
                                blank=True,
                                help_text="When somebody told them by telephone or by hand",
                                null=True,
                            ),
                        ),
                        ("told_by", models.CharField(blank=True, max_length=200)),
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
                            "parts",
                            models.ManyToManyField(
                                related_name="invitations", to="conferences.part"
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="conferences.participant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["participant_id", "sequence"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "sequence"), name="invitations_in_order"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSafetyScore",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField()),
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
                                to="conferences.conferencechild",
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
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.participant",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical safety score",
                        "verbose_name_plural": "historical safety scores",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAttendance",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("expected", "Expected"),
                                    ("in_person", "In the room"),
                                    ("remote", "Joining remotely"),
                                    ("report_only", "Report only"),
                                    ("apologies", "Sent apologies"),
                                    ("absent", "Did not come"),
                                    ("excluded", "Excluded"),
                                ],
                                default="expected",
                                max_length=12,
                            ),
                        ),
                        ("arrived_at", models.DateTimeField(blank=True, null=True)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
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
                            "part",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.part",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.participant",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical attendance",
                        "verbose_name_plural": "historical attendances",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAgencyView",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                choices=[
                                    ("plan", "Child protection plan"),
                                    ("no_plan", "No child protection plan"),
                                    ("abstain", "No view given"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("dissents", models.BooleanField(default=False)),
                        ("reason", models.TextField(blank=True)),
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
                                to="conferences.conferencechild",
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
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.participant",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical agency view",
                        "verbose_name_plural": "historical agency views",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "mode",
                            models.CharField(
                                choices=[
                                    ("expected", "Expected"),
                                    ("in_person", "In the room"),
                                    ("remote", "Joining remotely"),
                                    ("report_only", "Report only"),
                                    ("apologies", "Sent apologies"),
                                    ("absent", "Did not come"),
                                    ("excluded", "Excluded"),
                                ],
                                default="expected",
                                max_length=12,
                            ),
                        ),
                        ("arrived_at", models.DateTimeField(blank=True, null=True)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="conferences.part",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="conferences.participant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["part_id", "participant_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("part", "participant"), name="attendance_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyView",
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
                            "stance",
                            models.CharField(
                                choices=[
                                    ("plan", "Child protection plan"),
                                    ("no_plan", "No child protection plan"),
                                    ("abstain", "No view given"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("dissents", models.BooleanField(default=False)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agency_views",
                                to="conferences.conferencechild",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="views",
                                to="conferences.participant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["child_id", "participant_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("child", "participant"), name="one_view_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RefusedSlot",
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
                        ("day", models.DateField()),
                        (
                            "refused_by",
                            models.CharField(help_text="Who cannot come then", max_length=200),
                        ),
                        ("reason", models.TextField()),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "lifted_at",
                            models.DateTimeField(
                                blank=True, help_text="When it could be offered again", null=True
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refused_slots",
                                to="conferences.conference",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="bookings.sessiontime",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["conference_id", "day", "session_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("conference", "day", "session"),
                                name="a_slot_refused_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestAgreement",
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
                        ("version", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("agreed_at", models.DateTimeField()),
                        ("said", models.JSONField(default=list)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        ("lapsed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lapsed_because",
                            models.CharField(
                                blank=True, help_text="What was changed", max_length=300
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agreements",
                                to="conferences.conferencerequest",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: the requester recorded it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["request_id", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "version"), name="agreements_in_order"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestedInvitee",
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
                                    ("agency", "Agency with a view"),
                                    ("adviser", "Adviser (legal, interpreter, advocate)"),
                                    ("observer", "Observer"),
                                    ("family", "Family"),
                                    ("chair", "Chair"),
                                    ("minute_taker", "Minute-taker"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("direct_contact", models.BooleanField(default=False)),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people_to_invite",
                                to="conferences.conferencerequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["request_id", "capacity", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "person"), name="asked_for_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyScore",
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
                        ("score", models.PositiveSmallIntegerField()),
                        (
                            "child",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="conferences.conferencechild",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="conferences.participant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["participant_id", "child_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "child"),
                                name="one_score_each",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__lte", 10)), name="score_0_to_10"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StrategyDiscussion",
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
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="strategy_discussions",
                                to="people.family",
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
                    options={"ordering": ["held_on", "pk"]},
                ),
                migrations.CreateModel(
                    name="RequestedChild",
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
                            "their_category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("NEG", "Neglect"),
                                    ("PHY", "Physical abuse"),
                                    ("SAB", "Sexual abuse"),
                                    ("EMO", "Emotional abuse"),
                                    ("MUL", "Multiple or not recommended"),
                                ],
                                help_text="For a transfer in: the category of the other authority’s plan",
                                max_length=3,
                            ),
                        ),
                        ("their_plan_started_on", models.DateField(blank=True, null=True)),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.child",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="children",
                                to="conferences.conferencerequest",
                            ),
                        ),
                        (
                            "initiating_discussion",
                            models.ForeignKey(
                                blank=True,
                                help_text="The strategy discussion at which the s47 enquiry was initiated",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conferences.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["request_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "child"), name="child_once_in_a_request"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalConferenceChild",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, help_text="This child's own limit", null=True
                            ),
                        ),
                        (
                            "participation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("PN0", "Under 4"),
                                    ("PN1", "Attended and spoke for themselves"),
                                    ("PN2", "Attended; an advocate spoke"),
                                    ("PN3", "Attended; views given by symbols"),
                                    ("PN4", "Attended without giving a view"),
                                    ("PN5", "Did not attend; briefed an advocate"),
                                    ("PN6", "Did not attend; views given another way"),
                                    ("PN7", "Did not attend; no views given"),
                                ],
                                max_length=3,
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
                            "conference",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.conference",
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The plan this conference opened, or reviews",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "initiating_discussion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conferences.strategydiscussion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical conference child",
                        "verbose_name_plural": "historical conference children",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="UnfinishedStep",
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
                        ("step", models.CharField(max_length=30)),
                        ("typed", models.JSONField(default=dict, help_text="{field: [values]}")),
                        ("typed_at", models.DateTimeField(auto_now=True)),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="unfinished",
                                to="conferences.conferencerequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["request_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "step"), name="one_unfinished_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Advocacy",
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
                        ("offered_on", models.DateField()),
                        ("parent_agreed_on", models.DateField(blank=True, null=True)),
                        ("parent_agreed_by", models.CharField(blank=True, max_length=200)),
                        ("refused_reason", models.CharField(blank=True, max_length=300)),
                        ("referred_on", models.DateField(blank=True, null=True)),
                        ("attended_on", models.DateField(blank=True, null=True)),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="advocacy",
                                to="people.child",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "advocacy",
                        "ordering": ["child_id", "-offered_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("referred_on__isnull", True),
                                    ("parent_agreed_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="referral_needs_agreement",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "child",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="decision",
                                serialize=False,
                                to="conferences.conferencechild",
                            ),
                        ),
                        ("threshold_met", models.BooleanField()),
                        ("threshold_reason", models.TextField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("child_protection", "Child protection plan"),
                                    ("child_in_need", "Child in need plan"),
                                    ("early_help", "Early help plan"),
                                    ("no_further_action", "No further action"),
                                ],
                                max_length=20,
                            ),
                        ),
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
                            "legal_planning",
                            models.BooleanField(
                                default=False, help_text="A legal planning meeting is advised"
                            ),
                        ),
                        ("chair_reason", models.TextField(blank=True)),
                        ("consent_by", models.CharField(blank=True, max_length=200)),
                        ("first_meeting_on", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(auto_now=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                    ],
                    options={"ordering": ["child_id"]},
                ),
            ]
        ),
        migrations.AddField(
            model_name="conferencechild",
            name="initiating_discussion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conferences.strategydiscussion",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
