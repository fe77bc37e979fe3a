from imece.core import rooms


class LettersConfig(rooms.Room):
    name = "imece.exchange.letters"
    label = "letters"
