import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import simple_history.models
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
                name='Chair',
                fields=[
                    ('professional', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='chair', serialize=False, to='people.professional')),
                    ('fte', models.DecimalField(decimal_places=2, default=1, max_digits=3, validators=[django.core.validators.MinValueValidator(0.05), django.core.validators.MaxValueValidator(1)], verbose_name='full-time equivalent')),
                    ('in_use', models.BooleanField(default=True, verbose_name='chairs conferences now')),
                ],
                options={
                    'ordering': ['professional__person__family_name', 'professional__person__given_names', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='ConferenceRoom',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60)),
                    ('capacity', models.PositiveSmallIntegerField(help_text='People who can sit at the table')),
                    ('hybrid_equipment', models.BooleanField(default=False, help_text='Screen, camera and microphones for people who join from elsewhere')),
                    ('step_free', models.BooleanField(default=False, verbose_name='step-free access')),
                    ('hearing_loop', models.BooleanField(default=False)),
                    ('separate_waiting', models.BooleanField(default=False, help_text='People who must not meet can arrive, wait and leave apart')),
                    ('in_use', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['hub__name', 'name'],
                },
            ),
            migrations.CreateModel(
                name='Hub',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100, unique=True)),
                    ('address', models.TextField(help_text='House and street, town, postcode, one per line')),
                    ('how_to_get_there', models.TextField(blank=True, help_text='Buses, parking, which door: goes into the invitation')),
                    ('near_districts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), blank=True, default=list, help_text='First halves of the postcodes this hub is nearest to, such as B9', size=None)),
                    ('in_use', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('leave', 'Annual leave'), ('sickness', 'Sickness'), ('training', 'Training')], max_length=10)),
                    ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('professional', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='people.professional')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['during', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Booking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('about', models.CharField(max_length=100)),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('state', models.CharField(choices=[('pencilled', 'Pencilled'), ('confirmed', 'Confirmed'), ('held', 'Held'), ('vacated', 'Vacated, without a new date'), ('released', 'Released')], max_length=10)),
                    ('pencilled_until', models.DateTimeField(blank=True, null=True)),
                    ('due_on', models.DateField(help_text='The last day that keeps the law or local practice')),
                    ('late_reason', models.TextField(blank=True, help_text='Why it is booked after its due date')),
                    ('need', models.JSONField()),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='bookings.chair')),
                    ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='bookings.conferenceroom')),
                ],
                options={
                    'ordering': ['starts_at', 'pk'],
                    'indexes': [models.Index(fields=['starts_at'], name='booking_starts')],
                    'constraints': [
                        django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('room__isnull', False), ('state__in', ['pencilled', 'confirmed', 'held'])), expressions=[(models.Func(models.F('room'), models.F('room'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), ('during', '&&')], name='no_room_twice'),
                        django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('chair__isnull', False), ('state__in', ['pencilled', 'confirmed', 'held'])), expressions=[(models.Func(models.F('chair'), models.F('chair'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), ('during', '&&')], name='no_chair_twice'),
                        models.UniqueConstraint(condition=models.Q(('state__in', ['pencilled', 'confirmed', 'vacated'])), fields=('about',), name='one_open_booking_each'),
                        models.CheckConstraint(condition=models.Q(('during__startswith__lte', models.F('starts_at')), ('during__endswith__gte', models.F('ends_at')), ('ends_at__gt', models.F('starts_at'))), name='booking_covers_its_meeting'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'pencilled'), _negated=True), ('pencilled_until__isnull', False), _connector='OR'), name='a_pencil_runs_out'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='HistoricalHub',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', models.CharField(db_index=True, max_length=100)),
                    ('address', models.TextField(help_text='House and street, town, postcode, one per line')),
                    ('how_to_get_there', models.TextField(blank=True, help_text='Buses, parking, which door: goes into the invitation')),
                    ('near_districts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), blank=True, default=list, help_text='First halves of the postcodes this hub is nearest to, such as B9', size=None)),
                    ('in_use', models.BooleanField(default=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical hub',
                    'verbose_name_plural': 'historical hubs',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalLocalPractice',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('set_up_minutes', models.PositiveSmallIntegerField(default=15, help_text='The room is held this long before people arrive')),
                    ('turn_round_minutes', models.PositiveSmallIntegerField(default=15, help_text='The room is held this long after the meeting')),
                    ('meet_family_minutes', models.PositiveSmallIntegerField(default=30, help_text='The chair meets the family this long before the conference')),
                    ('travel_minutes', models.PositiveSmallIntegerField(default=30, help_text='Between hubs, for somebody with two meetings on a day')),
                    ('pencil_working_days', models.PositiveSmallIntegerField(default=2, help_text='A pencilled booking not confirmed by then is released')),
                    ('late_search_working_days', models.PositiveSmallIntegerField(default=5, help_text='How far past the due date to look, so that the cost can be seen')),
                    ('agreed_caseload', models.PositiveSmallIntegerField(default=85, help_text='Children for each full-time chair')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical local practice',
                    'verbose_name_plural': 'historical local practice',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalSessionTime',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', models.CharField(db_index=True, max_length=40)),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField()),
                    ('in_use', models.BooleanField(default=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical session time',
                    'verbose_name_plural': 'historical session times',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalWorkingPattern',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday')])),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField()),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, help_text='Last day', null=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('professional', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.professional')),
                ],
                options={
                    'verbose_name': 'historical working pattern',
                    'verbose_name_plural': 'historical working patterns',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalMinuteTaker',
                fields=[
                    ('in_use', models.BooleanField(default=True, verbose_name='takes minutes now')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('professional', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.professional')),
                    ('hub', models.ForeignKey(blank=True, db_constraint=False, help_text='Where they prefer to be', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bookings.hub')),
                ],
                options={
                    'verbose_name': 'historical minute taker',
                    'verbose_name_plural': 'historical minute takers',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalConferenceRoom',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', models.CharField(max_length=60)),
                    ('capacity', models.PositiveSmallIntegerField(help_text='People who can sit at the table')),
                    ('hybrid_equipment', models.BooleanField(default=False, help_text='Screen, camera and microphones for people who join from elsewhere')),
                    ('step_free', models.BooleanField(default=False, verbose_name='step-free access')),
                    ('hearing_loop', models.BooleanField(default=False)),
                    ('separate_waiting', models.BooleanField(default=False, help_text='People who must not meet can arrive, wait and leave apart')),
                    ('in_use', models.BooleanField(default=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('hub', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bookings.hub')),
                ],
                options={
                    'verbose_name': 'historical conference room',
                    'verbose_name_plural': 'historical conference rooms',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalChair',
                fields=[
                    ('fte', models.DecimalField(decimal_places=2, default=1, max_digits=3, validators=[django.core.validators.MinValueValidator(0.05), django.core.validators.MaxValueValidator(1)], verbose_name='full-time equivalent')),
                    ('in_use', models.BooleanField(default=True, verbose_name='chairs conferences now')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('professional', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.professional')),
                    ('hub', models.ForeignKey(blank=True, db_constraint=False, help_text='Where they prefer to be', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='bookings.hub')),
                ],
                options={
                    'verbose_name': 'historical chair',
                    'verbose_name_plural': 'historical chairs',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Closure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                    ('reason', models.CharField(max_length=200)),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='bookings.conferenceroom')),
                    ('hub', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='bookings.hub')),
                ],
                options={
                    'ordering': ['during', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('hub__isnull', False), ('room__isnull', False), _connector='XOR'), name='closure_of_one_hub_or_one_room'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='HubPosting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('hub', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.hub')),
                    ('posting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.posting')),
                ],
                options={
                    'ordering': ['posting_id'],
                },
            ),
            migrations.CreateModel(
                name='LocalPractice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('set_up_minutes', models.PositiveSmallIntegerField(default=15, help_text='The room is held this long before people arrive')),
                    ('turn_round_minutes', models.PositiveSmallIntegerField(default=15, help_text='The room is held this long after the meeting')),
                    ('meet_family_minutes', models.PositiveSmallIntegerField(default=30, help_text='The chair meets the family this long before the conference')),
                    ('travel_minutes', models.PositiveSmallIntegerField(default=30, help_text='Between hubs, for somebody with two meetings on a day')),
                    ('pencil_working_days', models.PositiveSmallIntegerField(default=2, help_text='A pencilled booking not confirmed by then is released')),
                    ('late_search_working_days', models.PositiveSmallIntegerField(default=5, help_text='How far past the due date to look, so that the cost can be seen')),
                    ('agreed_caseload', models.PositiveSmallIntegerField(default=85, help_text='Children for each full-time chair')),
                ],
                options={
                    'verbose_name_plural': 'local practice',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_local_practice'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='MinuteTaker',
                fields=[
                    ('professional', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='minute_taker', serialize=False, to='people.professional')),
                    ('in_use', models.BooleanField(default=True, verbose_name='takes minutes now')),
                    ('hub', models.ForeignKey(blank=True, help_text='Where they prefer to be', null=True, on_delete=django.db.models.deletion.PROTECT, to='bookings.hub')),
                ],
                options={
                    'ordering': ['professional__person__family_name', 'professional__person__given_names', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='BookingMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(choices=[('pencilled', 'Pencilled'), ('confirmed', 'Confirmed'), ('relisted', 'Given a new date, time or room'), ('vacated', 'Vacated'), ('released', 'Released'), ('chair_swapped', 'Given another chair'), ('minute_taker', 'Minute-taker changed'), ('held', 'Held')], max_length=15)),
                    ('reason', models.CharField(blank=True, max_length=20)),
                    ('note', models.TextField(blank=True)),
                    ('from_starts_at', models.DateTimeField(null=True)),
                    ('to_starts_at', models.DateTimeField(null=True)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('booking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='bookings.booking')),
                    ('by', models.ForeignKey(help_text='Empty when the sweep released a pencil that ran out', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('from_chair', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.chair')),
                    ('to_chair', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.chair')),
                    ('from_room', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.conferenceroom')),
                    ('to_room', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.conferenceroom')),
                    ('from_minute_taker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.minutetaker')),
                    ('to_minute_taker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.minutetaker')),
                ],
                options={
                    'ordering': ['booking_id', 'pk'],
                    'indexes': [models.Index(fields=['step', 'at'], name='booking_move_step')],
                },
            ),
            migrations.CreateModel(
                name='SessionTime',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40, unique=True)),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField()),
                    ('in_use', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['starts', 'ends'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='session_ends_after'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='WorkingPattern',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday')])),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField()),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, help_text='Last day', null=True)),
                    ('professional', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='working_patterns', to='people.professional')),
                ],
                options={
                    'ordering': ['professional_id', 'from_on', 'weekday', 'starts'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='pattern_ends_after'),
                        models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='pattern_in_force_forwards'),
                    ],
                },
            ),
        ]),
        migrations.AddField(model_name='conferenceroom', name='hub', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='bookings.hub')),
        migrations.AddField(model_name='chair', name='hub', field=models.ForeignKey(blank=True, help_text='Where they prefer to be', null=True, on_delete=django.db.models.deletion.PROTECT, to='bookings.hub')),
        migrations.AddField(model_name='booking', name='minute_taker', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='bookings.minutetaker')),
        migrations.AddField(model_name='booking', name='session', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='bookings.sessiontime')),
        migrations.AddConstraint(model_name='conferenceroom', constraint=models.UniqueConstraint(fields=('hub', 'name'), name='one_room_of_a_name_in_a_hub')),
        migrations.AddConstraint(model_name='booking', constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('minute_taker__isnull', False), ('state__in', ['pencilled', 'confirmed', 'held'])), expressions=[(models.Func(models.F('minute_taker'), models.F('minute_taker'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), ('during', '&&')], name='no_minute_taker_twice')),
        migrations.AddConstraint(model_name='booking', constraint=models.CheckConstraint(condition=models.Q(('minute_taker__isnull', True), models.Q(('minute_taker', models.F('chair')), _negated=True), _connector='OR'), name='the_chair_does_not_take_minutes')),
    ]
