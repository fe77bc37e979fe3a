from imece.employment.benefits.models.declaration import Declaration, DeclaredWorker
from imece.employment.benefits.models.review import DeclarationPaper, ReviewFinding

__all__ = ["Declaration", "DeclarationPaper", "DeclaredWorker", "ReviewFinding"]
