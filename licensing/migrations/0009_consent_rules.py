from django.db import migrations

from licensing.consent_rules import enforce, lift


class Migration(migrations.Migration):
    dependencies = [("licensing", "0008_document_key")]

    operations = [
        migrations.RunPython(lambda apps, editor: enforce(editor), lambda apps, editor: lift(editor)),
    ]
