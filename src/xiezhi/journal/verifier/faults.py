"""What is found: the message is one Chinese sentence that names the first altered thing."""


class Altered(Exception):
    """Something is not as it was written."""


class Unusable(Exception):
    """The verifier was asked for something it cannot read: no such folder, database or key."""
