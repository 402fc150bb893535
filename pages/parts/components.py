"""Our own elements in the page: each a file of ours under ``assets/``, fed with plain values, answering with a choice.

They write every text with ``textContent``; nothing of an article becomes markup on its way through here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts.look import ASSETS


def own(*names: str) -> Callable[..., Any]:
    """The element whose script is ``assets/<name>.js``, or several such files one after the other.

    It wears the page's own style sheet.
    """
    script = "\n".join((ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in names)
    return st.components.v2.component(
        f"briefmap_{names[-1]}", html='<div class="bm-own"></div>', js=script, isolate_styles=False
    )


def sent(key: str, what: str) -> Any:
    """What an element sent last under a name; None where it has left the page before its message arrived."""
    return (st.session_state.get(key) or {}).get(what)
