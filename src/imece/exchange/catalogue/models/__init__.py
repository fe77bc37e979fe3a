from imece.exchange.catalogue.models.service_version import ServiceVersion

__all__ = ["ServiceVersion"]
