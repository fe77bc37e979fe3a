"""The few filters pages need; a builtin library, so templates do not load it."""

from django import template

register = template.Library()


@register.filter
def label_of(choices: object, value: object) -> str:
    """The label of a value of a TextChoices class."""
    return str(choices(value).label) if value else ""  # type: ignore[operator]
