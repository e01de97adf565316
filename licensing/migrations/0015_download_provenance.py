from django.db import migrations, models


class Migration(migrations.Migration):
    """A copy says where the signed manifest of its original stayed."""

    dependencies = [
        ("licensing", "0014_grant_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="download",
            name="provenance_note",
            field=models.CharField(blank=True, help_text="Where a signed manifest stayed (W6).", max_length=300),
        ),
    ]
