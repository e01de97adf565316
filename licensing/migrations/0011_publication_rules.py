from django.db import migrations

from licensing.publication_rules import enforce, lift


class Migration(migrations.Migration):
    dependencies = [("licensing", "0010_publication_watching")]

    operations = [
        migrations.RunPython(lambda apps, editor: enforce(editor), lambda apps, editor: lift(editor)),
    ]
