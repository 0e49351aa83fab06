from django.db import migrations, models

CHOICES = [
    ('UN1', 'Under 6 and not yet given one'),
    ('UN2', 'Never went to a state school in England'),
    ('UN3', 'Educated outside England'),
    ('UN4', 'Newly in need in the last week of the census year'),
    ('UN5', 'Sources differ about name or birthday, so none can be matched'),
    ('UN6', 'Not looked after, and the authority cannot obtain it'),
    ('UN7', 'Referral with no further action'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_former_pupil_number'),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name='upn_unknown',
            field=models.CharField(blank=True, choices=CHOICES, max_length=3, verbose_name='why there is no pupil number'),
        )
        for name in ('child', 'historicalchild')
    ]
