import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('files', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('trainers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120)),
                ('title', models.CharField(max_length=250)),
                ('state', models.CharField(choices=[('draft', 'Being planned'), ('published', 'Open for booking'), ('closed', 'Closed for booking'), ('cancelled', 'Cancelled')], default='draft', max_length=10)),
                ('kind', models.CharField(choices=[('limited', 'With a number of places'), ('unlimited', 'Without limit')], default='limited', max_length=10)),
                ('mode', models.CharField(choices=[('room', 'In a room'), ('online', 'Online'), ('hybrid', 'In a room or online')], default='room', max_length=10)),
                ('online_link', models.CharField(blank=True, max_length=500)),
                ('joining_note', models.TextField(blank=True)),
                ('ground_rules', models.TextField(blank=True)),
                ('minimum', models.PositiveIntegerField(default=0)),
                ('opens_at', models.DateTimeField(null=True)),
                ('early_opens_at', models.DateTimeField(null=True)),
                ('early_groups', models.JSONField(blank=True, default=list)),
                ('closes_at', models.DateTimeField(null=True)),
                ('selected_by', models.CharField(choices=[('in-turn', 'First come, first served'), ('at-a-date', 'Selected on a day, for the best mix of agencies')], default='in-turn', max_length=10)),
                ('selects_on', models.DateField(null=True)),
                ('places_per_agency', models.PositiveIntegerField(default=0)),
                ('mix_wanted', models.JSONField(blank=True, default=list)),
                ('offer_hours', models.PositiveIntegerField(default=24)),
                ('waiting_ends_hours', models.PositiveIntegerField(default=24)),
                ('required_minutes', models.PositiveIntegerField(default=0)),
                ('fee_pence', models.PositiveIntegerField(null=True)),
                ('needs_evaluation', models.BooleanField(default=False)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('published_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('why_cancelled', models.CharField(blank=True, max_length=300)),
                ('copied_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='events.event')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='catalogue.course')),
                ('for_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_events', to='partnerships.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='partnerships.partnership')),
            ],
            options={
                'indexes': [models.Index(fields=['partnership', 'state'], name='event_of_partnership')],
                'constraints': [models.UniqueConstraint(fields=('partnership', 'slug'), name='event_slug_once'), models.CheckConstraint(condition=models.Q(('state__in', ['cancelled', 'closed', 'draft', 'published'])), name='event_state_known', violation_error_message='That state is not known.'), models.CheckConstraint(condition=models.Q(('kind__in', ['limited', 'unlimited'])), name='event_kind_known', violation_error_message='With places, or without limit.'), models.CheckConstraint(condition=models.Q(('mode__in', ['hybrid', 'online', 'room'])), name='event_mode_known', violation_error_message='In a room, online or both.'), models.CheckConstraint(condition=models.Q(('selected_by__in', ['at-a-date', 'in-turn'])), name='event_selected_by_known', violation_error_message='Say how places are given.'), models.CheckConstraint(condition=models.Q(models.Q(('selected_by', 'at-a-date'), _negated=True), ('selects_on__isnull', False), _connector='OR'), name='event_selection_has_day', violation_error_message='Say on which day people are selected.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancelled_at__isnull', False), models.Q(('why_cancelled', ''), _negated=True)), _connector='OR'), name='event_cancelled_says_why', violation_error_message='Say why the event is cancelled.'), models.CheckConstraint(condition=models.Q(('opens_at__isnull', True), ('closes_at__isnull', True), ('closes_at__gte', models.F('opens_at')), _connector='OR'), name='event_opens_before_closing', violation_error_message='Booking cannot close before it opens.'), models.CheckConstraint(condition=models.Q(('early_opens_at__isnull', True), ('opens_at__isnull', True), ('opens_at__gte', models.F('early_opens_at')), _connector='OR'), name='event_early_opens_first', violation_error_message='Booking for the chosen groups cannot open later than for everyone.')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField()),
                ('what', models.TextField()),
                ('done', models.TextField(blank=True)),
                ('noted_by_account_id', models.BigIntegerField(null=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='events.event')),
            ],
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=20)),
                ('before', models.JSONField(default=dict)),
                ('reason', models.CharField(max_length=300)),
                ('asks_again', models.BooleanField(default=False)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='events.event')),
            ],
        ),
        migrations.CreateModel(
            name='PackFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('for_participants', models.BooleanField(default=False)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='events.event')),
                ('stored', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('address', models.TextField(blank=True)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('is_free', models.BooleanField(default=False)),
                ('holds', models.PositiveIntegerField(default=0)),
                ('is_step_free', models.BooleanField(null=True)),
                ('has_hearing_loop', models.BooleanField(null=True)),
                ('has_accessible_toilet', models.BooleanField(null=True)),
                ('parking', models.CharField(blank=True, max_length=200)),
                ('access_note', models.TextField(blank=True)),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('ends_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='venues', to='partnerships.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='venues', to='partnerships.partnership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('partnership', 'name'), name='venue_name_once', violation_error_message='There is a venue of that name already.')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('title', models.CharField(blank=True, max_length=150)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='events.event')),
                ('venue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.venue')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'indexes': [models.Index(fields=['starts_at'], name='session_by_start')],
                'constraints': [models.UniqueConstraint(fields=('event', 'starts_at'), name='session_start_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_ends_after_start', violation_error_message='A session must end after it starts.')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='venue',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='events.venue'),
        ),
        migrations.CreateModel(
            name='AwkwardDays',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('school-holiday', 'School holiday'), ('protected-time', 'GP protected learning time'), ('festival', 'Religious festival'), ('other', 'Other')], max_length=20)),
                ('title', models.CharField(max_length=150)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='awkward_days', to='partnerships.partnership')),
            ],
            options={
                'verbose_name_plural': 'awkward days',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['festival', 'other', 'protected-time', 'school-holiday'])), name='awkward_days_kind_known', violation_error_message='Choose what kind of days these are.'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='awkward_days_in_order', violation_error_message='The last day cannot be before the first.')],
            },
        ),
        migrations.CreateModel(
            name='EventTrainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_lead', models.BooleanField(default=False)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('declined_at', models.DateTimeField(null=True)),
                ('why_declined', models.CharField(blank=True, max_length=300)),
                ('why_overridden', models.CharField(blank=True, max_length=300)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='events.event')),
                ('trainer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='trainers.trainer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'trainer'), name='event_trainer_once'), models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('declined_at__isnull', True), _connector='OR'), name='event_trainer_one_answer', violation_error_message='A trainer confirms or declines, not both.')],
            },
        ),
        migrations.CreateModel(
            name='JointWith',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joint_with', to='events.event')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_events', to='partnerships.partnership')),
            ],
            options={
                'verbose_name_plural': 'joint with',
                'constraints': [models.UniqueConstraint(fields=('event', 'partnership'), name='joint_with_once')],
            },
        ),
        migrations.CreateModel(
            name='RingFence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.PositiveIntegerField()),
                ('released_on', models.DateField()),
                ('released_at', models.DateTimeField(null=True)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ring_fences', to='partnerships.agency')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ring_fences', to='events.event')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'agency'), name='ring_fence_once'), models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='ring_fence_of_something', violation_error_message='Say how many places are kept.')],
            },
        ),
    ]
