import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80)),
                ('kind', models.CharField(max_length=10)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='framework_lines', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('partnership', 'key'), name='framework_line_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['local', 'overlay'])), name='framework_line_kind_known', violation_error_message='Local or overlay.')],
            },
        ),
        migrations.CreateModel(
            name='AgencyOverride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('requirement_key', models.CharField(max_length=100)),
                ('rule', models.TextField(blank=True)),
                ('mandatory', models.BooleanField(default=False)),
                ('reason', models.TextField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='framework_overrides', to='partnerships.agency')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='frameworks.line')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('line', 'agency', 'requirement_key'), name='agency_override_once', violation_error_message='This agency has a stricter rule for that requirement already.'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agency_override_days_in_order', violation_error_message='It cannot end before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=250)),
                ('pack', models.CharField(blank=True, max_length=80)),
                ('text', models.TextField()),
                ('takes_force_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='frameworks.line')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('line', 'number'), name='framework_version_number_once'), models.UniqueConstraint(fields=('line', 'takes_force_on'), name='framework_version_day_once', violation_error_message='Another version takes force on that day.')],
            },
        ),
        migrations.CreateModel(
            name='TargetGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=250)),
                ('position', models.PositiveIntegerField()),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='frameworks.version')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='target_group_once')],
            },
        ),
        migrations.CreateModel(
            name='RequirementRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100)),
                ('title', models.CharField(max_length=250)),
                ('about', models.CharField(blank=True, max_length=100)),
                ('weight', models.CharField(max_length=10)),
                ('owner', models.CharField(max_length=12)),
                ('position', models.PositiveIntegerField()),
                ('notice_months', models.PositiveIntegerField(default=0)),
                ('notice_days', models.PositiveIntegerField(default=0)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.agency')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='frameworks.version')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('agency__isnull', True)), fields=('version', 'key'), name='requirement_key_once'), models.UniqueConstraint(fields=('version', 'key', 'agency'), name='requirement_of_agency_once'), models.CheckConstraint(condition=models.Q(('weight__in', ['advised', 'required', 'shown'])), name='requirement_weight_known', violation_error_message='Required, advised or shown.'), models.CheckConstraint(condition=models.Q(('owner__in', ['employer', 'partnership'])), name='requirement_owner_known', violation_error_message='Partnership or employer.')],
            },
        ),
    ]
