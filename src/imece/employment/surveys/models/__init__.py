from imece.employment.surveys.models.response import SurveyResponse

__all__ = ["SurveyResponse"]
