"""What a person sees when a document cannot be read."""


class LeesFout(Exception):  # noqa: N818  the Dutch name is the one in the interface
    """One or more Dutch sentences: what is wrong, where, and what to do."""
