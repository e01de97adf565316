from django.db import migrations

from assets.append_only import protect, release


class Migration(migrations.Migration):
    dependencies = [("assets", "0009_search_words")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protect(editor, "assets_synonymversion"),
            lambda apps, editor: release(editor, "assets_synonymversion"),
        ),
    ]
