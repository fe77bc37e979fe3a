"""The end of a workplace's organisation; everything else about organisations `accounts` does."""

from imece.accounts.models import Organisation


def close_organisation(organisation: Organisation) -> None:
    """Nobody can choose it as **Firma** any more."""
    organisation.is_active = False
    organisation.save(update_fields=["is_active"])
