from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("assets", "0003_keyword_spelling"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["object_id"], name="audit_by_object"),
        ),
    ]
