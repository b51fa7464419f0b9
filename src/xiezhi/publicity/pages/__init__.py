"""Pages of the room: the portal and verification for everyone, the clerk's desk inside."""
