import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('imports', '0001_initial'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='JobRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=150)),
                ('also', models.JSONField(blank=True, default=list)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_name', models.CharField(max_length=100)),
                ('family_name', models.CharField(max_length=100)),
                ('preferred_name', models.CharField(blank=True, max_length=100)),
                ('professional_number', models.CharField(blank=True, max_length=40)),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='workforce.person')),
            ],
            options={
                'verbose_name_plural': 'people',
                'indexes': [models.Index(django.db.models.functions.text.Lower('family_name'), django.db.models.functions.text.Lower('given_name'), name='person_by_name'), models.Index(fields=['family_name', 'given_name'], name='person_in_lists')],
            },
        ),
        migrations.CreateModel(
            name='DutyHeld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('designated-lead', 'Designated safeguarding lead'), ('deputy-designated-lead', 'Deputy designated safeguarding lead'), ('named-professional', 'Named professional'), ('designated-professional', 'Designated professional'), ('trainer', 'Trainer of the partnership'), ('board-member', 'Board member'), ('workstream-member', 'Workstream or subgroup member'), ('safeguarding-trustee', 'Trustee or governor for safeguarding')], max_length=30)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties_held', to='partnerships.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.partnership')),
                ('setting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties_held', to='partnerships.setting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='workforce.person')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'kind'], name='duty_of_agency')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['board-member', 'deputy-designated-lead', 'designated-lead', 'designated-professional', 'named-professional', 'safeguarding-trustee', 'trainer', 'workstream-member'])), name='duty_kind_known', violation_error_message='That duty is not known.'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='duty_days_in_order', violation_error_message='A duty cannot end before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='Deputy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deputises_for', to='workforce.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deputies', to='workforce.person')),
            ],
            options={
                'verbose_name_plural': 'deputies',
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='deputy_days_in_order', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('person', models.F('deputy')), _negated=True), name='deputy_is_another', violation_error_message='Nobody deputises for themselves.')],
            },
        ),
        migrations.CreateModel(
            name='ConditionAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question_key', models.CharField(max_length=80)),
                ('is_yes', models.BooleanField()),
                ('answered_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='condition_answers', to='workforce.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'partnership', 'question_key'), name='condition_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('is_work', models.BooleanField(default=True)),
                ('is_preferred', models.BooleanField(default=False)),
                ('bounced_on', models.DateField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='workforce.person')),
            ],
            options={
                'verbose_name_plural': 'addresses',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='address_once'), models.UniqueConstraint(condition=models.Q(('is_preferred', True)), fields=('person',), name='address_one_preferred')],
            },
        ),
        migrations.CreateModel(
            name='PossibleMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='imports.batch')),
                ('key', models.CharField(max_length=300)),
                ('name', models.CharField(max_length=250)),
                ('staff_number', models.CharField(blank=True, max_length=40)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('job_title', models.CharField(blank=True, max_length=200)),
                ('why', models.CharField(max_length=200)),
                ('decided', models.CharField(choices=[('open', 'To decide'), ('same', 'The same person'), ('different', 'Someone else')], default='open', max_length=10)),
                ('raised_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by_account_id', models.BigIntegerField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='possible_matches', to='workforce.person')),
            ],
            options={
                'verbose_name_plural': 'possible matches',
                'constraints': [models.UniqueConstraint(fields=('agency', 'partnership', 'key', 'person'), name='possible_match_once'), models.UniqueConstraint(condition=models.Q(('decided', 'same')), fields=('agency', 'partnership', 'key'), name='possible_match_same_as_one', violation_error_message='It has been decided already that this is somebody else.'), models.CheckConstraint(condition=models.Q(('decided__in', ['different', 'open', 'same'])), name='possible_match_decided_known', violation_error_message='Same person or different.')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job_title', models.CharField(max_length=200)),
                ('role_kept', models.BooleanField(default=False)),
                ('group_key', models.CharField(blank=True, max_length=161)),
                ('staff_number', models.CharField(blank=True, max_length=40)),
                ('is_volunteer', models.BooleanField(default=False)),
                ('approved_by', models.CharField(choices=[('manager', 'Their manager'), ('role', 'Whoever holds a role'), ('none-declared', 'None declared')], default='none-declared', max_length=15)),
                ('approver_role', models.CharField(blank=True, max_length=100)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='partnerships.agency')),
                ('job_role', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='workforce.jobrole')),
                ('manager', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='manages', to='workforce.person')),
                ('partnership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='partnerships.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='workforce.person')),
                ('setting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='partnerships.setting')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='partnerships.team')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'partnership', 'ends_on'], name='post_of_agency'), models.Index(fields=['partnership', 'starts_on', 'ends_on'], name='post_of_partnership'), models.Index(condition=models.Q(('role_kept', True)), fields=['partnership', 'agency'], name='post_title_to_place'), models.Index(fields=['manager'], name='post_of_manager')],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='post_days_in_order', violation_error_message='A post cannot end before it starts.'), models.CheckConstraint(condition=models.Q(('approved_by__in', ['manager', 'none-declared', 'role'])), name='post_approved_by_known', violation_error_message='Say who approves.'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by', 'role'), _negated=True), models.Q(('approver_role', ''), _negated=True), _connector='OR'), name='post_approver_role_named', violation_error_message='Name the role that approves.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), models.Q(('staff_number', ''), _negated=True)), fields=('agency', 'partnership', 'staff_number'), name='post_staff_number_once', violation_error_message='Someone else holds that staff number in this agency.')],
            },
        ),
        migrations.CreateModel(
            name='PreviousName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_name', models.CharField(max_length=100)),
                ('family_name', models.CharField(max_length=100)),
                ('until', models.DateField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='previous_names', to='workforce.person')),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_chair', models.BooleanField(default=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnerships.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='workforce.person')),
                ('subgroup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnerships.subgroup')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='seat_days_in_order', violation_error_message='A seat cannot end before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='EstablishmentContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_on', models.DateField()),
                ('how', models.CharField(max_length=60)),
                ('spoke_to', models.CharField(blank=True, max_length=200)),
                ('outcome', models.TextField(blank=True)),
                ('entered_by_account_id', models.BigIntegerField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='partnerships.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'made_on'], name='contact_of_agency')],
            },
        ),
    ]
