from imece.core import rooms


class AgreementsConfig(rooms.Room):
    name = "imece.exchange.agreements"
    label = "agreements"
