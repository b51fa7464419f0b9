"""Entries, log, attempts, sealed values, files and checkpoints are never changed or deleted."""

from django.db import migrations

from xiezhi.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        AppendOnly("journal_entry", [["id"], ["matter", "seq"], ["hash"], ["key"]]),
        AppendOnly("journal_logline", [["position"], ["entry_id"]]),
        AppendOnly("journal_attempt", [["number"], ["hash"]]),
        AppendOnly("journal_sealed", [["id"]]),
        AppendOnly("journal_storedfile", [["id"], ["matter", "sha256"]]),
        AppendOnly("journal_checkpoint", [["number"]]),
        AppendOnly("journal_tile", [["index"]]),
    ]
