from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licensing", "0007_register_import")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="wrapped_key",
            field=models.BinaryField(
                default=bytes, help_text="The data key; without it the stored bytes are noise."
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="key_id",
            field=models.CharField(
                help_text="Which evidence key their data key is wrapped with.", max_length=20
            ),
        ),
    ]
