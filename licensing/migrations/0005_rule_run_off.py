from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("assets", "0003_keyword_spelling"),
        ("licensing", "0004_append_only_records"),
    ]

    operations = [
        migrations.AddField(
            model_name="organizationrule",
            name="run_off",
            field=models.CharField(choices=[("yes", "ja"), ("no", "nein"), ("unknown", "unbekannt")], default="unknown", max_length=10),
        ),
        migrations.AddField(
            model_name="organizationrule",
            name="run_off_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="organizationrule",
            constraint=models.CheckConstraint(condition=models.Q(("run_off_until__isnull", True), ("run_off_until__gt", models.F("until_on")), _connector="OR"), name="run_off_after_the_term"),
        ),
    ]
