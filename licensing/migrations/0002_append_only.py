from django.db import migrations

from assets.append_only import protect, release


class Migration(migrations.Migration):
    dependencies = [("licensing", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protect(editor, "licensing_rightsdecision"),
            lambda apps, editor: release(editor, "licensing_rightsdecision"),
        ),
    ]
