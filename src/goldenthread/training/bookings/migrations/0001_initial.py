import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('workforce', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('is_online', models.BooleanField(default=False)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='events.event')),
                ('kept_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places_kept', to='partnerships.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'number'), name='place_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Waiting for approval'), ('held', 'Held for an officer to decide'), ('waiting', 'On the waiting list'), ('offered', 'Offered a place'), ('confirmed', 'Booked'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn before there was a place'), ('cancelled', 'Cancelled in time'), ('cancelled-late', 'Cancelled late'), ('handed-on', 'Handed to a colleague'), ('event-cancelled', 'The event was cancelled')], max_length=16)),
                ('is_without_limit', models.BooleanField(default=False)),
                ('wants_online', models.BooleanField(default=False)),
                ('source', models.CharField(choices=[('own', 'The person'), ('manager', 'Their manager'), ('coordinator', "Their agency's coordinator"), ('office', 'The office, from paper or by telephone'), ('walk-in', 'At the door'), ('substitute', 'In place of a colleague')], default='own', max_length=12)),
                ('applied_at', models.DateTimeField()),
                ('applied_by_account_id', models.BigIntegerField(null=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('supervisor_name', models.CharField(blank=True, max_length=200)),
                ('supervisor_email', models.EmailField(blank=True, max_length=254)),
                ('basic_training_on', models.DateField(null=True)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('why_held', models.JSONField(blank=True, default=list)),
                ('turn', models.PositiveBigIntegerField(null=True)),
                ('offered_until', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('why', models.CharField(blank=True, max_length=400)),
                ('asked_again_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('attended', 'Attended'), ('part', 'Attended in part'), ('absent', 'Did not attend'), ('apologies', 'Sent apologies')], max_length=10)),
                ('why_outcome', models.CharField(blank=True, max_length=300)),
                ('minutes_attended', models.PositiveIntegerField(default=0)),
                ('form_returned_on', models.DateField(null=True)),
                ('told', models.CharField(blank=True, max_length=16)),
                ('told_edition', models.PositiveIntegerField(default=0)),
                ('invitation_number', models.PositiveIntegerField(default=0)),
                ('invited_sessions', models.PositiveSmallIntegerField(default=0)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='partnerships.agency')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='events.event')),
                ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitutes', to='bookings.booking')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='workforce.person')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='bookings.place')),
            ],
            options={
                'indexes': [models.Index(fields=['event', 'state', 'turn'], name='booking_of_event'), models.Index(fields=['person', 'state'], name='booking_of_person'), models.Index(fields=['agency', 'state'], name='booking_of_agency'), models.Index(condition=models.Q(('told', models.F('state')), _negated=True), fields=['event'], name='booking_to_tell')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'cancelled', 'cancelled-late', 'confirmed', 'event-cancelled', 'handed-on', 'held', 'offered', 'refused', 'waiting', 'withdrawn'])), name='booking_state_known', violation_error_message='That state is not known.'), models.CheckConstraint(condition=models.Q(('source__in', ['coordinator', 'manager', 'office', 'own', 'substitute', 'walk-in'])), name='booking_source_known', violation_error_message='Say how the application came.'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'absent', 'apologies', 'attended', 'part'])), name='booking_outcome_known', violation_error_message='That outcome is not known.'), models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'held', 'waiting', 'offered', 'confirmed'))), fields=('event', 'person'), name='booking_open_once', violation_error_message='They have applied for this event already.'), models.UniqueConstraint(condition=models.Q(('place__isnull', False)), fields=('place',), name='place_held_once', violation_error_message='Somebody else holds that place.'), models.UniqueConstraint(condition=models.Q(('turn__isnull', False)), fields=('event', 'turn'), name='booking_turn_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('offered', 'confirmed')), models.Q(('place__isnull', False), ('is_without_limit', True), _connector='OR')), models.Q(models.Q(('state__in', ('offered', 'confirmed')), _negated=True), ('place__isnull', True)), _connector='OR'), name='booking_holds_place_when_booked', violation_error_message='A place is held by whoever is booked or offered it, and by nobody else.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_until__isnull', False), _connector='OR'), name='booking_offer_has_end', violation_error_message='Say until when the place is offered.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('waiting', 'offered')), _negated=True), ('turn__isnull', False), _connector='OR'), name='booking_waiting_has_turn', violation_error_message='Whoever waits has a turn.'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('state', 'confirmed'), _connector='OR'), name='booking_outcome_of_booked', violation_error_message='Only whoever was booked stands in the register.')],
            },
        ),
        migrations.CreateModel(
            name='Present',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes_present', models.PositiveIntegerField()),
                ('is_online', models.BooleanField(default=False)),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='present', to='bookings.booking')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='present', to='events.session')),
            ],
            options={
                'verbose_name_plural': 'present',
                'constraints': [models.UniqueConstraint(fields=('booking', 'session'), name='present_once')],
            },
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by_name', models.CharField(blank=True, max_length=200)),
                ('times_closed', models.PositiveIntegerField(default=0)),
                ('why_opened', models.CharField(blank=True, max_length=300)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='register', to='events.event')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_at__isnull', False), ('times_closed', 0), models.Q(('why_opened', ''), _negated=True), _connector='OR'), name='register_opened_says_why', violation_error_message='Say why the register is opened again.')],
            },
        ),
        migrations.CreateModel(
            name='SelectionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run_at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=200)),
                ('lines', models.JSONField(default=list)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='selections', to='events.event')),
            ],
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approver_name', models.CharField(blank=True, max_length=200)),
                ('approver_role', models.CharField(blank=True, max_length=100)),
                ('approver_email', models.EmailField(blank=True, max_length=254)),
                ('asked_at', models.DateTimeField()),
                ('is_yes', models.BooleanField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.CharField(blank=True, choices=[('link', 'By the link in the message'), ('signed-in', 'Signed in'), ('telephone', 'By telephone, keyed by the office'), ('paper', 'On paper, keyed by the office')], max_length=10)),
                ('answered_name', models.CharField(blank=True, max_length=200)),
                ('reminded_on', models.DateField(null=True)),
                ('reminders', models.PositiveIntegerField(default=0)),
                ('approver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='approvals', to='workforce.person')),
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='approval', to='bookings.booking')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('is_yes__isnull', True)), fields=['asked_at'], name='approval_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_yes__isnull', True), ('answered_at__isnull', True)), models.Q(('is_yes__isnull', False), ('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='approval_answer_whole', violation_error_message='An answer says when and how it came.'), models.CheckConstraint(condition=models.Q(('answered_by__in', ['', 'link', 'paper', 'signed-in', 'telephone'])), name='approval_answered_by_known', violation_error_message='Say how the answer came.')],
            },
        ),
        migrations.CreateModel(
            name='BookingPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='booking_policies', to='partnerships.partnership')),
            ],
            options={
                'verbose_name_plural': 'booking policies',
                'constraints': [models.UniqueConstraint(fields=('partnership', 'starts_on'), name='booking_policy_day_once', violation_error_message='Another policy starts on that day.'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='booking_policy_days_in_order', violation_error_message='It cannot end before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='workforce.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('person',), name='feed_current_once')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.CharField(choices=[('bsl', 'British Sign Language interpreter'), ('captions', 'Captions or a speech-to-text reporter'), ('interpreter', 'Interpreter for another language'), ('step-free', 'Step-free access'), ('hearing-loop', 'Hearing loop'), ('large-print', 'Large print or another format'), ('diet', 'Diet or allergy'), ('other', 'Something else')], max_length=14)),
                ('detail', models.CharField(blank=True, max_length=400)),
                ('state', models.CharField(choices=[('open', 'To be arranged'), ('confirmed', 'Arranged'), ('unmet', 'Could not be met')], default='open', max_length=10)),
                ('owner_account_id', models.BigIntegerField(null=True)),
                ('owner_name', models.CharField(blank=True, max_length=200)),
                ('cost_pence', models.PositiveIntegerField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(null=True)),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='bookings.booking')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('need__in', ['bsl', 'captions', 'diet', 'hearing-loop', 'interpreter', 'large-print', 'other', 'step-free'])), name='need_kind_known', violation_error_message='Choose what is needed.'), models.CheckConstraint(condition=models.Q(('state__in', ['confirmed', 'open', 'unmet'])), name='need_state_known', violation_error_message='To be arranged, arranged, or not met.'), models.UniqueConstraint(fields=('booking', 'need'), name='need_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'unmet'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='need_unmet_says_why', violation_error_message='Say why it could not be met.')],
            },
        ),
    ]
