import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assets', '0004_audit_by_object'),
        ('licensing', '0011_publication_rules'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PendingResolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('covers', models.JSONField(help_text='Keys of the reasons that it answers.')),
                ('conditions', models.CharField(blank=True, max_length=500)),
                ('justification', models.TextField()),
                ('decided_at', models.DateTimeField()),
                ('expires_on', models.DateField()),
                ('state', models.CharField(choices=[('pending', 'wartet auf die zweite Person'), ('confirmed', 'bestätigt'), ('declined', 'nicht bestätigt')], default='pending', max_length=10)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RulesetRefresh',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('failed_step', models.CharField(blank=True, max_length=10)),
                ('failure', models.CharField(blank=True, max_length=300)),
                ('gave_up_at', models.DateTimeField(blank=True, null=True)),
                ('next_attempt_at', models.DateTimeField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('lease', models.CharField(blank=True, help_text='host:pid:token of the worker that holds the row.', max_length=120)),
                ('ruleset_version', models.CharField(max_length=40, unique=True)),
                ('done_up_to', models.BigIntegerField(default=0, help_text='Key of the last asset that was made again.')),
                ('last', models.BigIntegerField(help_text='Key of the newest asset when the rules came.')),
                ('requested_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='TaskMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='rightsgrant',
            name='evidence_missing',
            field=models.BooleanField(default=False, help_text='Said outright: nothing on file proves it. Each use is then for a person.'),
        ),
        migrations.AddField(
            model_name='rightsgrant',
            name='first',
            field=models.ForeignKey(blank=True, help_text='The first version, whose ledger of uses counts for all; empty on the first one itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='licensing.rightsgrant'),
        ),
        migrations.AddConstraint(
            model_name='rightsgrant',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft'), _negated=True), fields=('replaces',), name='one_next_version'),
        ),
        migrations.AddField(
            model_name='pendingresolution',
            name='base',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pending_resolutions', to='licensing.rightsdecision'),
        ),
        migrations.AddField(
            model_name='pendingresolution',
            name='closed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pendingresolution',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pendingresolution',
            name='evidence',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='licensing.document'),
        ),
        migrations.AddField(
            model_name='pendingresolution',
            name='resolution',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pending', to='licensing.resolution'),
        ),
        migrations.AddField(
            model_name='taskmessage',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='taskmessage',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assets.organization'),
        ),
        migrations.AddField(
            model_name='taskmessage',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='licensing.task'),
        ),
        migrations.AddConstraint(
            model_name='pendingresolution',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('base',), name='one_pending_resolution'),
        ),
        migrations.AddConstraint(
            model_name='pendingresolution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('closed_by__isnull', False), ('resolution__isnull', False), models.Q(('closed_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='confirmed_by_somebody_else'),
        ),
    ]
