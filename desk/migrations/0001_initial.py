import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('people', '0001_initial'),
        ('timescales', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ReminderSchedule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('before', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), help_text='Working days before', size=None)),
                    ('after', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), help_text='Working days after', size=None)),
                    ('effective_from', models.DateField()),
                    ('reason', models.CharField(max_length=300)),
                    ('set_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-effective_from', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Accepted',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('occasion', models.CharField(max_length=140)),
                    ('what', models.CharField(help_text='The line as it stood on the list', max_length=200)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('reason', models.TextField()),
                    ('until_on', models.DateField(help_text='The day it comes back')),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                ],
                options={
                    'verbose_name': 'accepted need',
                    'ordering': ['until_on', 'pk'],
                    'indexes': [models.Index(fields=['by', 'until_on'], name='accepted_by_whom')],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('by', 'occasion', 'until_on'), name='accepted_once_until_a_day'),
                        models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='accepted_with_a_reason'),
                        models.CheckConstraint(condition=models.Q(('taken_back_at__isnull', True), ('taken_back_at__gte', models.F('at')), _connector='OR'), name='taken_back_after_it_was_accepted'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Reminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField()),
                    ('step', models.SmallIntegerField()),
                    ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('told_at', models.DateTimeField(blank=True, null=True)),
                    ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timescales.deadline')),
                ],
                options={
                    'ordering': ['pk'],
                    'indexes': [
                        models.Index(condition=models.Q(('told_at__isnull', True)), fields=['id'], name='reminder_untold'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(fields=('deadline', 'due_on', 'step'), name='one_reminder_for_each_step'),
                    ],
                },
            ),
        ]),
    ]
