from imece.employment.benefits.models.declaration import Declaration, DeclaredWorker

__all__ = ["Declaration", "DeclaredWorker"]
