"""The server: refuses to start with an unsafe configuration (`config/checks.py`), and starts with search at hand."""

import logging
import os
import time

from django.core.wsgi import get_wsgi_application

from config.memory import give_memory_back

give_memory_back()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from django.db import DatabaseError  # noqa: E402  (settings exist only after the lines above)

from assets.search import Principal, index_for_request  # noqa: E402
from config.checks import refuse_unsafe_settings  # noqa: E402

SEARCH_SECONDS = 3.0


def open_search() -> None:
    """Begin to load the index, and wait a little for it; a server whose index takes longer answers without it."""
    try:
        index = index_for_request()
        index.suggest("", Principal(frozenset(), is_member=False, sees_all=False))
    except DatabaseError as error:
        logging.getLogger(__name__).warning("search not opened cause=%s", type(error).__name__)
        return
    deadline = time.monotonic() + SEARCH_SECONDS
    while index.state == "building" and time.monotonic() < deadline:
        time.sleep(0.05)


refuse_unsafe_settings()
open_search()
