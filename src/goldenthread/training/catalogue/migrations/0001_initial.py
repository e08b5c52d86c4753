import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnerships', '0001_initial'),
        ('workforce', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=250)),
                ('provider', models.CharField(blank=True, max_length=150)),
                ('level', models.CharField(blank=True, max_length=40)),
                ('level_scheme', models.CharField(blank=True, max_length=60)),
                ('topics', models.JSONField(blank=True, default=list)),
                ('minutes', models.PositiveIntegerField(default=0)),
                ('participatory_minutes', models.PositiveIntegerField(default=0)),
                ('description', models.TextField(blank=True)),
                ('retired_on', models.DateField(null=True)),
                ('state', models.CharField(choices=[('draft', 'Being planned'), ('published', 'In the programme')], default='draft', max_length=10)),
                ('aims', models.TextField(blank=True)),
                ('delivery', models.CharField(blank=True, max_length=60)),
                ('arrangement', models.CharField(choices=[('own', "The partnership's own"), ('hosted', "Hosted: a partner's commissioned training, open to all"), ('cascade', 'Cascaded by trainers in their own agency, at no cost')], default='own', max_length=10)),
                ('commissioner', models.CharField(blank=True, max_length=200)),
                ('theme', models.CharField(blank=True, max_length=300)),
                ('branch', models.CharField(blank=True, max_length=80)),
                ('groups', models.JSONField(blank=True, default=list)),
                ('usual_places', models.PositiveIntegerField(default=20)),
                ('usual_minimum', models.PositiveIntegerField(default=0)),
                ('review_due_on', models.DateField(null=True)),
                ('host', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses_hosted', to='partnerships.agency')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='courses_owned', to='workforce.person')),
                ('partnership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='partnerships.partnership')),
                ('refresher_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='refreshers', to='catalogue.course')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published'])), name='course_state_known', violation_error_message='A course is a draft or in the programme.'), models.CheckConstraint(condition=models.Q(('arrangement__in', ['cascade', 'hosted', 'own'])), name='course_arrangement_known', violation_error_message='Say whose course it is.'), models.CheckConstraint(condition=models.Q(models.Q(('arrangement', 'hosted'), _negated=True), models.Q(('commissioner', ''), _negated=True), _connector='OR'), name='course_hosted_says_commissioner', violation_error_message='Say who commissioned the course that is hosted.'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('partnership__isnull', False), _connector='OR'), name='course_published_is_ours', violation_error_message="Only a partnership's own course can be in its programme."), models.UniqueConstraint(fields=('partnership', 'key'), name='course_key_once'), models.UniqueConstraint(django.db.models.functions.text.Lower('title'), django.db.models.functions.text.Lower('provider'), condition=models.Q(('partnership__isnull', True)), name='outside_course_once'), models.CheckConstraint(condition=models.Q(('participatory_minutes__lte', models.F('minutes'))), name='course_participatory_within_minutes', violation_error_message="Participatory minutes cannot be more than the course's minutes.")],
            },
        ),
        migrations.CreateModel(
            name='CountsFor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
                ('counts_as', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='met_by', to='catalogue.course')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts_for', to='catalogue.course')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('course', 'counts_as', 'partnership'), name='counts_for_once'), models.CheckConstraint(condition=models.Q(('course', models.F('counts_as')), _negated=True), name='counts_for_another', violation_error_message='A course counts for itself already.'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='counts_for_days_in_order', violation_error_message='The last day cannot be before the first.')],
            },
        ),
        migrations.CreateModel(
            name='ContentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('made_on', models.DateField()),
                ('reason', models.TextField()),
                ('evidence', models.TextField(blank=True)),
                ('content', models.JSONField(default=dict)),
                ('made_by_account_id', models.BigIntegerField(null=True)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='catalogue.course')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('course', 'number'), name='content_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('content', 'Content that every course must have'), ('values', 'Core values'), ('principles', 'Principles of course design')], max_length=12)),
                ('stage', models.CharField(choices=[('planning', 'Planning'), ('delivery', 'Delivery'), ('evaluation', 'Evaluation')], default='planning', max_length=12)),
                ('line', models.CharField(max_length=100)),
                ('text', models.CharField(max_length=400)),
                ('evidence', models.TextField(blank=True)),
                ('is_met', models.BooleanField(default=False)),
                ('checked_on', models.DateField()),
                ('checked_by_account_id', models.BigIntegerField(null=True)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='catalogue.course')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('course', 'about', 'stage', 'line'), name='course_check_once'), models.CheckConstraint(condition=models.Q(('about__in', ['content', 'principles', 'values'])), name='course_check_about_known', violation_error_message='Say what the line belongs to.'), models.CheckConstraint(condition=models.Q(('stage__in', ['delivery', 'evaluation', 'planning'])), name='course_check_stage_known', violation_error_message='Planning, delivery or evaluation.'), models.CheckConstraint(condition=models.Q(('is_met', False), models.Q(('evidence', ''), _negated=True), _connector='OR'), name='course_check_met_has_evidence', violation_error_message='Say where it is met.')],
            },
        ),
        migrations.CreateModel(
            name='MethodPlanned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('method', models.CharField(max_length=60)),
                ('activity', models.CharField(blank=True, max_length=300)),
                ('minutes', models.PositiveIntegerField()),
                ('cycle_stage', models.CharField(blank=True, choices=[('experience', 'Having an experience'), ('reflection', 'Looking back on it'), ('conclusion', 'Drawing conclusions from it'), ('planning', 'Planning what to try next')], max_length=12)),
                ('is_participatory', models.BooleanField(default=False)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='methods', to='catalogue.course')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('course', 'position'), name='method_position_once'), models.CheckConstraint(condition=models.Q(('cycle_stage__in', ['', 'conclusion', 'experience', 'planning', 'reflection'])), name='method_stage_known', violation_error_message='Choose a stage of the cycle.')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=400)),
                ('ability', models.CharField(blank=True, max_length=100)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='catalogue.course')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('course', 'position'), name='outcome_position_once')],
            },
        ),
        migrations.CreateModel(
            name='Prerequisite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_needed', models.BooleanField(default=True)),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comes_before', to='catalogue.course')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comes_after', to='catalogue.course')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('course', 'before'), name='prerequisite_once'), models.CheckConstraint(condition=models.Q(('course', models.F('before')), _negated=True), name='prerequisite_is_another', violation_error_message='A course cannot come before itself.')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviewed_on', models.DateField()),
                ('outcome', models.TextField()),
                ('entered_by_account_id', models.BigIntegerField(null=True)),
                ('agencies', models.ManyToManyField(related_name='+', to='partnerships.agency')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='catalogue.course')),
            ],
        ),
        migrations.CreateModel(
            name='Served',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='serves', to='catalogue.course')),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='served_by', to='partnerships.priority')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('course', 'priority'), name='priority_served_once')],
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('decided_at', models.DateTimeField()),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to='catalogue.course')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('course', 'partnership'), name='set_aside_once')],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('line', models.CharField(max_length=100)),
                ('text', models.CharField(max_length=400)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tags', to='catalogue.course')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('course', 'line'), name='course_tag_once')],
            },
        ),
    ]
