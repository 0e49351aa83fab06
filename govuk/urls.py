from django.urls import path

from govuk import views

app_name = "govuk"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("wide/", views.wide, name="wide"),
    path("board/", views.board, name="board"),
]
