"""The program as it is served, but for one refusal: the keys of the test stores are well known."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
