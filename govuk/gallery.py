"""A form with one of everything."""

from django import forms

from govuk.forms import (
    Checkboxes,
    FilterSelect,
    GovukDateField,
    GovukForm,
    GovukTimeField,
    LongTextField,
    Radios,
)

FLOWERS = ["Aster", "Bluebell", "Campion", "Daisy", "Élan rose", "Foxglove", "Gorse", "Heather"]


class GalleryForm(GovukForm):
    label_sizes = {"colour": "m"}

    full_name = forms.CharField(max_length=100)
    email = forms.EmailField(label="Email address", help_text="We use it only to send the letter")
    planted_on = GovukDateField(
        label="Planting date", when="past", help_text="For example, 27 3 2026"
    )
    opens_at = GovukTimeField(label="Opening time", help_text="For example, 9:30am or 14:30")
    flower = forms.ChoiceField(
        widget=FilterSelect,
        choices=[("", "Choose a flower")]
        + [(f"{name}-{n}", f"{name} {n}") for name in FLOWERS for n in (1, 2)],
    )
    colour = forms.ChoiceField(
        label="Which colour?",
        choices=[("red", "Red"), ("blue", "Blue"), ("other", "Another colour")],
        widget=Radios(
            hints={"red": "Warm"}, reveals={"other": "other_colour"}, divider_before="other"
        ),
    )
    other_colour = forms.CharField(label="Name the colour", max_length=30)
    sizes = forms.MultipleChoiceField(
        choices=[("s", "Small"), ("m", "Medium"), ("l", "Large")], widget=Checkboxes, required=False
    )
    agreed = forms.BooleanField(
        label="The gardener agrees", error_messages={"required": "Say that the gardener agrees"}
    )
    notes = LongTextField(label="Notes", character_limit=500, required=False)
    story = LongTextField(label="The whole story", required=False)
    picture = forms.FileField(label="A picture", required=False)


class FilterExample(GovukForm):
    mark_optional = False

    search = forms.CharField(label="Name", required=False)
    kind = forms.ChoiceField(choices=[("", "All"), ("a", "Annual")], required=False)
