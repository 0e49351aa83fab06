import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BY_WHO_MADE_IT = """UPDATE api_serviceaccount SET scoped_by_id = made_by_id;
    SET CONSTRAINTS ALL IMMEDIATE"""


def who(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name='+',
        to=settings.AUTH_USER_MODEL,
        help_text='Who said last what it may do; somebody else issues its token',
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [
        ('api', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            'historicalserviceaccount',
            'scoped_by',
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name='+',
                to=settings.AUTH_USER_MODEL,
                help_text='Who said last what it may do; somebody else issues its token',
            ),
        ),
        migrations.AddField('serviceaccount', 'scoped_by', who(null=True)),
        migrations.RunSQL(BY_WHO_MADE_IT, migrations.RunSQL.noop),
        migrations.AlterField('serviceaccount', 'scoped_by', who()),
    ]
