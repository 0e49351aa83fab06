"""What a form says, keeps and shows."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template

from govuk.forms import Checkboxes, GovukDateField, GovukForm, LongTextField, Radios


class Form(GovukForm):
    label_sizes = {"kind": "m"}

    name = forms.CharField(label="Full name", max_length=5)
    nhs = forms.CharField(label="NHS number", required=False)
    age = forms.IntegerField(min_value=0, required=False)
    kind = forms.ChoiceField(
        label="Which kind?",
        choices=[("a", "A"), ("other", "Other")],
        widget=Radios(hints={"a": "The first"}, reveals={"other": "other_kind"}),
    )
    other_kind = forms.CharField(label="What other kind")
    email = forms.EmailField(required=False)


def errors(**data: str) -> dict[str, list[str]]:
    return {name: list(found) for name, found in Form(data).errors.items()}


def test_messages_say_what_to_do() -> None:
    assert errors() == {
        "name": ["Enter full name"],
        "kind": ["Select an answer to ‘Which kind?’"],
    }
    assert errors(name="Too long", kind="z", age="-1", email="x") == {
        "name": ["Full name must be 5 characters or less"],
        "kind": ["Choose an answer to ‘Which kind?’ from the list"],
        "age": ["Age must be 0 or more"],
        "email": ["Enter an email address in the correct format, like name@example.com"],
    }


def test_a_question_is_no_subject_of_a_sentence() -> None:
    class Asking(GovukForm):
        babies = forms.IntegerField(label="How many babies?", min_value=1)
        held_on = GovukDateField(label="When was it held?", when="past_or_today")

    found = Asking({"babies": "0", "held_on": "2999-01-01"}).errors
    assert found == {
        "babies": ["The answer to ‘How many babies?’ must be 1 or more"],
        "held_on": ["The answer to ‘When was it held?’ must be today or in the past"],
    }


def test_a_message_that_a_developer_wrote_is_kept() -> None:
    class Own(GovukForm):
        name = forms.CharField(error_messages={"required": "Say who you are"})

    assert Own({}).errors["name"] == ["Say who you are"]


def test_a_revealed_field_counts_only_when_its_option_is_chosen() -> None:
    assert errors(name="Bo", kind="other") == {"other_kind": ["Enter what other kind"]}
    form = Form({"name": "Bo", "kind": "a", "other_kind": "left over"})
    assert form.is_valid()
    assert form.cleaned_data["other_kind"] == ""


def test_a_revealed_field_is_drawn_once_inside_its_option() -> None:
    html = str(Form())
    assert html.count('name="other_kind"') == 1
    assert html.index('id="id_kind_1_reveal"') < html.index('name="other_kind"')


def test_several_boxes_reveal_each_their_own() -> None:
    class Several(GovukForm):
        needs = forms.MultipleChoiceField(
            choices=[("ramp", "A ramp"), ("language", "A language")],
            widget=Checkboxes(reveals={"language": ("language",)}),
        )
        language = forms.CharField()

    assert Several({"needs": ["ramp"]}).is_valid()
    assert Several({"needs": ["ramp", "language"]}).errors["language"] == ["Enter language"]


def test_a_field_group_links_its_hint_and_its_error() -> None:
    html = Form({"name": "Too long"})["name"].as_field_group()
    assert 'aria-describedby="id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'value="Too long"' in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert " required" not in html


def test_optional_fields_say_so_unless_the_form_does_not() -> None:
    assert "NHS number (optional)" in str(Form())

    class Filter(GovukForm):
        mark_optional = False
        name = forms.CharField(required=False)

    assert "(optional)" not in str(Filter())


def test_the_summary_links_to_the_first_thing_to_mend() -> None:
    form = Form({"name": "", "kind": ""})
    form.add_error(None, "The two dates are the wrong way round")
    html = Template("{% error_summary form %}").render(Context({"form": form}))
    assert html.index("wrong way round") < html.index('href="#id_name"')
    assert 'href="#id_kind_0"' in html
    assert Template("{% error_summary form %}").render(Context({"form": Form()})).strip() == ""


def test_a_formset_is_summed_up_too() -> None:
    forms_of = forms.formset_factory(Form, min_num=1, validate_min=True, extra=0)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "Too long"}
    html = Template("{% error_summary formset %}").render(Context({"formset": forms_of(data)}))
    assert 'href="#id_form-0-name"' in html


class Story(GovukForm):
    story = LongTextField(label="The story", character_limit=None)


def test_a_200_kb_paste_is_refused_and_stays_on_the_screen() -> None:
    typed = "ż" * 100_001  # two bytes each
    form = Story({"story": typed})
    assert form.errors["story"] == [
        "The story is too long: 201 KB, and one box holds 200 KB. Nothing is lost: shorten it below"
    ]
    assert typed in str(form["story"])
    assert Story({"story": "ż" * 100_000}).is_valid()


def test_line_ends_are_counted_and_kept_as_one_character() -> None:
    form = Story({"story": "one\r\ntwo"})
    assert form.is_valid()
    assert form.cleaned_data["story"] == "one\ntwo"


def test_a_name_of_only_an_apostrophe_and_markup_are_shown_as_typed() -> None:
    html = str(Form({"name": "’", "nhs": "<script>", "kind": ""}))
    assert 'value="’"' in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_an_empty_file_says_so() -> None:
    class Upload(GovukForm):
        report = forms.FileField()

    assert Upload({}, {}).errors["report"] == ["Select report"]
    empty = SimpleUploadedFile("report.pdf", b"")
    assert Upload({}, {"report": empty}).errors["report"] == ["The selected file is empty"]
