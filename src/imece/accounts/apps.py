from imece.core.rooms import Room


class AccountsConfig(Room):
    name = "imece.accounts"
    label = "accounts"
