from django.db import migrations


def say_what_is_missing(apps, editor):
    """What was recorded without any proof so far says so from now on."""
    grants = apps.get_model("licensing", "RightsGrant").objects.exclude(status="draft")
    grants.filter(evidence="", reference="", document__isnull=True).update(evidence_missing=True)


class Migration(migrations.Migration):
    dependencies = [("licensing", "0012_grants_whole")]

    operations = [migrations.RunPython(say_what_is_missing, migrations.RunPython.noop)]
