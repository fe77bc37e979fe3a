"""What the identity register offers on the exchange (X4.1): data, not code, and no Django.

Every select reads the views `registry_people` and `registry_events`: see `RegisteredPerson`. Names are compared folded
(TR-03): case and accents do not matter, for clients write them differently; blanks are collapsed.
"""

from imece.registry.services import families, persons, verification

__all__ = ["families", "persons", "verification"]
