from django.db import models


class Generation(models.Model):
    """One row: raised by triggers whenever something that decides about access changes (design E4).

    The gateway is told (NOTIFY `exchange_access`) and also looks every 250 ms; a telling that is lost costs that much.
    """

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="generation_is_one_row", condition=models.Q(pk=1))]
