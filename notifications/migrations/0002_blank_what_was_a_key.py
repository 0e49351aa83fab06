from django.db import migrations

KEYS = ['sign_in', 'guest_pass', 'answer_pass']
STILL_TO_LEAVE = ['waiting', 'held']


def blank(apps, schema_editor):
    messages = apps.get_model('notifications', 'Message').objects
    messages.filter(kind__in=KEYS).exclude(state__in=STILL_TO_LEAVE).exclude(body='').update(body='')


class Migration(migrations.Migration):
    """Links and codes that have left, or never will, are not kept."""

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(blank, migrations.RunPython.noop),
    ]
