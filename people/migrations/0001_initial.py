import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
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
                name='Agency',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=150, unique=True)),
                    ('kind', models.CharField(choices=[('social_care', "Children's social care"), ('police', 'Police'), ('health_visiting', 'Health visiting'), ('school_nursing', 'School nursing'), ('midwifery', 'Midwifery'), ('gp', 'GP'), ('paediatrics', 'Paediatrics'), ('mental_health', 'Mental health'), ('school', 'School or nursery'), ('probation', 'Probation'), ('housing', 'Housing'), ('substance_misuse', 'Drug and alcohol service'), ('domestic_abuse', 'Domestic abuse service'), ('voluntary', 'Voluntary organisation'), ('advocacy', 'Advocacy'), ('interpreting', 'Interpreting'), ('legal', 'Legal services'), ('other', 'Other')], max_length=20)),
                ],
                options={
                    'verbose_name_plural': 'agencies',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Area',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100, unique=True)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('family_name', models.CharField(max_length=100)),
                    ('given_names', models.CharField(max_length=100)),
                    ('known_as', models.CharField(blank=True, help_text='What they like to be called', max_length=100)),
                    ('date_of_birth', models.DateField(blank=True, null=True)),
                    ('telephone', models.CharField(blank=True, max_length=40)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('safe_contact', models.CharField(choices=[('post', 'Letter to their own address'), ('email', 'Email'), ('phone', 'Telephone only'), ('by_hand', 'By hand, from the social worker'), ('none', 'Do not contact')], default='post', max_length=10)),
                    ('safe_contact_note', models.CharField(blank=True, max_length=300)),
                    ('first_language', models.CharField(default='English', max_length=60)),
                    ('needs_interpreter', models.BooleanField(default=False)),
                    ('access_needs', models.CharField(blank=True, max_length=300)),
                    ('is_protected', models.BooleanField(default=False, help_text='Nothing that locates this person may reach anybody else')),
                    ('died_on', models.DateField(blank=True, null=True)),
                    ('search_keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, editable=False, help_text='people.names', size=None)),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='people.person')),
                ],
                options={
                    'verbose_name_plural': 'people',
                    'ordering': ['family_name', 'given_names', 'pk'],
                    'indexes': [
                        django.contrib.postgres.indexes.GinIndex(fields=['search_keys'], name='person_search_keys'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Address',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('lines', models.TextField(help_text='House and street, then town, one per line')),
                    ('postcode', models.CharField(blank=True, max_length=8)),
                ],
                options={
                    'verbose_name_plural': 'addresses',
                    'ordering': ['postcode', 'pk'],
                    'indexes': [models.Index(fields=['postcode'], name='address_postcode')],
                },
            ),
            migrations.CreateModel(
                name='Child',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='people.person')),
                    ('local_id', models.CharField(max_length=20, unique=True)),
                    ('nhs_number', models.CharField(blank=True, max_length=10)),
                    ('sex', models.CharField(choices=[('F', 'Female'), ('M', 'Male'), ('U', 'Not known, or not yet born')], default='U', max_length=1)),
                    ('gender', models.CharField(blank=True, help_text="In the child's own words", max_length=60)),
                    ('expected_on', models.DateField(blank=True, help_text='Expected date of birth', null=True)),
                    ('birth_order', models.PositiveSmallIntegerField(blank=True, help_text='For twins and more: 1, 2, 3', null=True)),
                    ('ethnicity', models.CharField(choices=[('WBRI', 'White British'), ('WIRI', 'White Irish'), ('WIRT', 'Traveller of Irish heritage'), ('WOTH', 'Any other White background'), ('WROM', 'Gypsy or Roma'), ('MWBC', 'White and Black Caribbean'), ('MWBA', 'White and Black African'), ('MWAS', 'White and Asian'), ('MOTH', 'Any other mixed background'), ('AIND', 'Indian'), ('APKN', 'Pakistani'), ('ABAN', 'Bangladeshi'), ('AOTH', 'Any other Asian background'), ('BCRB', 'Black Caribbean'), ('BAFR', 'Black African'), ('BOTH', 'Any other Black background'), ('CHNE', 'Chinese'), ('OOTH', 'Any other ethnic group'), ('REFU', 'Refused'), ('NOBT', 'Not yet obtained')], default='NOBT', max_length=4)),
                    ('disabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('NONE', 'None'), ('MOB', 'Mobility'), ('HAND', 'Hand function'), ('PC', 'Personal care'), ('INC', 'Incontinence'), ('COMM', 'Communication'), ('LD', 'Learning'), ('HEAR', 'Hearing'), ('VIS', 'Vision'), ('BEH', 'Behaviour'), ('CON', 'Consciousness'), ('AUT', 'Autism or Asperger syndrome'), ('DDA', 'Other disability under the Equality Act')], max_length=4), blank=True, default=list, size=None)),
                    ('school', models.CharField(blank=True, max_length=150)),
                ],
                options={
                    'verbose_name_plural': 'children',
                    'ordering': ['person__date_of_birth', 'birth_order', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('nhs_number', ''), _negated=True), fields=('nhs_number',), name='one_child_per_nhs_number'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ContactConfirmation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('way', models.CharField(choices=[('email', 'Email address'), ('telephone', 'Telephone number')], max_length=10)),
                    ('value', models.CharField(help_text='As compared: small letters, figures only', max_length=254)),
                    ('how', models.CharField(max_length=200)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='people.person')),
                ],
                options={
                    'ordering': ['person_id', '-at'],
                },
            ),
            migrations.CreateModel(
                name='Family',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=150)),
                    ('reference', models.CharField(max_length=20, unique=True)),
                    ('is_restricted', models.BooleanField(default=False, help_text='Only named people may open this family')),
                    ('restricted_reason', models.CharField(blank=True, max_length=300)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.area')),
                ],
                options={
                    'verbose_name_plural': 'families',
                    'ordering': ['name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='ConflictOfInterest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=300)),
                    ('declared_at', models.DateTimeField(auto_now_add=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('declared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='people.family')),
                ],
                options={
                    'ordering': ['family_id', 'user_id'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('family', 'user'), name='one_conflict_with_a_family'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='BreakGlass',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField()),
                    ('from_at', models.DateTimeField()),
                    ('until_at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='broken_glass', to='people.family')),
                ],
                options={
                    'ordering': ['-from_at'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('until_at__gt', models.F('from_at'))), name='glass_mends_after_it_breaks'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Bereavement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('died', 'A death'), ('pregnancy_ended', 'A pregnancy that ended')], max_length=20)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField(auto_now_add=True)),
                    ('contact_agreed_at', models.DateTimeField(blank=True, null=True)),
                    ('contact_note', models.CharField(blank=True, max_length=500)),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('taken_back_reason', models.CharField(blank=True, max_length=300)),
                    ('contact_agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bereavements', to='people.family')),
                ],
                options={
                    'ordering': ['-happened_on', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('family', 'person'), name='one_bereavement_of_a_person'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='HistoricalChild',
                fields=[
                    ('local_id', models.CharField(db_index=True, max_length=20)),
                    ('nhs_number', models.CharField(blank=True, max_length=10)),
                    ('sex', models.CharField(choices=[('F', 'Female'), ('M', 'Male'), ('U', 'Not known, or not yet born')], default='U', max_length=1)),
                    ('gender', models.CharField(blank=True, help_text="In the child's own words", max_length=60)),
                    ('expected_on', models.DateField(blank=True, help_text='Expected date of birth', null=True)),
                    ('birth_order', models.PositiveSmallIntegerField(blank=True, help_text='For twins and more: 1, 2, 3', null=True)),
                    ('ethnicity', models.CharField(choices=[('WBRI', 'White British'), ('WIRI', 'White Irish'), ('WIRT', 'Traveller of Irish heritage'), ('WOTH', 'Any other White background'), ('WROM', 'Gypsy or Roma'), ('MWBC', 'White and Black Caribbean'), ('MWBA', 'White and Black African'), ('MWAS', 'White and Asian'), ('MOTH', 'Any other mixed background'), ('AIND', 'Indian'), ('APKN', 'Pakistani'), ('ABAN', 'Bangladeshi'), ('AOTH', 'Any other Asian background'), ('BCRB', 'Black Caribbean'), ('BAFR', 'Black African'), ('BOTH', 'Any other Black background'), ('CHNE', 'Chinese'), ('OOTH', 'Any other ethnic group'), ('REFU', 'Refused'), ('NOBT', 'Not yet obtained')], default='NOBT', max_length=4)),
                    ('disabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('NONE', 'None'), ('MOB', 'Mobility'), ('HAND', 'Hand function'), ('PC', 'Personal care'), ('INC', 'Incontinence'), ('COMM', 'Communication'), ('LD', 'Learning'), ('HEAR', 'Hearing'), ('VIS', 'Vision'), ('BEH', 'Behaviour'), ('CON', 'Consciousness'), ('AUT', 'Autism or Asperger syndrome'), ('DDA', 'Other disability under the Equality Act')], max_length=4), blank=True, default=list, size=None)),
                    ('school', models.CharField(blank=True, max_length=150)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('family', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.family')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ],
                options={
                    'verbose_name': 'historical child',
                    'verbose_name_plural': 'historical children',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalPerson',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('family_name', models.CharField(max_length=100)),
                    ('given_names', models.CharField(max_length=100)),
                    ('known_as', models.CharField(blank=True, help_text='What they like to be called', max_length=100)),
                    ('date_of_birth', models.DateField(blank=True, null=True)),
                    ('telephone', models.CharField(blank=True, max_length=40)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('safe_contact', models.CharField(choices=[('post', 'Letter to their own address'), ('email', 'Email'), ('phone', 'Telephone only'), ('by_hand', 'By hand, from the social worker'), ('none', 'Do not contact')], default='post', max_length=10)),
                    ('safe_contact_note', models.CharField(blank=True, max_length=300)),
                    ('first_language', models.CharField(default='English', max_length=60)),
                    ('needs_interpreter', models.BooleanField(default=False)),
                    ('access_needs', models.CharField(blank=True, max_length=300)),
                    ('is_protected', models.BooleanField(default=False, help_text='Nothing that locates this person may reach anybody else')),
                    ('died_on', models.DateField(blank=True, null=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('merged_into', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ],
                options={
                    'verbose_name': 'historical person',
                    'verbose_name_plural': 'historical people',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalResidence',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('is_protected', models.BooleanField(default=False, help_text='Nobody outside the service may learn this address')),
                    ('confirmed_on', models.DateField(blank=True, help_text='Last confirmed as right', null=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('address', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.address')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ],
                options={
                    'verbose_name': 'historical residence',
                    'verbose_name_plural': 'historical residences',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Merge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=300)),
                    ('moved', models.JSONField(default=list)),
                    ('merged_at', models.DateTimeField(auto_now_add=True)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('duplicate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-merged_at'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('duplicate',), name='merged_once'),
                        models.CheckConstraint(condition=models.Q(('kept', models.F('duplicate')), _negated=True), name='two_people'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='NamedAccess',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=300)),
                    ('given_at', models.DateTimeField(auto_now_add=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='named_access', to='people.family')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['family_id', 'user_id'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('family', 'user'), name='named_once_for_a_family'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Residence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('is_protected', models.BooleanField(default=False, help_text='Nobody outside the service may learn this address')),
                    ('confirmed_on', models.DateField(blank=True, help_text='Last confirmed as right', null=True)),
                    ('address', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='residences', to='people.address')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='residences', to='people.person')),
                ],
                options={
                    'ordering': ['person_id', '-from_on'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('person',), name='one_current_residence'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Team',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100, unique=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='people.area')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Posting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('principal_officer', 'Principal officer'), ('duty_principal_officer', 'Duty principal officer'), ('business_support', 'Business support'), ('social_worker', 'Social worker'), ('team_manager', 'Team manager'), ('head_of_service', 'Head of service'), ('data_officer', 'Data officer'), ('emergency_duty', 'Emergency duty or MASH')], max_length=30)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, help_text='Last day', null=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.area')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.team')),
                ],
                options={
                    'ordering': ['user_id', 'from_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalFamily',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', models.CharField(max_length=150)),
                    ('reference', models.CharField(db_index=True, max_length=20)),
                    ('is_restricted', models.BooleanField(default=False, help_text='Only named people may open this family')),
                    ('restricted_reason', models.CharField(blank=True, max_length=300)),
                    ('created_at', models.DateTimeField(blank=True, editable=False)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('area', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.area')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.team')),
                ],
                options={
                    'verbose_name': 'historical family',
                    'verbose_name_plural': 'historical families',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Relationship',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('mother', 'Mother'), ('father', 'Father'), ('step_parent', "Step-parent or parent's partner"), ('grandparent', 'Grandparent'), ('aunt_or_uncle', 'Aunt or uncle'), ('carer', 'Carer'), ('sibling', 'Brother or sister'), ('other', 'Other')], max_length=20)),
                    ('parental_responsibility', models.BooleanField(default=False)),
                    ('lives_with', models.BooleanField(default=False, verbose_name='lives with the child')),
                    ('must_not_be_told', models.BooleanField(default=False, help_text='This person must be told nothing about the child')),
                    ('poses_risk', models.BooleanField(default=False, help_text='Alleged to have caused harm, or said to pose a risk')),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='people.person')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='people.child')),
                ],
                options={
                    'ordering': ['child_id', 'kind', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('child', 'person'), name='one_relationship_each'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='HistoricalRelationship',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('mother', 'Mother'), ('father', 'Father'), ('step_parent', "Step-parent or parent's partner"), ('grandparent', 'Grandparent'), ('aunt_or_uncle', 'Aunt or uncle'), ('carer', 'Carer'), ('sibling', 'Brother or sister'), ('other', 'Other')], max_length=20)),
                    ('parental_responsibility', models.BooleanField(default=False)),
                    ('lives_with', models.BooleanField(default=False, verbose_name='lives with the child')),
                    ('must_not_be_told', models.BooleanField(default=False, help_text='This person must be told nothing about the child')),
                    ('poses_risk', models.BooleanField(default=False, help_text='Alleged to have caused harm, or said to pose a risk')),
                    ('from_on', models.DateField(blank=True, null=True)),
                    ('to_on', models.DateField(blank=True, null=True)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                    ('child', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.child')),
                ],
                options={
                    'verbose_name': 'historical relationship',
                    'verbose_name_plural': 'historical relationships',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Professional',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='people.person')),
                    ('job_title', models.CharField(max_length=100)),
                    ('work_address', models.TextField(blank=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.agency')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.team')),
                    ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['person__family_name', 'person__given_names', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='CaseRole',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('chair', 'Conference chair'), ('lead_social_worker', 'Lead social worker'), ('team_manager', 'Team manager'), ('business_support', 'Business support')], max_length=20)),
                    ('from_on', models.DateField()),
                    ('to_on', models.DateField(blank=True, help_text='Last day', null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_roles', to='people.family')),
                    ('professional', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_roles', to='people.professional')),
                ],
                options={
                    'ordering': ['family_id', 'kind', 'from_on'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('family', 'kind'), name='one_holder_of_a_case_role'),
                    ],
                },
            ),
        ]),
        migrations.AddField(model_name='family', name='team', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.team')),
        migrations.AddField(model_name='child', name='family', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.family')),
    ]
