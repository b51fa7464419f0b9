"""The texts of cases, and the postings over them as each database has them."""

from django.db import migrations, models

MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE case_search_grams USING fts5(grams, content='', columnsize=0, tokenize='ascii')"
    ],
    "postgresql": [
        "CREATE TABLE case_search_grams (id bigint PRIMARY KEY, grams bigint[] NOT NULL)",
        "CREATE INDEX case_search_grams_gin ON case_search_grams USING gin (grams) WITH (fastupdate = off)",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE case_search_grams")


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CaseText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.CharField(max_length=80, verbose_name="案件")),
                ("layer", models.SmallIntegerField(choices=[(0, "公开部分"), (1, "全部")], verbose_name="范围")),
                ("organ", models.CharField(max_length=40, verbose_name="办案机关")),
                ("line", models.BinaryField(verbose_name="字对摘要")),
                ("box", models.BinaryField(verbose_name="密封的文字")),
            ],
            options={
                "verbose_name": "案件检索文字",
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "layer"), name="one_text_a_layer")
                ],
            },
        ),
        migrations.RunPython(make, drop),
    ]
