from imece.employment.employers.models.application import MembershipApplication
from imece.employment.employers.models.employer import Employer
from imece.employment.employers.models.workplace import ContactPerson, Workplace

__all__ = ["ContactPerson", "Employer", "MembershipApplication", "Workplace"]
