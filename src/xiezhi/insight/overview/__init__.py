"""The district at a glance: cards and cases counted, each count with the list it counts."""
