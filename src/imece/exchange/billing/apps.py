from imece.core import rooms


class BillingConfig(rooms.Room):
    name = "imece.exchange.billing"
    label = "billing"
