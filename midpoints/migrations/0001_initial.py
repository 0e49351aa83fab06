import django.db.models.deletion
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
                name='DipSample',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('label', models.CharField(max_length=120)),
                    ('size', models.PositiveSmallIntegerField()),
                    ('seed', models.PositiveIntegerField()),
                    ('population', models.JSONField(default=list)),
                    ('headings', models.JSONField(default=list, help_text='Codes of the headings on the day')),
                    ('drawn_on', models.DateField()),
                    ('themes', models.TextField(blank=True, verbose_name='what the sample shows')),
                    ('learning', models.TextField(blank=True, verbose_name='what will be done')),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-drawn_on', '-pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('themes', ''), _negated=True), _connector='OR'), name='a_closed_sample_says_what_it_shows'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DipCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('to_grade', 'To be graded'), ('graded', 'Graded'), ('moderating', 'Graded twice, to be agreed'), ('agreed', 'Agreed')], default='to_grade', max_length=10)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                    ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.professional')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='midpoints.dipsample')),
                ],
                options={
                    'ordering': ['sample_id', 'chair_id', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('sample', 'child'), name='a_child_once_in_a_sample'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('round', models.CharField(choices=[('first', 'First grade'), ('second', 'Second grade'), ('agreed', 'Agreed grade')], max_length=6)),
                    ('overall', models.CharField(choices=[('outstanding', 'Outstanding'), ('good', 'Good'), ('requires_improvement', 'Requires improvement'), ('inadequate', 'Inadequate')], max_length=20)),
                    ('strengths', models.TextField(blank=True)),
                    ('improvements', models.TextField(blank=True)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='midpoints.dipcase')),
                ],
                options={
                    'ordering': ['case_id', 'at', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('case', 'round'), name='a_case_once_in_a_round'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='HeadingGrade',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('heading', models.CharField(help_text='A code of the list of headings', max_length=40)),
                    ('grade', models.CharField(choices=[('outstanding', 'Outstanding'), ('good', 'Good'), ('requires_improvement', 'Requires improvement'), ('inadequate', 'Inadequate')], max_length=20)),
                    ('judgement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='midpoints.judgement')),
                ],
                options={
                    'ordering': ['judgement_id', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('judgement', 'heading'), name='a_heading_graded_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LocalHeading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True)),
                    ('label', models.CharField(max_length=120)),
                    ('from_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                    ('to_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('why', models.CharField(max_length=300)),
                    ('set_at', models.DateTimeField(auto_now_add=True)),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='a_heading_ends_after_it_starts'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='MidpointCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('done', 'Done'), ('not_done', 'Not done')], max_length=8)),
                    ('on', models.DateField()),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('visits_in_standard', models.BooleanField(blank=True, null=True)),
                    ('core_groups_in_standard', models.BooleanField(blank=True, null=True)),
                    ('progress', models.CharField(blank=True, choices=[('on_track', 'On track'), ('drifting', 'Some drift or delay'), ('stuck', 'Not moving, or worse')], max_length=10)),
                    ('worries', models.TextField(blank=True)),
                    ('impact', models.TextField(blank=True, verbose_name='what difference the plan makes')),
                    ('recommendation', models.CharField(blank=True, choices=[('carry_on', 'Carry on with the plan'), ('change', 'The core group should change the plan'), ('catch_up', 'Visits, core groups or actions must catch up'), ('legal', 'A legal planning meeting'), ('early_review', 'An early review'), ('step_down', 'Ready for the review to consider ending the plan')], max_length=12)),
                    ('recommendation_words', models.TextField(blank=True)),
                    ('not_done_reason', models.CharField(blank=True, choices=[('no_time', 'No time: other duties came first'), ('chair_away', 'The chair was away or changed'), ('review_close', 'The review is about to be held, or was brought forward'), ('plan_ending', 'The plan is about to end another way'), ('other', 'Another reason')], max_length=12)),
                    ('not_done_note', models.TextField(blank=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.professional')),
                    ('conference', models.ForeignKey(help_text='Half-way from this one', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conferences.conference')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                    ('review_request', models.ForeignKey(blank=True, help_text='The early review asked for out of this check', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conferences.conferencerequest')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ],
                options={
                    'ordering': ['-on', '-pk'],
                    'indexes': [models.Index(fields=['family', '-on'], name='midpoint_by_family')],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('not_done_reason', ''), ('state', 'done'), models.Q(('progress', ''), _negated=True), models.Q(('impact', ''), _negated=True), models.Q(('recommendation', ''), _negated=True)), models.Q(('progress', ''), ('state', 'not_done'), models.Q(('not_done_reason', ''), _negated=True)), _connector='OR'), name='a_check_is_whole_or_says_why_not'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CheckedChild',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField()),
                    ('lived_experience', models.TextField(blank=True)),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('check_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='children', to='midpoints.midpointcheck')),
                ],
                options={
                    'ordering': ['check_of_id', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('check_of', 'child'), name='a_child_once_in_a_check'),
                    ],
                },
            ),
        ]),
    ]
