"""`xiezhi norms` and `xiezhi periods`: the law on the command line. No server, no database."""
