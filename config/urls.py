"""Every address of Bildkreis: the API, health, and the one page that is the interface."""

from django.urls import include, path, re_path

from api.health import live, ready
from config.shell import shell

urlpatterns = [
    path("health/live", live),
    path("health/ready", ready),
    path("api/", include("api.urls")),
    re_path(r"^(?!api/|static/|health/).*$", shell),
]
