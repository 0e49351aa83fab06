"""Addresses of the figures."""

from django.urls import include, path, re_path

from reporting.views import comparing, dashboards, drawings, drill_down, imports, measures, targets

app_name = "reporting"

urlpatterns = [
    path("returns/", include("reporting.returns.urls")),
    path("annual/", include("reporting.annual.urls")),
    path("import/", imports.index, name="imports"),
    path("import/<int:pk>/", imports.show, name="import"),
    path("import/<int:pk>/findings/", imports.findings, name="import_findings"),
    path("", measures.index, name="measures"),
    path("service/", dashboards.service, name="service"),
    path("areas/<int:pk>/", dashboards.area, name="area"),
    path("teams/<int:pk>/", dashboards.team, name="team"),
    path("chairs/<int:pk>/", dashboards.chair, name="chair"),
    path("support/", dashboards.support, name="support"),
    re_path(r"^charts/(?P<code>[a-z0-9_]+)\.(?P<kind>svg|png|xlsx)$", drawings.chart, name="chart"),
    path("pack/<slug:code>.pdf", drawings.monthly_pack, name="monthly_pack"),
    re_path(r"^compare/(?P<by>area|team|chair)/$", comparing.compare, name="compare"),
    re_path(
        r"^compare/(?P<by>area|team|chair)/(?P<code>[a-z0-9_]+)\.(?P<kind>svg|png|xlsx)$",
        comparing.chart,
        name="comparison_chart",
    ),
    path("population/", targets.population, name="population"),
    # Of one measure, by its code: after every address that is a word of its own.
    path("<slug:code>/", measures.one, name="measure"),
    path("<slug:code>/children/", drill_down.children, name="children"),
    path("<slug:code>/children.xlsx", drill_down.spreadsheet, name="children_xlsx"),
    path("<slug:code>/target/", targets.target, name="target"),
    path("<slug:code>/comparator/", targets.comparator, name="comparator"),
]
