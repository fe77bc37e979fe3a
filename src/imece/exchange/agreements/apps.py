from imece.core import rooms


class AgreementsConfig(rooms.Room):
    name = "imece.exchange.agreements"
    label = "agreements"

    def ready(self) -> None:
        from imece.exchange.agreements.domain.telling import tell_of_address
        from imece.exchange.parties.public import address_told

        super().ready()
        if tell_of_address not in address_told:
            address_told.append(tell_of_address)
