"""The single page that is the interface; its addresses belong to the browser, so every path gives the same document."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

NOT_BUILT = (
    "<!doctype html><html lang=de><title>Bildkreis</title><p>Die Oberfläche ist noch nicht gebaut: make frontend"
)


@require_safe
@ensure_csrf_cookie
def shell(request: HttpRequest) -> HttpResponse:
    page = settings.FRONTEND_DIR / "index.html"
    if not page.is_file():
        return HttpResponse(NOT_BUILT, status=503)
    response = HttpResponse(page.read_bytes(), content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
