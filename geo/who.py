"""Who makes a change, as far as the machine knows."""

from __future__ import annotations

import getpass
import os


def whoever() -> str:
    """The name that stands beside a change: ``BRIEFMAP_USER``, else that of the machine's user."""
    named = os.environ.get("BRIEFMAP_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"
