"""What other rooms may call."""

from imece.accounts.domain.recipients import recipient_of

__all__ = ["recipient_of"]
