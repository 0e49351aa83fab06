from django.urls import reverse

from govuk.links import links_to


def test_a_link_of_a_list_is_the_link_of_each_row() -> None:
    book = links_to("conferences:book")
    assert [book(1), book(3456)] == [reverse("conferences:book", args=[n]) for n in (1, 3456)]
