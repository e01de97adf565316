"""A link for a print shop is a share for another audience: its question is that of each motif."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('licensing', '0021_age_band_on'),
    ]

    operations = [
        migrations.AddField(
            model_name='share',
            name='audience',
            field=models.CharField(choices=[('press', 'Press'), ('print_shop', 'Print Shop')], default='press', max_length=10),
        ),
        migrations.AlterField(
            model_name='share',
            name='question',
            field=models.JSONField(blank=True, default=dict, help_text='What the recipients may do with it; each picture is judged for it.'),
        ),
    ]
