import uuid
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('conferences', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Complaint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('made_as', models.CharField(choices=[('parent', 'A parent or carer'), ('child', 'The child, of sufficient understanding'), ('nominee', 'Somebody the child or parent has named')], max_length=10)),
                    ('nominee', models.CharField(blank=True, help_text='Who complains for them', max_length=200)),
                    ('grounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('process', 'How the conference was held'), ('category', 'The category'), ('plan_made', 'A plan was made, or goes on'), ('no_plan', 'No plan was made, or it was ended')], max_length=10), size=None)),
                    ('words', models.TextField(verbose_name='the complaint, as they said it')),
                    ('received_on', models.DateField()),
                    ('late_because', models.TextField(blank=True, help_text='Why it was taken after the local limit for complaining')),
                    ('state', models.CharField(choices=[('with_chair', 'Stage 1: with the chair'), ('chair_answered', 'Chair has answered'), ('with_panel', 'Stage 2: with a panel'), ('panel_decided', 'Panel has decided'), ('reconvening', 'Stage 3: the conference is held again'), ('passed_on', 'Passed on to the agency it is about'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='with_chair', max_length=15)),
                    ('finding', models.CharField(blank=True, choices=[('not_upheld', 'Not upheld'), ('upheld', 'Upheld, and the decision need not be looked at again'), ('reconvene', 'Upheld: the conference should be held again')], max_length=10)),
                    ('panel_on', models.DateField(blank=True, null=True)),
                    ('outcome', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('over_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                    ('children', models.ManyToManyField(related_name='+', to='people.child')),
                    ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conferences.conference')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                    ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('passed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                    ('reconvened', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conferences.conference')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ],
                options={
                    'ordering': ['-received_on', '-pk'],
                    'indexes': [models.Index(fields=['family', '-received_on'], name='complaint_by_family')],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('grounds', []), _negated=True), name='a_complaint_has_a_ground'),
                        models.CheckConstraint(condition=models.Q(models.Q(('over_at__isnull', False), ('state__in', ('passed_on', 'closed', 'withdrawn'))), models.Q(models.Q(('state__in', ('passed_on', 'closed', 'withdrawn')), _negated=True), ('over_at__isnull', True)), _connector='OR'), name='a_complaint_that_is_over_says_when'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'reconvening'), _negated=True), ('reconvened__isnull', False), _connector='OR'), name='a_conference_held_again_is_named'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ComplaintStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('to_state', models.CharField(choices=[('with_chair', 'Stage 1: with the chair'), ('chair_answered', 'Chair has answered'), ('with_panel', 'Stage 2: with a panel'), ('panel_decided', 'Panel has decided'), ('reconvening', 'Stage 3: the conference is held again'), ('passed_on', 'Passed on to the agency it is about'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=15)),
                    ('words', models.TextField(blank=True)),
                    ('told', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='escalations.complaint')),
                ],
                options={
                    'ordering': ['at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Concern',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField(default=uuid.uuid4, help_text='Sent twice with one key is raised once', unique=True)),
                    ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('raised_from', models.CharField(blank=True, help_text='Where it was noticed, as conference:12', max_length=60)),
                    ('reason', models.CharField(help_text='A code of the list of reasons', max_length=40)),
                    ('impact', models.TextField(verbose_name='what it means for the child')),
                    ('state', models.CharField(choices=[('open', 'Open'), ('resolved', 'Resolved'), ('promoted', 'Became a Resolution Form')], default='open', max_length=10)),
                    ('outcome', models.TextField(blank=True, help_text='How it was resolved')),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('agency', models.ForeignKey(help_text='Whose practice it is about', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                    ('children', models.ManyToManyField(related_name='+', to='people.child')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                    ('professional', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.professional')),
                    ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ],
                options={
                    'ordering': ['-raised_at', '-pk'],
                    'indexes': [
                        models.Index(fields=['family', '-raised_at'], name='concern_by_family'),
                        models.Index(condition=models.Q(('state', 'open')), fields=['raised_at'], name='concern_open'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('state', 'open'), ('settled_at__isnull', False), _connector='OR'), name='a_concern_no_longer_open_is_settled'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'resolved'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='a_resolved_concern_says_how'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='FormStage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('skipped_because', models.TextField(blank=True, help_text='Why stages before it were left out')),
                    ('answer', models.TextField(blank=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by_name', models.CharField(blank=True, max_length=200)),
                    ('answer_way', models.CharField(blank=True, choices=[('signed_in', 'With their own sign-in'), ('guest', 'By their own link'), ('recorded', 'Another way, recorded here')], max_length=10)),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.professional')),
                    ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['form_id', 'number'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), models.Q(('answer_way', ''), _negated=True)), _connector='OR'), name='an_answer_says_when_and_how'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AnswerPass',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('channel', models.CharField(choices=[('email', 'Email'), ('sms', 'Text message'), ('letter', 'Letter')], max_length=10)),
                    ('to_address', models.CharField(help_text='The confirmed address of the code', max_length=254)),
                    ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('code_hash', models.CharField(blank=True, max_length=128)),
                    ('code_sent_at', models.DateTimeField(blank=True, null=True)),
                    ('codes_sent', models.PositiveSmallIntegerField(default=0)),
                    ('wrong_codes', models.PositiveSmallIntegerField(default=0)),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passes', to='escalations.formstage')),
                ],
                options={
                    'verbose_name_plural': 'answer passes',
                    'ordering': ['-issued_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='LocalReason',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True)),
                    ('label', models.CharField(max_length=120)),
                    ('theme', models.CharField(choices=[('assessment', 'Child and family assessment'), ('visits', 'Visits and core groups'), ('actions', 'Decisions and actions'), ('recording', 'Records'), ('drift', 'Drift and delay'), ('legal', 'Legal planning'), ('partners', 'Partner agencies'), ('safety', 'Safety planning'), ('other', 'Something else')], max_length=12)),
                    ('from_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                    ('to_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('why', models.CharField(max_length=300)),
                    ('set_at', models.DateTimeField(auto_now_add=True)),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='a_reason_ends_after_it_starts'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PanelMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                    ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panel', to='escalations.complaint')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Praise',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField(default=uuid.uuid4, help_text='Sent twice with one key is raised once', unique=True)),
                    ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('raised_from', models.CharField(blank=True, help_text='Where it was noticed, as conference:12', max_length=60)),
                    ('words', models.TextField(verbose_name='what was done well')),
                    ('agency', models.ForeignKey(help_text='Whose practice it is about', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                    ('children', models.ManyToManyField(related_name='+', to='people.child')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                    ('professional', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.professional')),
                    ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ],
                options={
                    'verbose_name_plural': 'praise',
                    'ordering': ['-raised_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ResolutionForm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField(default=uuid.uuid4, help_text='Sent twice with one key is raised once', unique=True)),
                    ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('raised_from', models.CharField(blank=True, help_text='Where it was noticed, as conference:12', max_length=60)),
                    ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), help_text='Codes of the list of reasons', size=None)),
                    ('impact', models.TextField(verbose_name='what it means for the child')),
                    ('asked', models.TextField(verbose_name='what is asked')),
                    ('route', models.CharField(choices=[('service', 'Our own managers'), ('partner', 'A partner agency')], max_length=8)),
                    ('state', models.CharField(choices=[('waiting', 'Waits for an answer'), ('answered', 'Answered'), ('resolved', 'Resolved'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10)),
                    ('stage', models.PositiveSmallIntegerField(default=1)),
                    ('outcome', models.TextField(blank=True, help_text='How it was resolved, or why withdrawn')),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('agency', models.ForeignKey(help_text='Whose practice it is about', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                    ('children', models.ManyToManyField(related_name='+', to='people.child')),
                    ('concern', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='form', to='escalations.concern')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                    ('professional', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.professional')),
                    ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ],
                options={
                    'ordering': ['-raised_at', '-pk'],
                    'indexes': [
                        models.Index(fields=['family', '-raised_at'], name='form_by_family'),
                        models.Index(condition=models.Q(('state__in', ('waiting', 'answered'))), fields=['raised_at'], name='form_live'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('stage__gte', 1), ('stage__lte', 4)), name='a_form_is_at_a_known_stage'),
                        models.CheckConstraint(condition=models.Q(('reasons', []), _negated=True), name='a_form_has_a_reason'),
                        models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state__in', ('waiting', 'answered'))), models.Q(('settled_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='a_settled_form_says_how'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='FormStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('raised', 'Raised'), ('answered', 'Answered'), ('stepped_up', 'Stepped up'), ('note', 'Note'), ('danger', 'A child was in danger'), ('resolved', 'Resolved'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('stage', models.PositiveSmallIntegerField()),
                    ('words', models.TextField(blank=True)),
                    ('by_name', models.CharField(help_text='Also of a guest, who has no sign-in', max_length=200)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='escalations.resolutionform')),
                ],
                options={
                    'ordering': ['at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='DangerCall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('told', models.CharField(max_length=200, verbose_name='who was told')),
                    ('told_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('concern', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='danger_calls', to='escalations.concern')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                    ('form', models.ForeignKey(blank=True, help_text='Also set when its concern becomes a Resolution Form', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='danger_calls', to='escalations.resolutionform')),
                ],
                options={
                    'ordering': ['told_at', 'pk'],
                },
            ),
        ]),
        migrations.AddField(model_name='formstage', name='form', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='escalations.resolutionform')),
        migrations.AddConstraint(model_name='formstage', constraint=models.UniqueConstraint(fields=('form', 'number'), name='a_form_is_once_at_a_stage')),
    ]
