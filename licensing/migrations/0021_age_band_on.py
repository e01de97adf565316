"""An age band has a day: it was true then. Of persons recorded before, that day is at the earliest the record's."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import TruncDate


def _date_bands(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was seen on a picture keeps no day: it may be older than the row, which is written anew with each list."""
    persons = apps.get_model("licensing", "Person").objects.using(schema_editor.connection.alias)
    persons.update(age_band_on=TruncDate("created_at"))


class Migration(migrations.Migration):
    dependencies = [("licensing", "0020_print_bundles")]

    operations = [
        migrations.AddField(
            "person",
            "age_band_on",
            models.DateField(blank=True, help_text="The day on which the age band was true.", null=True),
        ),
        migrations.AddField(
            "personshown",
            "age_band_on",
            models.DateField(blank=True, help_text="The day on which the age band was true.", null=True),
        ),
        migrations.RunPython(_date_bands, migrations.RunPython.noop),
    ]
