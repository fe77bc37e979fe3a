from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from imece.employment.jobseekers.enums import Sex as Sex  # one list: of the person and of what a vacancy asks


class VacancyState(TextChoices):
    """§2.5, işgücü istemi."""

    DRAFT = "draft", _("Draft")  # TASLAK
    IN_REVIEW = "in_review", _("Under review")  # KURUM_INCELEMEDE
    OPEN = "open", _("Open")  # AKTIF
    EXPIRED = "expired", _("Expired")  # SURESI_DOLDU
    CLOSED = "closed", _("Closed")  # KAPALI
    CANCELLED = "cancelled", _("Cancelled")  # IPTAL
    DELETED = "deleted", _("Deleted")  # SILINDI
    REJECTED = "rejected", _("Rejected")  # P3.8: refused by the reviewer, with the article


class WorkKind(TextChoices):
    """Çalışma şekli."""

    FULL_TIME = "full_time", _("Full time")
    PART_TIME = "part_time", _("Part time")
    REMOTE = "remote", _("From home or remote")
    TEMPORARY = "temporary", _("Temporary")
    SEASONAL = "seasonal", _("Seasonal")
    SHIFTS = "shifts", _("In shifts")


class ClosingOutcome(TextChoices):
    """Why a vacancy was closed (P3.7)."""

    FILLED_THROUGH_US = "filled_through_us", _("Filled through İŞKUR")
    FILLED_OTHERWISE = "filled_otherwise", _("Filled by other means")
    NO_SUITABLE_CANDIDATE = "no_suitable_candidate", _("No suitable candidate")
    NO_LONGER_NEEDED = "no_longer_needed", _("No longer needed")


class ContractKind(TextChoices):
    """Sözleşme türü (4857 md. 11)."""

    INDEFINITE = "indefinite", _("Of indefinite duration")
    DEFINITE = "definite", _("Of definite duration")


class WageBasis(TextChoices):
    """Whether the wage is told gross or net; the law's minimum is compared on the same basis."""

    GROSS = "gross", _("Gross")
    NET = "net", _("Net")


class WorkArea(TextChoices):
    """İş alanı."""

    PRODUCTION = "production", _("Production and maintenance")
    CONSTRUCTION = "construction", _("Construction")
    AGRICULTURE = "agriculture", _("Agriculture and forestry")
    SALES = "sales", _("Sales and customers")
    OFFICE = "office", _("Office and administration")
    FINANCE = "finance", _("Finance and accounting")
    INFORMATICS = "informatics", _("Informatics and engineering")
    HEALTH = "health", _("Health and care")
    EDUCATION = "education", _("Education")
    TOURISM = "tourism", _("Tourism, food and drink")
    TRANSPORT = "transport", _("Transport and storage")
    SECURITY = "security", _("Security")
    CLEANING = "cleaning", _("Cleaning and services")
    OTHER = "other", _("Other")


class Position(TextChoices):
    """Pozisyon: the rank of the post."""

    APPRENTICE = "apprentice", _("Trainee or apprentice")
    WORKER = "worker", _("Worker without training")
    SKILLED = "skilled", _("Skilled worker")
    FOREMAN = "foreman", _("Foreman")
    CLERK = "clerk", _("Clerk")
    TECHNICIAN = "technician", _("Technician")
    SPECIALIST = "specialist", _("Specialist or engineer")
    MANAGER = "manager", _("Manager")


class MasteryDocument(TextChoices):
    """Ustalık, kalfalık (3308 sayılı Kanun)."""

    JOURNEYMAN = "journeyman", _("Journeyman's certificate")
    MASTER = "master", _("Master's certificate")


class MilitaryDemand(TextChoices):
    """Askerlik şartı (§2.2): only through the gate (NDR-05), only meaningful for male citizens."""

    DONE = "done", _("Done")
    DONE_OR_EXEMPT = "done_or_exempt", _("Done or exempt")
    NOT_DUE = "not_due", _("Done, exempt or deferred beyond the last application date")


class Benefit(TextChoices):
    """Olanaklar."""

    MEALS = "meals", _("Meals")
    TRANSPORT = "transport", _("Transport to work")
    LODGING = "lodging", _("Lodging")
    HEALTH_INSURANCE = "health_insurance", _("Private health insurance")
    BONUS = "bonus", _("Bonus")
    NURSERY = "nursery", _("Nursery")
    CLOTHING = "clothing", _("Working clothes")
    TRAINING = "training", _("Training")


class ApplicationArea(TextChoices):
    """Başvuru coğrafyası: from where people may apply, judged by the place they live in."""

    DISTRICT = "district", _("The district of the work")
    PROVINCE = "province", _("The province of the work")
    COUNTRY = "country", _("All of Türkiye")


class MatchingKind(TextChoices):
    """Eşleştirme türü."""

    OWN_CHOICE = "own_choice", _("The employer chooses")
    MEDIATED = "mediated", _("The institution proposes")


