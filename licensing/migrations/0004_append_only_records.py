from django.db import migrations

from assets.append_only import protect, release

TABLES = (
    "licensing_consent",
    "licensing_consentscope",
    "licensing_consentgiver",
    "licensing_consentevent",
    "licensing_resolution",
    "licensing_publicationverdict",
    "licensing_rightsdecision",  # made anew by 0003
    "licensing_shareacceptance",
)


def _each(act):
    return lambda apps, editor: [act(editor, table) for table in TABLES]


class Migration(migrations.Migration):
    dependencies = [("licensing", "0003_rights_whole")]

    operations = [migrations.RunPython(_each(protect), _each(release))]
