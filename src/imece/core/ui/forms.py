"""Plain Django forms drawn as our field component: label, hint, error, in that order, tied by aria-describedby."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
