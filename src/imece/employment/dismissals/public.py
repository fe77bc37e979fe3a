"""What other rooms may call."""

from imece.employment.dismissals.domain.queries import notices_in_scope, rehire_duty_until

__all__ = ["notices_in_scope", "rehire_duty_until"]
