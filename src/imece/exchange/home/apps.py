from imece.core import rooms


class ExchangeHomeConfig(rooms.Room):
    name = "imece.exchange.home"
    label = "exchange_home"

    def ready(self) -> None:
        """Wires rooms that do not know each other."""
        super().ready()
        from imece.exchange.agreements.public import use_marks_reader
        from imece.exchange.transparency.public import open_marks

        use_marks_reader(open_marks)
