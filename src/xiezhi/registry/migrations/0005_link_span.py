from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_kept_row")]

    operations = [
        migrations.AddField("link", "since", models.BigIntegerField(null=True)),
        migrations.AddField("link", "until", models.BigIntegerField(null=True)),
        migrations.AlterField(
            "organ",
            "kind",
            models.CharField(
                verbose_name="类别",
                max_length=12,
                choices=[
                    ("statutory", "行政机关"),
                    ("authorised", "法律、法规授权的组织"),
                    ("entrusted", "受委托组织"),
                    ("township", "乡镇人民政府、街道办事处"),
                ],
            ),
        ),
    ]
