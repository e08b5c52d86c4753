import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('partnership_id', models.BigIntegerField()),
                ('agency_id', models.BigIntegerField()),
                ('sheet', models.CharField(blank=True, max_length=255)),
                ('sheets', models.JSONField(default=list)),
                ('is_full_list', models.BooleanField(default=False)),
                ('as_on', models.DateField()),
                ('headings', models.JSONField(default=list)),
                ('heading_row', models.PositiveIntegerField(default=0)),
                ('epoch_1904', models.BooleanField(default=False)),
                ('mapping', models.JSONField(default=dict)),
                ('everyone', models.JSONField(default=dict)),
                ('samples', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('uploaded', 'File received'), ('mapped', 'Columns chosen'), ('previewed', 'Ready to load'), ('applying', 'Being loaded'), ('applied', 'Loaded'), ('undone', 'Taken back'), ('failed', 'Stopped'), ('abandoned', 'Given up')], default='uploaded', max_length=12)),
                ('rows_total', models.PositiveIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('said', models.TextField(blank=True)),
                ('by_account_id', models.BigIntegerField(null=True)),
                ('by_name', models.CharField(max_length=200)),
                ('uploaded_at', models.DateTimeField()),
                ('previewed_at', models.DateTimeField(null=True)),
                ('applying_since', models.DateTimeField(null=True)),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'verbose_name_plural': 'batches',
                'indexes': [models.Index(fields=['partnership_id', 'agency_id', 'kind'], name='batch_of_agency')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['abandoned', 'applied', 'applying', 'failed', 'mapped', 'previewed', 'undone', 'uploaded'])), name='batch_state_known', violation_error_message='That state is not known.')],
            },
        ),
        migrations.CreateModel(
            name='JournalPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('thing', models.CharField(max_length=60)),
                ('act', models.CharField(max_length=8)),
                ('entries', models.JSONField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='imports.batch')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('batch', 'position'), name='journal_page_once'), models.CheckConstraint(condition=models.Q(('act__in', ['changed', 'created'])), name='journal_page_act_known', violation_error_message='Created or changed.')],
            },
        ),
        migrations.CreateModel(
            name='NotedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('outcome', models.CharField(choices=[('new', 'New'), ('changed', 'Changed'), ('same', 'Same as before'), ('leaver', 'Leaver'), ('to-decide', 'For a person to decide'), ('elsewhere', 'Belongs to another area'), ('refused', 'Refused')], max_length=12)),
                ('who', models.CharField(max_length=250)),
                ('says', models.TextField(blank=True)),
                ('faults', models.JSONField(default=list)),
                ('to_mend', models.BooleanField(default=False)),
                ('position', models.PositiveIntegerField(default=0)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='noted_rows', to='imports.batch')),
            ],
            options={
                'indexes': [models.Index(fields=['batch', 'position'], name='noted_row_of_batch'), models.Index(fields=['batch', 'outcome', 'position'], name='noted_row_of_outcome'), models.Index(condition=models.Q(('to_mend', True)), fields=['batch'], name='noted_row_to_mend')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['changed', 'elsewhere', 'leaver', 'new', 'refused', 'same', 'to-decide'])), name='noted_row_outcome_known', violation_error_message='That outcome is not known.')],
            },
        ),
        migrations.CreateModel(
            name='RememberedColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('agency_id', models.BigIntegerField()),
                ('heading', models.CharField(max_length=120)),
                ('field', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'agency_id', 'heading'), name='remembered_column_once')],
            },
        ),
        migrations.CreateModel(
            name='RememberedOfEveryone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('agency_id', models.BigIntegerField()),
                ('field', models.CharField(max_length=40)),
                ('value', models.CharField(max_length=200)),
            ],
            options={
                'verbose_name_plural': 'remembered of everyone',
                'constraints': [models.UniqueConstraint(fields=('kind', 'agency_id', 'field'), name='remembered_everyone_once')],
            },
        ),
        migrations.CreateModel(
            name='RememberedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('agency_id', models.BigIntegerField()),
                ('word', models.CharField(max_length=250)),
                ('means', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'agency_id', 'word'), name='remembered_word_once')],
            },
        ),
    ]
