"""Understood events written as the event-log format, in any of its forms."""
