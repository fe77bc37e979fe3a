from imece.exchange.transparency.models.embargo import Embargo, WatchedPerson
from imece.exchange.transparency.models.erasure import ErasureRequest
from imece.exchange.transparency.models.flag import UsageFlag
from imece.exchange.transparency.models.sample import JustificationItem, JustificationSample
from imece.exchange.transparency.models.search import TrailOpening, TrailSearch
from imece.exchange.transparency.models.why import WhyRequest

__all__ = [
    "Embargo",
    "ErasureRequest",
    "JustificationItem",
    "JustificationSample",
    "TrailOpening",
    "TrailSearch",
    "UsageFlag",
    "WatchedPerson",
    "WhyRequest",
]
