import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('event_id', models.BigIntegerField(unique=True)),
                    ('settled_through', models.BigIntegerField(help_text='No event with this id or a lower one can still appear; the next run starts here.')),
                    ('hash', models.CharField(max_length=64)),
                    ('sealed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ],
                options={
                    'ordering': ['position'],
                },
            ),
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('actor_id', models.BigIntegerField(help_text='The user; empty for the system.', null=True)),
                    ('actor_name', models.CharField(max_length=200)),
                    ('action', models.CharField(choices=[('signed_in', 'Signed in'), ('sign_in_failed', 'Could not sign in'), ('signed_out', 'Signed out'), ('locked', 'Screen locked'), ('listed', 'Appeared in a list'), ('opened', 'Opened'), ('searched', 'Searched'), ('exported', 'Exported'), ('printed', 'Printed'), ('downloaded', 'Downloaded'), ('handed_over', 'Handed over'), ('created', 'Created'), ('changed', 'Changed'), ('decided', 'Decided'), ('sent', 'Sent'), ('broke_glass', 'Opened in an emergency'), ('refused', 'Refused')], max_length=20)),
                    ('verb', models.CharField(help_text='The domain step, such as conferences.decide', max_length=100)),
                    ('subject_type', models.CharField(blank=True, max_length=60)),
                    ('subject_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                    ('child_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='Children concerned.', size=None)),
                    ('reason', models.TextField(blank=True)),
                    ('detail', models.JSONField(default=dict)),
                    ('request_id', models.CharField(blank=True, max_length=36)),
                    ('address', models.GenericIPAddressField(null=True)),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [
                        django.contrib.postgres.indexes.GinIndex(fields=['child_ids'], name='audit_event_children'),
                        models.Index(fields=['actor_id', 'at'], name='audit_event_actor'),
                    ],
                },
            ),
        ]),
    ]
