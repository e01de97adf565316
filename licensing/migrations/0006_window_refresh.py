import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("assets", "0003_keyword_spelling"),
        ("licensing", "0005_rule_run_off"),
    ]

    operations = [
        migrations.CreateModel(
            name="WindowRefresh",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("failed_step", models.CharField(blank=True, max_length=10)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("gave_up_at", models.DateTimeField(blank=True, null=True)),
                ("next_attempt_at", models.DateTimeField(blank=True, null=True)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("lease", models.CharField(blank=True, help_text="host:pid:token of the worker that holds the row.", max_length=120)),
                ("done_up_to", models.BigIntegerField(default=0, help_text="Key of the last asset that was made again.")),
                ("last", models.BigIntegerField(help_text="Key of the newest asset when the switch was thrown.")),
                ("requested_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="windowrefresh",
            name="organization",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assets.organization"),
        ),
        migrations.AddConstraint(
            model_name="windowrefresh",
            constraint=models.UniqueConstraint(condition=models.Q(("done_at__isnull", True)), fields=("organization",), name="one_refresh_at_a_time"),
        ),
    ]
