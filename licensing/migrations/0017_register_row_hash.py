from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("licensing", "0016_shared_copies"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerrow",
            name="row_hash",
            field=models.CharField(blank=True, default="", help_text="SHA-256 over what the row says.", max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="registerrow",
            index=models.Index(fields=["run", "row_hash"], name="register_row_by_content"),
        ),
    ]
