"""Who is told. The caller makes it from its own person or organisation."""

from dataclasses import dataclass

from imece.core.notifications.enums import Channel

FALLBACKS = (Channel.EMAIL, Channel.SMS, Channel.POST)


@dataclass(frozen=True)
class Recipient:
    """`channel` is the member's own choice (P1.4, EMP-03)."""

    name: str
    language: str = "tr"
    channel: str = Channel.EMAIL
    email: str = ""
    phone: str = ""  # E.164
    postal_address: str = ""
    kep_address: str = ""
    person_id: int | None = None

    def destination(self, channel: str) -> str:
        return {
            Channel.EMAIL: self.email,
            Channel.SMS: self.phone,
            Channel.POST: self.postal_address,
            Channel.KEP: self.kep_address,
        }[Channel(channel)].strip()

    def reachable_channel(self, allowed: tuple[Channel, ...]) -> Channel | None:
        """His own choice if the notice allows it and it has an address; else the first that has one, post last."""
        wanted = [Channel(self.channel), *FALLBACKS, Channel.KEP]
        return next((channel for channel in wanted if channel in allowed and self.destination(channel)), None)
