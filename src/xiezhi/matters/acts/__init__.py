"""What people do to a matter: direct acts, acts through approval, starting a matter, taking in evidence."""
