"""What other rooms may call."""

from imece.accounts.domain.access import confirm_password, lock_person, unlock_person
from imece.accounts.domain.actors import Capacity, actor_for, capacities, effective_memberships
from imece.accounts.domain.attempts import IDENTITY_FROM_ADDRESS, IDENTITY_OF_NUMBER, count_attempt
from imece.accounts.domain.endings import Matter, keeps_person, on_account_closed, on_person_forgotten
from imece.accounts.domain.identity import Identity, confirm_identity, same_name
from imece.accounts.domain.memberships import (
    add_membership,
    find_individual_member,
    memberships_of,
    possible_grants,
    set_membership_rights,
)
from imece.accounts.domain.numbers import record_new_number
from imece.accounts.domain.organisations import create_organisation, rename_organisation
from imece.accounts.domain.persons import (
    hash_answer,
    hash_password,
    is_member,
    register_hashed_person,
    register_person,
)
from imece.accounts.domain.problems import ALREADY_MEMBER, FOUNDER_STAYS, NOT_CONFIRMED
from imece.accounts.domain.queries import institutions_in_scope, person_by_number
from imece.accounts.domain.recipients import recipient_of
from imece.accounts.domain.register_answers import note_register_answer
from imece.accounts.domain.sealing import fingerprint
from imece.accounts.domain.terms import GENERAL, PRIVACY, accept_terms, current_terms
from imece.accounts.domain.waiting import is_silence, keep_waiting, waiting_for, waits

__all__ = [
    "ALREADY_MEMBER",
    "FOUNDER_STAYS",
    "GENERAL",
    "IDENTITY_FROM_ADDRESS",
    "IDENTITY_OF_NUMBER",
    "NOT_CONFIRMED",
    "PRIVACY",
    "Capacity",
    "Identity",
    "Matter",
    "accept_terms",
    "actor_for",
    "add_membership",
    "capacities",
    "confirm_identity",
    "confirm_password",
    "count_attempt",
    "create_organisation",
    "current_terms",
    "effective_memberships",
    "find_individual_member",
    "fingerprint",
    "hash_answer",
    "hash_password",
    "institutions_in_scope",
    "is_member",
    "is_silence",
    "keep_waiting",
    "keeps_person",
    "lock_person",
    "memberships_of",
    "note_register_answer",
    "on_account_closed",
    "on_person_forgotten",
    "person_by_number",
    "possible_grants",
    "recipient_of",
    "record_new_number",
    "register_hashed_person",
    "register_person",
    "rename_organisation",
    "same_name",
    "set_membership_rights",
    "unlock_person",
    "waiting_for",
    "waits",
]
