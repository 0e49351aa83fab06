import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='CalendarDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField()),
                    ('kind', models.CharField(choices=[('proclaimed_holiday', 'Proclaimed bank holiday'), ('moved', 'Bank holiday moved to another day'), ('local_closure', 'Local closure')], max_length=20)),
                    ('name', models.CharField(max_length=100)),
                    ('moved_from', models.DateField(blank=True, help_text='The bank holiday that becomes a working day instead', null=True)),
                    ('reason', models.CharField(max_length=300)),
                    ('added_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_reason', models.CharField(blank=True, max_length=300)),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['day', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('kind', 'local_closure'), _negated=True)), fields=('day',), name='one_added_holiday_a_day'),
                        models.UniqueConstraint(condition=models.Q(('kind', 'local_closure'), ('withdrawn_at__isnull', True)), fields=('day',), name='one_local_closure_a_day'),
                        models.CheckConstraint(condition=models.Q(models.Q(('kind', 'moved'), ('moved_from__isnull', False)), models.Q(models.Q(('kind', 'moved'), _negated=True), ('moved_from__isnull', True)), _connector='OR'), name='only_a_moved_day_has_moved_from'),
                        models.CheckConstraint(condition=models.Q(('moved_from__isnull', True), models.Q(('moved_from', models.F('day')), _negated=True), _connector='OR'), name='a_day_moves_to_another_day'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Deadline',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rule', models.CharField(max_length=40)),
                    ('about', models.CharField(blank=True, max_length=80)),
                    ('owner_role', models.CharField(blank=True, max_length=30)),
                    ('started_on', models.DateField()),
                    ('dates', models.JSONField(blank=True, default=dict)),
                    ('due_on', models.DateField()),
                    ('provisional', models.BooleanField(default=False)),
                    ('met_on', models.DateField(blank=True, null=True)),
                    ('met_by', models.CharField(blank=True, max_length=80)),
                    ('late_reason', models.TextField(blank=True)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_reason', models.CharField(blank=True, max_length=300)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.child')),
                    ('family', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.family')),
                ],
                options={
                    'ordering': ['due_on', 'pk'],
                    'indexes': [
                        models.Index(condition=models.Q(('met_on__isnull', True), ('withdrawn_at__isnull', True)), fields=['family', 'owner_role', 'due_on'], name='open_by_family'),
                        models.Index(condition=models.Q(('met_on__isnull', True), ('withdrawn_at__isnull', True)), fields=['due_on'], name='open_by_due_date'),
                        models.Index(fields=['family', 'due_on'], name='all_by_family'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(fields=('rule', 'child', 'family', 'about'), name='one_deadline_per_rule_subject_and_occasion', nulls_distinct=False),
                        models.CheckConstraint(condition=models.Q(('child__isnull', True), ('family__isnull', False), _connector='OR'), name='a_childs_deadline_has_the_family'),
                        models.CheckConstraint(condition=models.Q(('met_on__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='not_both_met_and_withdrawn'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LocalSetting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rule', models.CharField(max_length=40)),
                    ('part', models.CharField(choices=[('amount', 'Time limit'), ('after_birth', 'Limit after birth'), ('starts', 'What starts the clock')], max_length=20)),
                    ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('unit', models.CharField(blank=True, choices=[('working_days', 'working days'), ('days', 'days'), ('weeks', 'weeks'), ('calendar_months', 'calendar months'), ('hours', 'hours')], max_length=20)),
                    ('words', models.CharField(blank=True, max_length=200)),
                    ('effective_from', models.DateField()),
                    ('reason', models.CharField(max_length=300)),
                    ('set_at', models.DateTimeField()),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['rule', 'part', '-effective_from', '-pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('part', 'starts'), ('unit', ''), models.Q(('words', ''), _negated=True)), models.Q(models.Q(('part', 'starts'), _negated=True), ('number__gte', 1), ('words', ''), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='a_setting_is_an_amount_or_words'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Redating',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('cause', models.CharField(choices=[('day_added', 'Day added to the calendar'), ('day_withdrawn', 'Day taken off the calendar again'), ('setting', 'Local value changed'), ('published', 'Bank holidays published, or the rules changed')], max_length=20)),
                    ('moved', models.PositiveIntegerField(default=0)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('calendar_day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redatings', to='timescales.calendarday')),
                    ('local_setting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redatings', to='timescales.localsetting')),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='DeadlineChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('started', 'Clock started'), ('restarted', 'Clock started from another date'), ('redated', 'Moved by the calendar or a local value'), ('met', 'Met'), ('withdrawn', 'Withdrawn'), ('reopened', 'Opened again')], max_length=12)),
                    ('due_before', models.DateField(blank=True, null=True)),
                    ('due_after', models.DateField()),
                    ('reason', models.TextField(blank=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='timescales.deadline')),
                    ('redating', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='timescales.redating')),
                ],
                options={
                    'ordering': ['at', 'pk'],
                },
            ),
        ]),
    ]
