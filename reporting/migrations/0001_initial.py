import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('conferences', '0003_transfer_out'),
        ('people', '0003_a_manager_looks_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Comparator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('measure', models.CharField(help_text='The code of the measure', max_length=60)),
                    ('year_ending', models.DateField(help_text='31 March of that year')),
                    ('name', models.CharField(help_text='As England, South East, neighbours', max_length=100)),
                    ('value', models.DecimalField(decimal_places=2, max_digits=12)),
                    ('source', models.CharField(max_length=200)),
                ],
                options={
                    'ordering': ['measure', 'year_ending', 'name'],
                    'constraints': [models.UniqueConstraint(fields=('measure', 'year_ending', 'name'), name='one_comparator_a_year')],
                },
            ),
            migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('started_at', models.DateTimeField(auto_now_add=True)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('partly', 'Done, with rows that were not loaded'), ('refused', 'Nothing was loaded')], default='running', max_length=10)),
                    ('progress', models.CharField(blank=True, help_text='What it is doing now', max_length=200)),
                    ('counts', models.JSONField(default=dict, help_text='For each table: read, new, changed, as before, refused')),
                    ('is_strict', models.BooleanField(default=False)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-pk'],
                },
            ),
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('severity', models.CharField(choices=[('error', 'Not loaded'), ('conflict', 'Owned by this system, left as it is'), ('gap', 'Missing, and not guessed'), ('note', 'For your information')], max_length=10)),
                    ('file', models.CharField(max_length=100)),
                    ('line', models.PositiveIntegerField(blank=True, help_text='The header is line 1', null=True)),
                    ('column', models.CharField(blank=True, max_length=60)),
                    ('value', models.CharField(blank=True, max_length=200)),
                    ('message', models.CharField(help_text='What is wrong, and what to do', max_length=400)),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='reporting.importrun')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Referral',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source_id', models.CharField(max_length=100, unique=True)),
                    ('team_name', models.CharField(blank=True, max_length=150)),
                    ('referred_on', models.DateField(blank=True, null=True)),
                    ('source_code', models.CharField(blank=True, max_length=10)),
                    ('primary_need', models.CharField(blank=True, max_length=10)),
                    ('no_further_action', models.BooleanField(blank=True, null=True)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('close_reason', models.CharField(blank=True, max_length=10)),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ],
                options={
                    'ordering': ['child_id', 'referred_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='ChildInNeedPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source_id', models.CharField(max_length=100, unique=True)),
                    ('team_name', models.CharField(blank=True, max_length=150)),
                    ('started_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('referral', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='reporting.referral')),
                ],
                options={
                    'ordering': ['child_id', 'started_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source_id', models.CharField(max_length=100, unique=True)),
                    ('team_name', models.CharField(blank=True, max_length=150)),
                    ('started_on', models.DateField(blank=True, null=True)),
                    ('authorised_on', models.DateField(blank=True, null=True)),
                    ('child_seen', models.BooleanField(blank=True, null=True)),
                    ('no_further_action', models.BooleanField(blank=True, null=True)),
                    ('factors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, size=None)),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('referral', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='reporting.referral')),
                ],
                options={
                    'ordering': ['child_id', 'started_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Section47Enquiry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source_id', models.CharField(max_length=100, unique=True)),
                    ('team_name', models.CharField(blank=True, max_length=150)),
                    ('started_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('no_further_action', models.BooleanField(blank=True, null=True)),
                    ('conference_not_required', models.BooleanField(blank=True, null=True)),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('led_to', models.ForeignKey(blank=True, help_text="The child's initial conference that followed", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conferences.conferencechild')),
                    ('referral', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='reporting.referral')),
                ],
                options={
                    'verbose_name': 'section 47 enquiry',
                    'verbose_name_plural': 'section 47 enquiries',
                    'ordering': ['child_id', 'started_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Fact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('section_47', 'Section 47 enquiry'), ('request', 'Request for a conference'), ('consultation', 'Consultation or screening'), ('initial', 'Child at an initial or transfer-in conference'), ('review', 'Child at a review conference'), ('plan', 'Child protection plan'), ('core_group', 'Core group'), ('visit', 'Statutory visit'), ('midpoint', 'Midpoint check'), ('concern', 'Informal concern'), ('resolution_form', 'Resolution Form'), ('duty', 'A duty with a limit'), ('attendance', 'A person invited to a conference'), ('session', 'A booked or bookable session'), ('advocacy', 'Advocacy for a child'), ('feedback', 'An answer to the feedback form'), ('dip', 'A graded case of a dip sample')], max_length=20)),
                    ('key', models.CharField(help_text='Of what it was made, as plan:12', max_length=80)),
                    ('origin', models.CharField(choices=[('here', 'Recorded here'), ('imported', 'Imported')], default='here', max_length=10)),
                    ('meeting', models.CharField(blank=True, help_text='The conference it happened at, as conference:12', max_length=60)),
                    ('plan', models.CharField(blank=True, help_text='The plan it is about, as plan:12', max_length=60)),
                    ('on', models.DateField(help_text='When it happened; for a plan, when it started', null=True)),
                    ('until', models.DateField(blank=True, help_text='For a plan: when it ended', null=True)),
                    ('clock_from', models.DateField(blank=True, help_text='What started its clock', null=True)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('days', models.IntegerField(blank=True, help_text="From the clock's start: working days, or as the kind says", null=True)),
                    ('code', models.CharField(blank=True, help_text='Outcome, category, reason, kind', max_length=40)),
                    ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                    ('number', models.IntegerField(blank=True, help_text='As previous plans, score, grade', null=True)),
                    ('flags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='As quorate, repeat', size=None)),
                    ('born_on', models.DateField(blank=True, null=True)),
                    ('sex', models.CharField(blank=True, max_length=1)),
                    ('ethnicity', models.CharField(blank=True, max_length=4)),
                    ('is_disabled', models.BooleanField(blank=True, null=True)),
                    ('digest', models.CharField(help_text='Of everything above', max_length=32)),
                    ('known_from', models.DateTimeField()),
                    ('known_until', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                    ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.professional')),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('family', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ],
                options={
                    'ordering': ['on', 'pk'],
                    'indexes': [models.Index(fields=['kind', 'on'], name='fact_by_day'), models.Index(condition=models.Q(('known_until__isnull', True)), fields=['kind', 'on'], name='fact_known_now'), models.Index(fields=['child', 'kind'], name='fact_of_a_child')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('known_until__isnull', True)), fields=('kind', 'key'), name='a_fact_is_known_one_way'), models.CheckConstraint(condition=models.Q(('known_until__isnull', True), ('known_until__gte', models.F('known_from')), _connector='OR'), name='a_fact_is_known_before_it_is_corrected')],
                },
            ),
            migrations.CreateModel(
                name='ImportedRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table', models.CharField(max_length=60)),
                    ('source_id', models.CharField(max_length=200)),
                    ('digest', models.CharField(max_length=32)),
                    ('target', models.CharField(max_length=80)),
                    ('first_run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.importrun')),
                    ('last_run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='reporting.importrun')),
                ],
                options={
                    'ordering': ['pk'],
                    'indexes': [models.Index(fields=['target'], name='imported_row_target')],
                    'constraints': [models.UniqueConstraint(fields=('table', 'source_id'), name='a_source_row_once')],
                },
            ),
            migrations.CreateModel(
                name='Target',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('measure', models.CharField(help_text='The code of the measure', max_length=60)),
                    ('from_on', models.DateField()),
                    ('value', models.DecimalField(decimal_places=2, max_digits=9)),
                    ('tolerance_low', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                    ('tolerance_high', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                    ('set_at', models.DateTimeField(auto_now_add=True)),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['measure', 'from_on'],
                    'constraints': [models.UniqueConstraint(fields=('measure', 'from_on'), name='one_target_from_a_day')],
                },
            ),
        ]),
    ]
