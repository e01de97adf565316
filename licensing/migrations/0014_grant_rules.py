from django.db import migrations, models

from licensing.grant_rules import enforce, lift


class Migration(migrations.Migration):
    dependencies = [("assets", "0003_keyword_spelling"), ("licensing", "0013_grants_without_evidence")]

    operations = [
        migrations.AddConstraint(
            model_name='rightsgrant',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), ('evidence_missing', True), models.Q(('evidence', ''), _negated=True), models.Q(('reference', ''), _negated=True), ('document__isnull', False), _connector='OR'), name='grant_evidence_or_said_missing'),
        ),
        migrations.RunPython(lambda apps, editor: enforce(editor), lambda apps, editor: lift(editor)),
    ]
