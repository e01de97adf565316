from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assets", "0006_acceptances_stay")]

    operations = [
        migrations.AddField(
            "asset",
            "focal_guess",
            models.JSONField(null=True, blank=True, help_text="What the program found; stands again on “Automatisch”."),
        ),
    ]
