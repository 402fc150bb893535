"""Load events: files dropped here become events of this browser session, and of no other."""

import streamlit as st

from geo.table import KINDS, MAX_BYTES
from pages.parts import load_file, loaded_list

# A callback cannot leave the page, so the button that put events on the map says here that it wants to.
if st.session_state.pop("go_to_map", False):
    st.switch_page("briefing.py")
st.html(
    '<h1 class="bm-title">Load events</h1><p class="bm-lead">Events out of your own files, beside those on the map. '
    "Nothing leaves this machine; they stay until this page is reloaded or closed.</p>"
)
files = st.file_uploader(
    "GeoJSON, CSV or Parquet, as Briefmap exports it or with columns of your own", [kind[1:] for kind in KINDS],
    accept_multiple_files=True, key="files", max_upload_size=MAX_BYTES // 1_000_000,
)  # fmt: skip
load_file.forget_all_but(files)
for file in files:
    load_file.show(file)
loaded_list.show()
