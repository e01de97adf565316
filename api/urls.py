"""The versions of the API; an address that does not exist is a problem like any other."""

from django.urls import URLPattern, URLResolver, include, path

from api import schema

schema.configure()

urlpatterns: list[URLPattern | URLResolver] = [path("v1/", include("api.v1.urls"))]
