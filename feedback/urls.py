"""Pages for staff: read what was written, settle harm, count, print paper forms and key them in."""

from django.urls import path

from feedback.views import figures, lists, managing, paper

app_name = "feedback"

urlpatterns = [
    path("", lists.to_read, name="to_read"),
    path("duty/", lists.for_duty, name="for_duty"),
    path("read/", lists.been_read, name="been_read"),
    path("<int:pk>/", lists.comment, name="comment"),
    path("<int:pk>/read/", lists.mark_read, name="mark_read"),
    path("<int:pk>/duty/", lists.send_to_duty, name="send_to_duty"),
    path("<int:pk>/family/", lists.find_family, name="find_family"),
    path("months/", figures.figures, name="figures"),
    path("paper/", paper.paper, name="paper"),
    path("paper/<slug:audience>/", paper.key, name="key_in"),
    path(
        "paper/<slug:audience>/<slug:language>/<slug:layout>.pdf", paper.paper_pdf, name="paper_pdf"
    ),
    path("manage/", managing.manage, name="manage"),
    path("manage/<int:pk>/end/", managing.end, name="end_reader"),
    path("manage/settings/", managing.local_practice, name="local_practice"),
]
