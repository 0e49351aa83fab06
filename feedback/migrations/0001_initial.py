import uuid
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('disclosure', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalLocalPractice',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('code_works_days', models.PositiveSmallIntegerField(default=60, verbose_name='days that a printed code works, from the day it is made')),
                    ('link_kept_days', models.PositiveSmallIntegerField(default=30, verbose_name='days after that until nobody can find out which family an answer came from')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical local practice',
                    'verbose_name_plural': 'historical local practice',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='LocalPractice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code_works_days', models.PositiveSmallIntegerField(default=60, verbose_name='days that a printed code works, from the day it is made')),
                    ('link_kept_days', models.PositiveSmallIntegerField(default=30, verbose_name='days after that until nobody can find out which family an answer came from')),
                ],
                options={
                    'verbose_name_plural': 'local practice',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_practice_of_feedback'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Slip',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('audience', models.CharField(choices=[('family', 'Family'), ('child', 'Child'), ('professional', 'Professional')], max_length=12)),
                    ('seed', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('code_hash', models.CharField(max_length=64, unique=True)),
                    ('made_on', models.DateField()),
                    ('expires_on', models.DateField(help_text='The last day the code works')),
                    ('answered_on', models.DateField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                    ('recipient', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='feedback_slip', to='disclosure.recipient')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('came_with_code', models.BooleanField(help_text='Counts in the response rate')),
                    ('audience', models.CharField(choices=[('family', 'Family'), ('child', 'Child'), ('professional', 'Professional')], max_length=12)),
                    ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polish (Polski)'), ('ur', 'Urdu (اردو)'), ('ar', 'Arabic (العربية)')], max_length=2)),
                    ('given_by', models.CharField(choices=[('phone', 'By code, on a screen'), ('easy', 'By code, easy read'), ('paper', 'On paper, keyed in')], max_length=8)),
                    ('given_on', models.DateField()),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                    ('keyed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('slip', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='feedback.slip')),
                ],
                options={
                    'ordering': ['-given_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='AnswerScore',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('question', models.CharField(choices=[('understood_why', 'Understood why there was a meeting'), ('report_in_time', 'Had the report in good time before'), ('listened', 'People listened'), ('respect', 'Was treated with respect'), ('plan_clear', 'Knows what is in the plan'), ('knows_next', 'Knows what will happen next'), ('help_to_speak', 'Somebody helped the child to say what they think'), ('asked_in_time', 'Were you asked in good time?'), ('reports_read', 'Could you read the reports before the conference?'), ('family_heard', 'Was the family heard?'), ('chaired_well', 'Was the conference chaired well?'), ('decision_clear', 'Are the decision and the plan clear?')], max_length=20)),
                    ('score', models.CharField(choices=[('yes', 'Yes'), ('partly', 'A bit'), ('no', 'No')], max_length=8)),
                    ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='feedback.answer')),
                ],
                options={
                    'ordering': ['answer_id', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('answer', 'question'), name='answered_once')],
                },
            ),
            migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('went_well', models.TextField(blank=True)),
                    ('could_be_better', models.TextField(blank=True)),
                    ('contact', models.TextField(blank=True, help_text='Only if they want to be telephoned')),
                    ('digest', models.CharField(help_text='Tells the same words sent twice', max_length=64)),
                    ('state', models.CharField(choices=[('to_read', 'To be read'), ('read', 'Read'), ('with_duty', 'With the duty officer'), ('settled', 'Settled by duty')], db_index=True, default='to_read', max_length=12)),
                    ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_to_duty_at', models.DateTimeField(blank=True, null=True)),
                    ('what_was_done', models.TextField(blank=True)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='feedback.answer')),
                    ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sent_to_duty_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['given_at', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('answer', 'digest'), name='same_words_once'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'settled'), _negated=True), models.Q(('what_was_done', ''), _negated=True), _connector='OR'), name='settled_says_what_was_done'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Reader',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, help_text='The last day', null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['from_on', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('user',), name='named_once_as_reader'),
                    ],
                },
            ),
        ]),
    ]
