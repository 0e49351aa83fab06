import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalServiceAccount',
                fields=[
                    ('purpose', models.CharField(help_text='What the other system does with it', max_length=300)),
                    ('contact', models.CharField(help_text='Who answers for it, and how to ring them', max_length=200)),
                    ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('people:read', 'Read children and families'), ('conferences:read', 'Read requests, conferences and attendance'), ('conferences:write', 'Ask for, screen and hold conferences, record who came, decide and close'), ('bookings:read', 'Read bookings and free slots'), ('bookings:write', 'Book conferences'), ('deadlines:read', 'Read deadlines'), ('plans:read', 'Read plans, actions, core groups and visits'), ('plans:write', 'Record core groups, visits and actions'), ('midpoints:read', 'Read midpoint checks'), ('midpoints:write', 'Record midpoint checks'), ('escalations:read', 'Read concerns and Resolution Forms'), ('escalations:write', 'Raise, answer, step up and resolve concerns and Resolution Forms')], max_length=30), size=None)),
                    ('per_minute', models.PositiveIntegerField(default=120, help_text='Most requests in a minute with one token')),
                    ('made_at', models.DateTimeField(blank=True, editable=False)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical service account',
                    'verbose_name_plural': 'historical service accounts',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='ServiceAccount',
                fields=[
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='service_account', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('purpose', models.CharField(help_text='What the other system does with it', max_length=300)),
                    ('contact', models.CharField(help_text='Who answers for it, and how to ring them', max_length=200)),
                    ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('people:read', 'Read children and families'), ('conferences:read', 'Read requests, conferences and attendance'), ('conferences:write', 'Ask for, screen and hold conferences, record who came, decide and close'), ('bookings:read', 'Read bookings and free slots'), ('bookings:write', 'Book conferences'), ('deadlines:read', 'Read deadlines'), ('plans:read', 'Read plans, actions, core groups and visits'), ('plans:write', 'Record core groups, visits and actions'), ('midpoints:read', 'Read midpoint checks'), ('midpoints:write', 'Record midpoint checks'), ('escalations:read', 'Read concerns and Resolution Forms'), ('escalations:write', 'Raise, answer, step up and resolve concerns and Resolution Forms')], max_length=30), size=None)),
                    ('per_minute', models.PositiveIntegerField(default=120, help_text='Most requests in a minute with one token')),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['user__name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Token',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('prefix', models.CharField(help_text='Shown, to tell tokens apart', max_length=12, unique=True)),
                    ('digest', models.CharField(help_text='SHA-256 of the whole token', max_length=64, unique=True)),
                    ('issued_at', models.DateTimeField(auto_now_add=True)),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('last_used_at', models.DateTimeField(blank=True, null=True)),
                    ('minute', models.DateTimeField(blank=True, help_text='The minute it was last used in', null=True)),
                    ('used_in_minute', models.PositiveIntegerField(default=0)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='api.serviceaccount')),
                    ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-issued_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='KeptAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=255)),
                    ('asked', models.CharField(help_text='SHA-256 of address and body', max_length=64)),
                    ('status', models.PositiveSmallIntegerField(default=0)),
                    ('body', models.TextField(blank=True, help_text='JSON, to the letter')),
                    ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='api.serviceaccount')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('account', 'key'), name='one_answer_to_a_key')],
                },
            ),
        ]),
    ]
