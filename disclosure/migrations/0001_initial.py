import uuid
import django.db.models.deletion
import django.utils.timezone
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
                name='Pack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('outline_plan', 'Outline plan'), ('protection_plan', 'Child protection plan'), ('child_page', "Child's page"), ('decision_letter', 'Decision letter'), ('summary_record', 'Summary record'), ('full_record', 'Full record'), ('document', 'Attached document')], max_length=20)),
                    ('about', models.CharField(blank=True, help_text="Opaque: which child's page", max_length=60)),
                    ('layout', models.CharField(choices=[('standard', 'Standard'), ('large_print', 'Large print (18 point)'), ('easy_read', 'Easy read')], max_length=12)),
                    ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polish (Polski)'), ('ur', 'Urdu (اردو)'), ('ar', 'Arabic (العربية)')], max_length=2)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('state', models.CharField(choices=[('draft', 'Being prepared'), ('awaiting_clearance', 'Waiting for a second person'), ('cleared', 'Cleared'), ('released', 'Released'), ('handed_over', 'Handed over'), ('recalled', 'Recalled'), ('void', 'Void')], db_index=True, default='draft', max_length=20)),
                    ('content', models.JSONField(default=dict)),
                    ('left_out', models.JSONField(default=list)),
                    ('fingerprint', models.CharField(help_text='sha256 of content and form', max_length=64)),
                    ('rendered_fingerprint', models.CharField(blank=True, max_length=64)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('pages', models.PositiveSmallIntegerField(default=0)),
                    ('rendered_at', models.DateTimeField(blank=True, null=True)),
                    ('checked_sha256', models.CharField(blank=True, max_length=64)),
                    ('checked_at', models.DateTimeField(blank=True, null=True)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('awaiting_since', models.DateTimeField(blank=True, null=True)),
                    ('cleared_at', models.DateTimeField(blank=True, null=True)),
                    ('released_at', models.DateTimeField(blank=True, null=True)),
                    ('released_without_clearance_reason', models.TextField(blank=True)),
                    ('recalled_at', models.DateTimeField(blank=True, null=True)),
                    ('recall_reason', models.TextField(blank=True)),
                    ('interpreter', models.CharField(blank=True, help_text='Who read it through', max_length=200)),
                    ('interpreter_read_at', models.DateTimeField(blank=True, null=True)),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='disclosure.pack')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Handover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('way', models.CharField(choices=[('in_person', 'Handed over in person'), ('post', 'Posted'), ('secure_link', 'Secure link'), ('shown_on_screen', 'Shown on a screen')], max_length=16)),
                    ('signed_name', models.CharField(blank=True, help_text='As signed by whoever took it', max_length=200)),
                    ('to_address', models.TextField(blank=True, help_text='Where it was posted or sent')),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('sha256', models.CharField(max_length=64)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='disclosure.pack')),
                ],
                options={
                    'ordering': ['-at'],
                },
            ),
            migrations.CreateModel(
                name='GuestPass',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('channel', models.CharField(choices=[('email', 'Email'), ('sms', 'Text message'), ('letter', 'Letter')], max_length=10)),
                    ('to_address', models.CharField(help_text='The confirmed address of the code', max_length=254)),
                    ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('code_hash', models.CharField(blank=True, max_length=128)),
                    ('code_sent_at', models.DateTimeField(blank=True, null=True)),
                    ('codes_sent', models.PositiveSmallIntegerField(default=0)),
                    ('wrong_codes', models.PositiveSmallIntegerField(default=0)),
                    ('collected_at', models.DateTimeField(blank=True, null=True)),
                    ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guest_passes', to='disclosure.pack')),
                ],
                options={
                    'verbose_name_plural': 'guest passes',
                    'ordering': ['-issued_at'],
                },
            ),
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64)),
                    ('check_name', models.CharField(choices=[('name', 'A name that does not belong'), ('address', 'An address that does not belong'), ('postcode', 'A postcode that does not belong'), ('telephone', 'A telephone number that does not belong'), ('email', 'An email address that does not belong'), ('restricted_source', 'Words from a restricted source'), ('copied', 'Words copied from a restricted source'), ('not_cleared', 'Words not cleared for this person'), ('must_not_be_told', 'A person who must not be told'), ('wrong_family', 'A document of another family'), ('shared_address', 'A postal address shared with somebody who poses a risk'), ('image_only', 'Pages with no text to search'), ('hidden_content', 'Content that is not on the page'), ('page_marks', "A page without the person's name, pack number or page number")], max_length=20)),
                    ('text', models.CharField(help_text='As it stands in the pack', max_length=300)),
                    ('page', models.PositiveSmallIntegerField(help_text='0: not on a page (file name, metadata)')),
                    ('context', models.TextField(blank=True, help_text='The words around it')),
                    ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('cleared_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('cleared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('protects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='disclosure.pack')),
                ],
                options={
                    'ordering': ['pack_id', 'page', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='PackAccess',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('way', models.CharField(choices=[('preview', 'Preview'), ('opened', 'Opened to clear or release'), ('print_job', 'Print job'), ('download', 'Download'), ('guest', 'Guest download'), ('shown', 'Shown on a screen')], max_length=12)),
                    ('sha256', models.CharField(max_length=64)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('guest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accesses', to='disclosure.guestpass')),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accesses', to='disclosure.pack')),
                ],
                options={
                    'verbose_name_plural': 'pack accesses',
                    'ordering': ['-at'],
                },
            ),
            migrations.CreateModel(
                name='Passage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('heading', models.CharField(help_text='Opaque key of the heading it stands under', max_length=60)),
                    ('text', models.TextField()),
                    ('source_kind', models.CharField(choices=[('said', 'Said in the meeting'), ('document', 'From a document'), ('report', "From an agency's report"), ('plan', 'Agreed in the plan'), ('strategy_meeting', 'From a strategy discussion'), ('police', 'From police information'), ('legal', 'From legal advice'), ('third_party', 'From somebody who asked not to be named')], default='said', max_length=20)),
                    ('restriction', models.CharField(choices=[('none', 'Not restricted'), ('restricted', 'Restricted: professionals only')], default='none', max_length=10)),
                    ('part_key', models.CharField(blank=True, help_text='Opaque: the part of the meeting it was said in', max_length=60)),
                    ('position', models.BigIntegerField(default=0)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('seq', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('spoken_at', models.DateTimeField(blank=True, null=True)),
                    ('removed_at', models.DateTimeField(blank=True, null=True)),
                    ('sealed_at', models.DateTimeField(blank=True, null=True)),
                    ('about', models.ManyToManyField(blank=True, help_text='Whom it is about; nobody: the whole family', related_name='+', to='people.person')),
                    ('addendum_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='addenda', to='disclosure.passage')),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('carried_from', models.ForeignKey(blank=True, help_text='The same words in the record they were first said in', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='disclosure.passage')),
                    ('conflict_with', models.ForeignKey(blank=True, help_text='Two people changed this one at once; both texts are kept', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='disclosure.passage')),
                    ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('source_kind__in', ['legal', 'police', 'strategy_meeting', 'third_party']), _negated=True), ('restriction', 'restricted'), _connector='OR'), name='restricted_source_is_restricted'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PassageTranslation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(help_text='The version of the passage it translates')),
                    ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polish (Polski)'), ('ur', 'Urdu (اردو)'), ('ar', 'Arabic (العربية)')], max_length=2)),
                    ('text', models.TextField()),
                    ('translator', models.CharField(max_length=200)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='disclosure.passage')),
                ],
                options={
                    'ordering': ['passage_id', 'language', '-version', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='PrintJob',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('printer', models.CharField(help_text="The hub's printer", max_length=100)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-at'],
                },
            ),
            migrations.CreateModel(
                name='Recipient',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('capacity', models.CharField(choices=[('family', 'Family member'), ('child', 'Child'), ('professional', 'Professional')], max_length=12)),
                    ('layout', models.CharField(choices=[('standard', 'Standard'), ('large_print', 'Large print (18 point)'), ('easy_read', 'Easy read')], default='standard', max_length=12)),
                    ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polish (Polski)'), ('ur', 'Urdu (اردو)'), ('ar', 'Arabic (العربية)')], default='en', max_length=2)),
                    ('in_the_room', models.BooleanField(default=False, help_text='Present when it ended: the pack is handed over there')),
                    ('way', models.CharField(choices=[('in_person', 'Handed over in person'), ('post', 'Posted'), ('secure_link', 'Secure link'), ('shown_on_screen', 'Shown on a screen')], default='in_person', max_length=16)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'ordering': ['capacity', 'person__family_name', 'person__given_names', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Record',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('label', models.CharField(help_text='As a reader would name it; no names', max_length=200)),
                    ('next_seq', models.BigIntegerField(default=1)),
                    ('opened_at', models.DateTimeField(auto_now_add=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='people.family')),
                ],
                options={
                    'ordering': ['-opened_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Operation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uuid', models.UUIDField(unique=True)),
                    ('seq', models.BigIntegerField()),
                    ('kind', models.CharField(max_length=60)),
                    ('status', models.CharField(choices=[('applied', 'Saved'), ('duplicate', 'Saved before'), ('conflict', "Saved beside somebody else's words"), ('refused', 'Not saved')], default='applied', max_length=10)),
                    ('payload', models.JSONField(default=dict)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('device_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='operations', to='disclosure.passage')),
                    ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='operations', to='disclosure.record')),
                ],
                options={
                    'ordering': ['record_id', 'seq'],
                    'constraints': [
                        models.UniqueConstraint(fields=('record', 'seq'), name='one_operation_per_seq'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Breach',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField()),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('packs', models.ManyToManyField(help_text='Packs that held them', related_name='breaches', to='disclosure.pack')),
                    ('passages', models.ManyToManyField(related_name='breaches', to='disclosure.passage')),
                    ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='disclosure.record')),
                ],
                options={
                    'verbose_name_plural': 'breaches',
                    'ordering': ['-at'],
                },
            ),
            migrations.CreateModel(
                name='Upload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('name', models.CharField(help_text='The file name as it came', max_length=200)),
                    ('content_type', models.CharField(help_text='What the bytes are', max_length=100)),
                    ('size', models.PositiveBigIntegerField(help_text='Bytes')),
                    ('sha256', models.CharField(max_length=64)),
                    ('source_kind', models.CharField(choices=[('said', 'Said in the meeting'), ('document', 'From a document'), ('report', "From an agency's report"), ('plan', 'Agreed in the plan'), ('strategy_meeting', 'From a strategy discussion'), ('police', 'From police information'), ('legal', 'From legal advice'), ('third_party', 'From somebody who asked not to be named')], default='document', max_length=20)),
                    ('restriction', models.CharField(choices=[('none', 'Not restricted'), ('restricted', 'Restricted: professionals only')], default='none', max_length=10)),
                    ('is_image_only', models.BooleanField(default=False, help_text='Some page has no text to search: a person must read it')),
                    ('read_at', models.DateTimeField(blank=True, help_text='When a person read the image-only pages', null=True)),
                    ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('sealed_at', models.DateTimeField(blank=True, null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uploads', to='people.family')),
                    ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-uploaded_at', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('source_kind__in', ['legal', 'police', 'strategy_meeting', 'third_party']), _negated=True), ('restriction', 'restricted'), _connector='OR'), name='restricted_upload_is_restricted'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='UploadClearance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='disclosure.upload')),
                ],
                options={
                    'ordering': ['upload_id', 'person_id'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('upload', 'person'), name='one_standing_upload_clearance'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='UploadOpening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='disclosure.upload')),
                ],
                options={
                    'ordering': ['upload_id', 'at'],
                    'indexes': [models.Index(fields=['upload', 'by'], name='who_opened_a_file')],
                },
            ),
            migrations.CreateModel(
                name='WordingReview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('language', models.CharField(choices=[('en', 'English'), ('pl', 'Polish (Polski)'), ('ur', 'Urdu (اردو)'), ('ar', 'Arabic (العربية)')], max_length=2)),
                    ('digest', models.CharField(max_length=64)),
                    ('reviewer', models.CharField(help_text='The named person who read it', max_length=200)),
                    ('qualification', models.CharField(max_length=200)),
                    ('signed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['language', '-signed_at'],
                    'constraints': [
                        models.UniqueConstraint(fields=('language', 'digest'), name='one_review_per_wording'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Clearance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(help_text='The bytes that were opened', max_length=64)),
                    ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decision', models.CharField(blank=True, choices=[('cleared', 'Cleared'), ('sent_back', 'Sent back')], max_length=10)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='disclosure.pack')),
                ],
                options={
                    'ordering': ['pack_id', 'opened_at'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('pack', 'by', 'sha256'), name='one_open_clearance'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PassageClearance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('basis', models.CharField(choices=[('present_in_part', 'Was present when it was said'), ('widened', 'Added on purpose'), ('default_professional', 'A professional working with the child')], max_length=20)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='disclosure.passage')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['passage_id', 'person_id', 'at'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('passage', 'person'), name='one_standing_clearance'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PrintedCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64)),
                    ('copy_number', models.PositiveSmallIntegerField()),
                    ('state', models.CharField(choices=[('printed', 'Printed'), ('collected', 'Collected'), ('posted', 'Posted'), ('uncollected', 'Left uncollected'), ('destroyed', 'Destroyed'), ('failed', 'Printer failed')], default='printed', max_length=12)),
                    ('reason', models.CharField(blank=True, help_text='Why it was printed again', max_length=300)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='disclosure.pack')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('job', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='disclosure.printjob')),
                ],
                options={
                    'verbose_name_plural': 'printed copies',
                    'ordering': ['pack_id', 'copy_number'],
                    'constraints': [
                        models.UniqueConstraint(fields=('pack', 'copy_number'), name='one_copy_per_number'),
                    ],
                },
            ),
        ]),
        migrations.AddField(model_name='pack', name='recipient', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='disclosure.recipient')),
        migrations.AddField(model_name='recipient', name='record', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='disclosure.record')),
        migrations.AddField(model_name='passage', name='record', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='disclosure.record')),
        migrations.AddField(model_name='pack', name='record', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='disclosure.record')),
        migrations.AddField(model_name='passage', name='upload', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='disclosure.upload')),
        migrations.AddField(model_name='pack', name='upload', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='disclosure.upload')),
        migrations.AddConstraint(model_name='recipient', constraint=models.UniqueConstraint(fields=('record', 'person'), name='one_recipient_per_person')),
        migrations.AddIndex(model_name='passage', index=models.Index(fields=['record', 'seq'], name='passage_changes')),
        migrations.AddConstraint(model_name='pack', constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['awaiting_clearance', 'cleared', 'draft'])), fields=('recipient', 'kind', 'about', 'upload'), name='one_pack_in_preparation', nulls_distinct=False)),
    ]
