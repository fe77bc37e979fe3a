"""Kinds of organisation and of membership, and the single rights (EMP-15)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """Kinds a person may act for; each gives its own kind of actor (P1.5)."""

    WORKPLACE = "workplace", _("Workplace")
    UNIT = "unit", _("Provincial unit")
    HEADQUARTERS = "headquarters", _("Headquarters")
    SERVICE_PROVIDER = "service_provider", _("Service provider")
    AGENCY = "agency", _("Private employment agency")
    COURSE_OFFICE = "course_office", _("Outside course office")
    PARTNER = "partner", _("Partner institution")


class NoticeChannel(TextChoices):
    """How a member is told things (P1.4, EMP-03)."""

    POST = "post", _("Postal address")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")


class Closing(TextChoices):
    """Why nobody uses an account any more (KVK-06, KVK-11)."""

    OWN_WISH = "own_wish", _("Closed by its owner")
    DEATH = "death", _("The register says the person has died")


class SecretQuestion(TextChoices):
    """**Gizli Soru**: a fixed list, so that a number nobody registered can be asked one too (P1.2)."""

    FIRST_STREET = "first_street", _("In which street did you first live?")
    FIRST_TEACHER = "first_teacher", _("What was the name of your primary school teacher?")
    CHILDHOOD_FRIEND = "childhood_friend", _("What was the name of your best childhood friend?")
    FIRST_JOB = "first_job", _("Where did you first work?")
    DREAM_PLACE = "dream_place", _("Which place did you most want to see as a child?")
    FAVOURITE_BOOK = "favourite_book", _("Which book did you like best at school?")


class Grant(TextChoices):
    """Single rights, ticked one by one (P1.7, EMP-15). A manager has them all."""

    VACANCIES = "vacancies", _("Vacancies")
    CANDIDATES = "candidates", _("Candidates")
    REPORTS = "reports", _("Reports")
    WORKFORCE = "workforce", _("Workforce table")
    QUOTA = "quota", _("Quota")
    DISMISSALS = "dismissals", _("Collective dismissals")
    BENEFITS = "benefits", _("Declarations (İKT/İÖ/KÇÖ)")
    COMMUNITY_WORK = "community_work", _("Community-benefit programmes")
    COURSES = "courses", _("Courses and trainers")
    OUTSIDE_COURSES = "outside_courses", _("Outside courses")
    SURVEYS = "surveys", _("Surveys")
    OVERSEAS = "overseas", _("Employment abroad")
    AGENCIES = "agencies", _("Private employment agencies")
    EMPLOYER_DATA = "employer_data", _("Employer data")
    USERS = "users", _("Users")


class StaffGrant(TextChoices):
    """Single rights of institution staff."""

    VACANCY_REVIEW = "vacancy_review", _("Vacancy review")
    PLACEMENT = "placement", _("Placement")
    ACCOUNTS = "accounts", _("Portal accounts")
    SPECIAL_DATA = "special_data", _("Special-category data")
    PARAMETERS = "parameters", _("Legal parameters")
    DICTIONARY = "dictionary", _("Occupation dictionary")
    AUDIT = "audit", _("Audit trail")
    DATA_PROTECTION = "data_protection", _("Personal data requests")
    EXCHANGE_REVIEW = "exchange_review", _("Exchange: applications and agreements")
    EXCHANGE_ACCESS = "exchange_access", _("Exchange: technical access")
    EXCHANGE_CHARGES = "exchange_charges", _("Exchange: charges")
    EXCHANGE_OPERATION = "exchange_operation", _("Exchange: interruptions and breaches")
    EXCHANGE_AUDIT = "exchange_audit", _("Exchange: trail of questions")


class PartnerGrant(TextChoices):
    """Single rights of an institution's people on the exchange. A manager has them all."""

    AGREEMENTS = "partner_agreements", _("Applications and agreements")
    ACCESS = "partner_access", _("Access, users and units")
    AUDIT = "partner_audit", _("Audit of use")
    CHARGES = "partner_charges", _("Statements")
