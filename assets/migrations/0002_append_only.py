from django.db import migrations

from assets.append_only import protect, release


class Migration(migrations.Migration):
    dependencies = [("assets", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protect(editor, "assets_auditevent"),
            lambda apps, editor: release(editor, "assets_auditevent"),
        ),
    ]
