"""A person may choose the moment of a film whose frame stands for it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assets', '0012_perceptual_hash'),
    ]

    operations = [
        migrations.AddField(
            model_name='asset',
            name='cover_seconds',
            field=models.FloatField(blank=True, help_text="The moment whose frame stands for a film; none for the program's choice.", null=True),
        ),
    ]
