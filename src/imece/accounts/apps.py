from imece.core import rooms


class AccountsConfig(rooms.Room):
    name = "imece.accounts"
    label = "accounts"
