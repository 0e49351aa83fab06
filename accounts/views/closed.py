"""What allauth offers and this service does not."""

from django.http import Http404, HttpRequest, HttpResponse


def closed(request: HttpRequest) -> HttpResponse:
    raise Http404
