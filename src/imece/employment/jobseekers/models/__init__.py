from imece.employment.jobseekers.models.job_seeker import JobSeeker, SoughtOccupation

__all__ = ["JobSeeker", "SoughtOccupation"]
