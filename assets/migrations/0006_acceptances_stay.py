from django.db import migrations

from assets.append_only import protect, release


class Migration(migrations.Migration):
    dependencies = [("assets", "0005_bring_in")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protect(editor, "assets_dropboxacceptance"),
            lambda apps, editor: release(editor, "assets_dropboxacceptance"),
        ),
    ]
