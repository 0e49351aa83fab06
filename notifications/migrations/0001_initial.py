import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from audit.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('channel', models.CharField(choices=[('email', 'Email'), ('sms', 'Text message'), ('letter', 'Letter')], max_length=10)),
                    ('kind', models.CharField(max_length=60)),
                    ('to_kind', models.CharField(choices=[('staff', 'Staff'), ('professional', 'Professional'), ('family', 'Family member'), ('child', 'Child')], default='staff', max_length=12)),
                    ('to_name', models.CharField(max_length=200)),
                    ('to_address', models.TextField(blank=True, help_text='Email address, telephone number or postal address lines.')),
                    ('subject', models.CharField(blank=True, max_length=200)),
                    ('body', models.TextField(blank=True)),
                    ('attachments', models.JSONField(default=list, help_text='[{name, content_type, base64}] or [{name, reference}]')),
                    ('check_name', models.CharField(blank=True, max_length=100)),
                    ('check_arguments', models.JSONField(default=dict)),
                    ('about', models.CharField(blank=True, help_text='Opaque, as conference:12', max_length=100)),
                    ('family_id', models.BigIntegerField(blank=True, help_text='Opaque: whose case. None and about something: nobody’s', null=True)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('held', 'Held back'), ('printed', 'Printed, not posted yet'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('bounced', 'Came back'), ('failed', 'Could not be sent'), ('withdrawn', 'Cancelled')], default='waiting', max_length=10)),
                    ('not_before_at', models.DateTimeField(blank=True, null=True)),
                    ('not_after_at', models.DateTimeField(blank=True, help_text='Of no use later', null=True)),
                    ('claimed_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('may_have_left', models.BooleanField(default=False)),
                    ('reference', models.CharField(blank=True, db_index=True, help_text='Given to the provider with each try', max_length=36)),
                    ('provider_id', models.CharField(blank=True, max_length=100)),
                    ('last_error', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [
                        models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='outbox_waiting'),
                        models.Index(condition=models.Q(('state__in', ['bounced', 'failed', 'held'])), fields=['id'], name='outbox_troubled'),
                        models.Index(fields=['about'], name='outbox_about'),
                        models.Index(fields=['family_id'], name='outbox_family'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='MessageStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('held', 'Held back'), ('printed', 'Printed, not posted yet'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('bounced', 'Came back'), ('failed', 'Could not be sent'), ('withdrawn', 'Cancelled')], max_length=10)),
                    ('words', models.TextField(blank=True)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='notifications.message')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='PrintRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('place', models.CharField(help_text='Where it was printed', max_length=100)),
                    ('printed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('posted_at', models.DateTimeField(blank=True, null=True)),
                    ('posted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('printed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='PrintedLetter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('copy_number', models.PositiveSmallIntegerField()),
                    ('reason', models.CharField(blank=True, help_text='Why it was printed again', max_length=300)),
                    ('sha256', models.CharField(max_length=64)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='notifications.message')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='notifications.printrun')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [
                        models.UniqueConstraint(fields=('message', 'copy_number'), name='one_letter_per_copy_number'),
                    ],
                },
            ),
        ]),
    ]
