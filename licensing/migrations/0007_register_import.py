import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("assets", "0003_keyword_spelling"),
        ("licensing", "0006_window_refresh"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisteredRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("grants", "Nutzungsrechte"), ("consents", "Einwilligungen")], max_length=10)),
                ("row_hash", models.CharField(help_text="SHA-256 over what the row says.", max_length=64)),
                ("record", models.UUIDField()),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("failed_step", models.CharField(blank=True, max_length=10)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("gave_up_at", models.DateTimeField(blank=True, null=True)),
                ("next_attempt_at", models.DateTimeField(blank=True, null=True)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("lease", models.CharField(blank=True, help_text="host:pid:token of the worker that holds the row.", max_length=120)),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(choices=[("grants", "Nutzungsrechte"), ("consents", "Einwilligungen")], max_length=10)),
                ("filename", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("key", models.CharField(blank=True, help_text="Where the table lies until it was worked through.", max_length=300)),
                ("is_dry_run", models.BooleanField(default=True)),
                ("state", models.CharField(choices=[("waiting", "wartet"), ("checked", "geprüft"), ("applied", "übernommen"), ("failed", "nicht lesbar")], default="waiting", max_length=10)),
                ("reason", models.CharField(blank=True, help_text="Why the table cannot be read, in words.", max_length=300)),
                ("row_count", models.PositiveIntegerField(blank=True, null=True)),
                ("ignored_columns", models.JSONField(default=list, help_text="Headers that nothing is done with.")),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RegisterRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(help_text="As the table program counts; the header is row 1.")),
                ("fate", models.CharField(choices=[("would_create", "würde angelegt"), ("created", "angelegt"), ("already_there", "schon vorhanden"), ("refused", "abgelehnt")], max_length=15)),
                ("cell", models.CharField(blank=True, help_text="For example C7.", max_length=10)),
                ("message", models.CharField(blank=True, max_length=300)),
                ("record", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="registeredrecord",
            name="organization",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assets.organization"),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="created_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="registerimport",
            name="organization",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="register_imports", to="assets.organization"),
        ),
        migrations.AddField(
            model_name="registerrow",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="licensing.registerimport"),
        ),
        migrations.AddConstraint(
            model_name="registeredrecord",
            constraint=models.UniqueConstraint(fields=("organization", "kind", "row_hash"), name="registered_once"),
        ),
        migrations.AddConstraint(
            model_name="registerrow",
            constraint=models.UniqueConstraint(fields=("run", "number"), name="register_row_once"),
        ),
    ]
