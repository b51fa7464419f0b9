"""Pages of the room: parse, act or read, render."""
