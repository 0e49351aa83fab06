"""Makes every Django form render GOV.UK markup, whoever wrote the form."""

from django.forms.renderers import TemplatesSetting

from govuk.forms.bound_field import GovukBoundField


class GovukRenderer(TemplatesSetting):
    """Named in settings.FORM_RENDERER; its templates are in templates/django/forms/."""

    bound_field_class = GovukBoundField
