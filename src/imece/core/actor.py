"""Who acts, for whom, and by what right. Made once a request by `accounts`; passed to every domain verb."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class ActorKind(StrEnum):
    """P1.5's kinds of user. *Kurum Kullanıcısı* is UNIT_STAFF or HEADQUARTERS_STAFF."""

    ANONYMOUS = "anonymous"
    JOB_SEEKER = "job_seeker"  # Bireysel
    EMPLOYER = "employer"  # Kurumsal Kullanıcı of a workplace
    UNIT_STAFF = "unit_staff"  # Birim Kullanıcısı, bound to a province
    HEADQUARTERS_STAFF = "headquarters_staff"  # Genel Müdürlük Kullanıcısı, all of Türkiye
    SERVICE_PROVIDER = "service_provider"  # Hizmet Sağlayıcı
    AGENCY = "agency"  # Özel İstihdam Bürosu
    COURSE_OFFICE = "course_office"  # Kurum Dışı Kurs Ofisi
    PARTNER = "partner"  # an institution that asks or answers on the exchange
    SYSTEM = "system"  # a job, a migration, a command


STAFF_KINDS = frozenset({ActorKind.UNIT_STAFF, ActorKind.HEADQUARTERS_STAFF})


@dataclass(frozen=True)
class Actor:
    """`organisation_id` is for whom he acts; `province` the unit's; `grants` single rights (EMP-15)."""

    kind: ActorKind
    person_id: int | None = None
    name: str = ""
    organisation_id: int | None = None
    organisation_name: str = ""
    province: int | None = None
    is_manager: bool = False
    grants: frozenset[str] = field(default_factory=frozenset)
    address: str = ""  # the caller's IP
    request_id: str = ""

    @property
    def is_staff(self) -> bool:
        return self.kind in STAFF_KINDS

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    def has_grant(self, grant: str) -> bool:
        return self.is_manager or grant in self.grants

    @property
    def label(self) -> str:
        """How the trail names him: kind, person, organisation. Never a national number."""
        return f"{self.kind}:{self.person_id or '-'}@{self.organisation_id or '-'}"

    def with_grants(self, grants: Iterable[str], *, name: str) -> "Actor":
        """The same person with these single rights alone: what a program does in his name."""
        return replace(self, is_manager=False, grants=frozenset(grants), name=name)

    def at(self, *, address: str, request_id: str) -> "Actor":
        return replace(self, address=address, request_id=request_id)


ANONYMOUS = Actor(ActorKind.ANONYMOUS)


def system_actor(name: str) -> Actor:
    """The platform itself, named after the job or command that acts."""
    return Actor(ActorKind.SYSTEM, name=name)
