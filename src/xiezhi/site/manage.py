"""Django's own management commands behind `xiezhi manage …`."""

from django.core.management import execute_from_command_line


def main(argv: list[str]) -> int:
    """Run one management command."""
    execute_from_command_line(["xiezhi manage", *argv])
    return 0
