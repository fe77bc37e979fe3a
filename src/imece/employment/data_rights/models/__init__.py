from imece.employment.data_rights.models.request import DataRequest

__all__ = ["DataRequest"]
