import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('files', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('workforce', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('sent_to', models.PositiveIntegerField(default=0)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='partnerships.partnership')),
            ],
        ),
        migrations.CreateModel(
            name='Gathering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pool-meeting', "Trainers' pool meeting"), ('development-day', 'Trainer development day'), ('seminar', 'Learning and development seminar')], max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('held_on', models.DateField()),
                ('where', models.CharField(blank=True, max_length=200)),
                ('notes', models.TextField(blank=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gatherings', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['development-day', 'pool-meeting', 'seminar'])), name='gathering_kind_known', violation_error_message='Choose what kind it is.')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gatherings_attended', to='workforce.person')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='trainers.gathering')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('gathering', 'person'), name='gathering_attended_once')],
            },
        ),
        migrations.CreateModel(
            name='Trainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('topic', models.CharField(blank=True, max_length=120)),
                ('trained_days', models.PositiveIntegerField(default=0)),
                ('trained_on', models.DateField(null=True)),
                ('accreditation', models.CharField(blank=True, max_length=200)),
                ('approved_by', models.CharField(blank=True, max_length=120)),
                ('approved_on', models.DateField(null=True)),
                ('review_due_on', models.DateField(null=True)),
                ('note', models.TextField(blank=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trainers', to='partnerships.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainers', to='partnerships.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trains_as', to='workforce.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='trainer_days_in_order', violation_error_message='A trainer cannot stop before they start.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'champion'), _negated=True), models.Q(('topic', ''), _negated=True), _connector='OR'), name='champion_has_topic', violation_error_message='Say what the champion is for.'), models.CheckConstraint(condition=models.Q(('approved_on__isnull', True), models.Q(('approved_by', ''), _negated=True), _connector='OR'), name='trainer_approval_says_who', violation_error_message='Say which line manager approved.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('partnership', 'person', 'kind', 'topic'), name='trainer_once', violation_error_message='They are a trainer of that kind already.')],
            },
        ),
        migrations.CreateModel(
            name='Competency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(max_length=100)),
                ('text', models.CharField(max_length=400)),
                ('evidence', models.TextField()),
                ('met_on', models.DateField()),
                ('expires_on', models.DateField(null=True)),
                ('evidence_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('trainer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='competencies', to='trainers.trainer')),
            ],
            options={
                'verbose_name_plural': 'competencies',
                'constraints': [models.UniqueConstraint(fields=('trainer', 'line'), name='competency_once'), models.CheckConstraint(condition=models.Q(('met_on__isnull', True), ('expires_on__isnull', True), ('expires_on__gte', models.F('met_on')), _connector='OR'), name='competency_days_in_order', violation_error_message='It cannot expire before it was met.')],
            },
        ),
        migrations.CreateModel(
            name='Cascade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=200)),
                ('held_on', models.DateField()),
                ('minutes', models.PositiveIntegerField()),
                ('attended', models.PositiveIntegerField()),
                ('note', models.TextField(blank=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cascades', to='partnerships.agency')),
                ('course', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cascades', to='catalogue.course')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cascades', to='partnerships.partnership')),
                ('trainer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cascades', to='trainers.trainer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('attended', 0), _negated=True), name='cascade_reached_someone', violation_error_message='Say how many came.')],
            },
        ),
        migrations.CreateModel(
            name='Authorisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('expires_on', models.DateField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorised', to='catalogue.course')),
                ('trainer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authorisations', to='trainers.trainer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('trainer', 'course'), name='authorisation_once'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('expires_on__isnull', True), ('expires_on__gte', models.F('starts_on')), _connector='OR'), name='authorisation_days_in_order', violation_error_message='It cannot expire before it starts.')],
            },
        ),
    ]
