"""Entries of other nodes are never changed or deleted."""

from django.db import migrations

from xiezhi.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]
    operations = [
        AppendOnly("exchange_foreignentry", [["id"], ["node", "matter", "seq"], ["node", "position"]])
    ]
