"""The annual report. What was frozen or written is not changed: a trigger refuses it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


REFUSE = """
CREATE FUNCTION reporting_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was frozen stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME;
END;
$$
"""
TRIGGER = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change()
"""
REMOVE = "DROP TRIGGER {table}_stays ON {table}"
TABLES = ("reporting_annualedition", "reporting_annualfile", "reporting_commentary")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_former_pupil_number'),
        ('reporting', '0006_views_for_reporting_tools'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year_ending', models.DateField()),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('frozen_at', models.DateTimeField()),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-year_ending', '-number'],
            },
        ),
        migrations.CreateModel(
            name='AnnualDrawing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_public', models.BooleanField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be drawn'), ('drawing', 'Being drawn'), ('drawn', 'Ready'), ('failed', 'Could not be drawn')], default='waiting', max_length=10)),
                ('began_at', models.DateTimeField(blank=True, null=True)),
                ('drawn_at', models.DateTimeField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drawings', to='reporting.annualedition')),
            ],
            options={
                'ordering': ['edition_id', 'is_public'],
            },
        ),
        migrations.CreateModel(
            name='AnnualFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(help_text='As pdf, docx, xlsx, json', max_length=4)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('drawing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reporting.annualdrawing')),
            ],
            options={
                'ordering': ['drawing_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Commentary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year_ending', models.DateField(help_text='31 March of the year it is about')),
                ('section', models.CharField(max_length=30)),
                ('text', models.TextField(blank=True, max_length=20000)),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('area', models.ForeignKey(blank=True, help_text='Empty: the whole service', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.area')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'commentaries',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='annualedition',
            constraint=models.UniqueConstraint(fields=('year_ending', 'area', 'number'), name='one_annual_edition_of_a_number', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='annualdrawing',
            constraint=models.UniqueConstraint(fields=('edition', 'is_public'), name='one_drawing_of_an_annual_edition'),
        ),
        migrations.AddConstraint(
            model_name='annualfile',
            constraint=models.UniqueConstraint(fields=('drawing', 'kind'), name='one_annual_file_of_a_kind'),
        ),
        migrations.AddIndex(
            model_name='commentary',
            index=models.Index(fields=['year_ending', 'area', 'section'], name='reporting_c_year_en_67d6c9_idx'),
        ),
        migrations.RunSQL(REFUSE, "DROP FUNCTION reporting_refuse_change()"),
        *(
            migrations.RunSQL(TRIGGER.format(table=table), REMOVE.format(table=table))
            for table in TABLES
        ),
    ]
