import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('council', 'Council'), ('childrens-social-care', "Children's social care"), ('health-provider', 'NHS trust or foundation trust'), ('health-commissioner', 'Integrated care board'), ('general-practice', 'General practice'), ('police', 'Police'), ('probation', 'Probation'), ('youth-justice', 'Youth justice service'), ('fire', 'Fire and rescue'), ('school', 'School'), ('college', 'Sixth form or further education college'), ('early-years', 'Early years and childcare'), ('fostering', 'Fostering or adoption agency'), ('housing', 'Housing'), ('voluntary', 'Voluntary or community organisation'), ('faith', 'Faith organisation'), ('sport', 'Sport or leisure'), ('partnership-team', "Partnership's own team"), ('other', 'Other')], max_length=30)),
                ('duty', models.CharField(choices=[('safeguarding-partner', 'Safeguarding partner'), ('section-11', 'Section 11 duty (Children Act 2004)'), ('education', 'Education duty (section 175 or 157, Education Act 2002)'), ('relevant-agency', 'Relevant agency'), ('member', 'Member without a statutory duty')], max_length=30)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('contact_name', models.CharField(blank=True, max_length=200)),
                ('contact_email', models.EmailField(blank=True, max_length=254)),
                ('contact_bounced_on', models.DateField(null=True)),
                ('profile_confirmed_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
            ],
            options={
                'verbose_name_plural': 'agencies',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['childrens-social-care', 'college', 'council', 'early-years', 'faith', 'fire', 'fostering', 'general-practice', 'health-commissioner', 'health-provider', 'housing', 'other', 'partnership-team', 'police', 'probation', 'school', 'sport', 'voluntary', 'youth-justice'])), name='agency_kind_known', violation_error_message='Choose what kind of agency this is.'), models.CheckConstraint(condition=models.Q(('duty__in', ['education', 'member', 'relevant-agency', 'safeguarding-partner', 'section-11'])), name='agency_duty_known', violation_error_message='Choose the duty the agency is under.')],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(max_length=40)),
                ('area', models.CharField(max_length=200)),
                ('contact_name', models.CharField(blank=True, max_length=200)),
                ('contact_email', models.EmailField(blank=True, max_length=254)),
                ('colour', models.CharField(blank=True, max_length=7)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('logo', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('succeeded_by', models.ManyToManyField(blank=True, related_name='succeeds', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='partnership_days_in_order', violation_error_message='A partnership cannot end before it starts.'), models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='partnership_name_once', violation_error_message='A partnership has that name already.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reports_by', models.CharField(choices=[('named-list', 'Named list of staff'), ('aggregate', 'Yearly totals only'), ('nothing', 'Does not report')], default='named-list', max_length=20)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='partnerships.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('partnership', 'agency'), name='membership_current_once', violation_error_message='This agency belongs to the partnership already.'), models.CheckConstraint(condition=models.Q(('reports_by__in', ['aggregate', 'named-list', 'nothing'])), name='membership_reports_by_known', violation_error_message='Choose how the agency reports.'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_days_in_order', violation_error_message='Membership cannot end before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merged', 'Merged into another'), ('split', 'Split'), ('renamed', 'Changed its name'), ('renumbered', 'Changed its number'), ('contact', 'Changed its contact')], max_length=12)),
                ('before', models.CharField(blank=True, max_length=200)),
                ('after', models.CharField(blank=True, max_length=200)),
                ('took_place_on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='partnerships.partnership')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['contact', 'merged', 'renamed', 'renumbered', 'split'])), name='partnership_change_known', violation_error_message='Say what changed.')],
            },
        ),
        migrations.CreateModel(
            name='ReportGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('agencies', models.ManyToManyField(related_name='report_groups', to='partnerships.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='report_groups', to='partnerships.partnership')),
                ('within', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='partnerships.reportgroup')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('partnership', 'name'), name='report_group_name_once')],
            },
        ),
        migrations.CreateModel(
            name='RoleGranted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'administrator'), ('officer', 'officer'), ('agency_lead', 'agency_lead'), ('board', 'board'), ('trainer', 'trainer'), ('chair', 'chair')], max_length=20)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('granted_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles_granted', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='partnerships.agency')),
                ('partnership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'agency_lead', 'board', 'chair', 'officer', 'trainer'])), name='role_granted_known', violation_error_message='That role is not known.'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='role_days_in_order', violation_error_message='A role cannot end before it starts.'), models.CheckConstraint(condition=models.Q(('role', 'administrator'), ('partnership__isnull', False), _connector='OR'), name='role_has_its_area', violation_error_message='Say in which partnership the role is held.'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'agency_lead'), _negated=True), ('agency__isnull', False), _connector='OR'), name='agency_lead_has_agency', violation_error_message='Say which agency the lead is for.'), models.UniqueConstraint(condition=models.Q(('agency__isnull', False), ('ends_on__isnull', True)), fields=('account', 'role', 'partnership', 'agency'), name='role_in_agency_once', violation_error_message='They hold that role for that agency already.'), models.UniqueConstraint(condition=models.Q(('agency__isnull', True), ('ends_on__isnull', True), ('partnership__isnull', False)), fields=('account', 'role', 'partnership'), name='role_in_partnership_once', violation_error_message='They hold that role in that partnership already.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('partnership__isnull', True)), fields=('account', 'role'), name='role_everywhere_once', violation_error_message='They hold that role already.')],
            },
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('ends_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settings', to='partnerships.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'name'), name='setting_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Subgroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=150)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subgroups', to='partnerships.partnership')),
                ('reports_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hears_from', to='partnerships.subgroup')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('partnership', 'key'), name='subgroup_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Priority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priorities', to='partnerships.partnership')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='priorities', to='partnerships.subgroup')),
            ],
            options={
                'verbose_name_plural': 'priorities',
                'constraints': [models.UniqueConstraint(fields=('partnership', 'name', 'starts_on'), name='priority_once'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='priority_days_in_order', violation_error_message='A priority cannot end before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='partnerships.agency')),
                ('setting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='partnerships.setting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'name'), name='team_name_once')],
            },
        ),
        migrations.CreateModel(
            name='AgencyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merged', 'Merged into another'), ('split', 'Split'), ('renamed', 'Changed its name'), ('renumbered', 'Changed its number'), ('contact', 'Changed its contact')], max_length=12)),
                ('before', models.CharField(blank=True, max_length=200)),
                ('after', models.CharField(blank=True, max_length=200)),
                ('took_place_on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='partnerships.agency')),
                ('into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='partnerships.agency')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['contact', 'merged', 'renamed', 'renumbered', 'split'])), name='agency_change_known', violation_error_message='Say what changed.')],
            },
        ),
        migrations.CreateModel(
            name='AggregateReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('requirement_key', models.CharField(blank=True, max_length=100)),
                ('as_at', models.DateField()),
                ('headcount', models.PositiveIntegerField()),
                ('compliant', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=200)),
                ('entered_at', models.DateTimeField()),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aggregate_returns', to='partnerships.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('membership', 'requirement_key', 'as_at'), name='aggregate_return_once'), models.CheckConstraint(condition=models.Q(('compliant__lte', models.F('headcount'))), name='aggregate_compliant_within_headcount', violation_error_message='The number compliant cannot be more than the headcount.')],
            },
        ),
    ]
