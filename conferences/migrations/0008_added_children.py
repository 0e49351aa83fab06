import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0007_who_comes_to_the_core_group'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AddedChild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section_47_outcome', models.CharField(choices=[('substantiated_likely', 'Concerns substantiated, likely significant harm'), ('substantiated_not', 'Concerns substantiated, harm not likely to continue'), ('ongoing', 'Enquiry not finished')], max_length=25)),
                ('decided_on', models.DateField(help_text='When it was decided that a conference is needed for this child')),
                ('reason', models.TextField(help_text='Why the conference is about this child, too')),
                ('agreed_by_name', models.CharField(max_length=200, verbose_name='team manager who agreed')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('asked_for', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='added', to='conferences.requestedchild')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'added children',
                'ordering': ['pk'],
            },
        ),
    ]
