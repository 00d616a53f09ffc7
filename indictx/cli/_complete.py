"""Completion of option values in the shell."""

from __future__ import annotations


def complete_language(incomplete: str) -> list[tuple[str, str]]:
    """Return languages as the shell offers them: what to insert, and its English name.

    Offered are shortest tags; where none begins so, English names: ``ta`` is a tag, ``tam`` goes
    on to ``tamil``. What comes before the last comma stays, so that ``--to hi,t`` goes on to
    ``hi,ta``. Every offer begins with ``incomplete`` itself, for Typer drops all others.

    Args:
        incomplete: The option's value up to the cursor.
    """
    from indictx.languages import languages

    _, _, begun = incomplete.rpartition(",")
    rows = languages()
    tags = [(each.bcp47, each.name) for each in rows]
    # The shell would ask for quotes around blanks and parentheses; look-up ignores hyphens.
    names = [
        (each.name.lower().replace(" ", "-"), each.name) for each in rows if "(" not in each.name
    ]
    for offers in (tags, names):
        found = [offer for offer in offers if offer[0].lower().startswith(begun.lower())]
        if found:
            return [(incomplete + value[len(begun) :], name) for value, name in found]
    return []
