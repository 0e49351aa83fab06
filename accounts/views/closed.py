"""What allauth offers and this service does not."""

from django.http import Http404, HttpRequest, HttpResponse


def closed(request: HttpRequest, *_: str) -> HttpResponse:
    raise Http404