class PublicMethod(TextChoices):
    """How a public body chooses (VAC-25): method A, method B, or by KPSS points."""

    DIRECT_DRAW = "direct_draw", _("Draw before a notary, no exam (method A)")
    DRAW_THEN_EXAM = "draw_then_exam", _("Draw before a notary, then an exam (method B)")
    KPSS = "kpss", _("By points of the public personnel exam")


class ListKind(TextChoices):
    """The lists of a public vacancy: one by its method, and one of those who have priority (VAC-25)."""

    DIRECT_DRAW = "direct_draw", _("Draw before a notary (method A)")
    DRAW_THEN_EXAM = "draw_then_exam", _("Draw before a notary, exam after it (method B)")
    KPSS = "kpss", _("By exam points")
    PRIORITY = "priority", _("By right of priority")


class ListPart(TextChoices):
    """Where somebody stands in a public list."""

    WAITING = "waiting", _("Waits for the draw")
    PRINCIPAL = "principal", _("Principal")  # asil
    RESERVE = "reserve", _("Reserve")  # yedek
    NOT_LISTED = "not_listed", _("Not listed")
    EXCLUDED = "excluded", _("Left out")


class Exclusion(TextChoices):
    """Why an applicant does not take part in a public list (VAC-24, VAC-27)."""

    UNDER_AGE = "under_age", _("Under the lowest age on the last application date")
    NOT_CITIZEN = "not_citizen", _("Not a Turkish citizen")
    NOT_RESIDENT = "not_resident", _("Does not live, by the address register, where people may apply from")
    NO_POINTS = "no_points", _("No valid exam points as asked")


class DropReason(TextChoices):
    """Why somebody loses his place in a public list after it was made (VAC-24); which paper was lacking is not kept."""

    PAPERS = "papers", _("The papers did not show the conditions")
    DID_NOT_COME = "did_not_come", _("Did not come to the call")
    GAVE_UP = "gave_up", _("Gave the place up")


class PriorityLossReason(TextChoices):
    """Why the right of priority is lost (VAC-26)."""

    DID_NOT_COME = "did_not_come", _("Did not come to the employer's call without force majeure")
    DID_NOT_SIT_EXAM = "did_not_sit_exam", _("Did not sit the exam")
    REFUSED_JOB = "refused_job", _("Refused the job")
    PLACED_IN_PUBLIC = "placed_in_public", _("Was placed permanently in the public sector")


class IncomingWay(TextChoices):
    """How a vacancy came that nobody typed into a form (P3.10)."""

    FILE = "file", _("By a file")
    PROGRAM = "program", _("By a program")


class BulkRowFate(TextChoices):
    """What becomes of a row of an uploaded file when it is taken over (P3.10)."""

    OPEN = "open", _("Is announced at once")
    REVIEW = "review", _("Goes to the institution's review")
    WRONG = "wrong", _("Is not taken over")


class AlertFrequency(TextChoices):
    """How often a saved search tells of new vacancies."""

    AT_ONCE = "at_once", _("As soon as there is one")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Not at all")


class FairnessGround(TextChoices):
    """What people may not be chosen by (4857 md. 5; 6701 md. 3, 6); the first eight are criteria of NDR-05."""

    SEX = "sex", _("Sex")
    AGE = "age", _("Age")
    HEIGHT_WEIGHT = "height_weight", _("Height or weight")
    MILITARY = "military", _("Military service")
    MARITAL = "marital", _("Marital status")
    HEALTH = "health", _("State of health")
    PHOTO = "photo", _("Photograph or looks")
    OTHER = "other", _("Other physical demand")
    DISABILITY = "disability", _("Disability")
    MOTHERHOOD = "motherhood", _("Pregnancy, motherhood, child care")
    RELIGION = "religion", _("Religion, sect, belief")
    ORIGIN = "origin", _("Race, colour, ethnic origin, birth")
    NATIONALITY = "nationality", _("Nationality")
    LANGUAGE = "language", _("Mother tongue or accent")
    OPINION = "opinion", _("Political or philosophical opinion, union")
    WEALTH = "wealth", _("Wealth")


class ExceptionKind(TextChoices):
    """The exceptions that 6701 md. 7 knows (NDR-04)."""

    OCCUPATIONAL = "occupational", _("Genuine occupational requirement")
    ONE_SEX = "one_sex", _("Work that needs one sex")
    AGE_LIMIT = "age_limit", _("Age limit set by the needs of the service")
    POSITIVE_MEASURE = "positive_measure", _("Positive measure")


class ExceptionState(TextChoices):
    """How an exception that was asked for stands."""

    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class ReviewOutcome(TextChoices):
    """What the reviewer decided on a vacancy (P3.8)."""

    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned to be changed")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Taken back by the employer")
