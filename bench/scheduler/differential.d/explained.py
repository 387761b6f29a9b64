"""The differences that docs/differences.md explains: where the engine follows a newer Pacemaker than 2.1.5."""


def explanation(text, level, ours, theirs):
    """The entry of docs/differences.md that explains this difference, or None."""
    return None
