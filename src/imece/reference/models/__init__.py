from imece.reference.models.calendar import SpecialDay
from imece.reference.models.hazards import HazardList, NaceActivity
from imece.reference.models.occupations import (
    UNCLASSIFIED,
    DictionaryVersion,
    IscoGroup,
    LoadedData,
    Occupation,
    OccupationChange,
    OccupationFile,
    OccupationSynonym,
)
from imece.reference.models.places import District, Province, ProvinceDistance

__all__ = [
    "UNCLASSIFIED",
    "DictionaryVersion",
    "District",
    "HazardList",
    "IscoGroup",
    "LoadedData",
    "NaceActivity",
    "Occupation",
    "OccupationChange",
    "OccupationFile",
    "OccupationSynonym",
    "Province",
    "ProvinceDistance",
    "SpecialDay",
]
