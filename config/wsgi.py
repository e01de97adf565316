"""The server's door: refuses to open with an unsafe configuration (`config/checks.py`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config.checks import refuse_unsafe_settings  # noqa: E402  (settings exist only after the line above)

refuse_unsafe_settings()
