"""`migrate` renders few models anew; those whose columns follow a changed one are among them."""

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from imece.core.management.commands.migrate import each_alone


def two_models() -> ProjectState:
    state = ProjectState()
    state.add_model(ModelState("core", "House", [("id", models.AutoField(primary_key=True))]))
    to_house = models.ForeignKey("core.House", models.CASCADE)
    state.add_model(
        ModelState("core", "Room", [("id", models.AutoField(primary_key=True)), ("house", to_house)])
    )
    assert state.apps
    return state


def test_a_foreign_key_follows_the_key_it_names() -> None:
    state = two_models()
    with each_alone():
        state.alter_field("core", "house", "id", models.BigAutoField(primary_key=True), True)
    room = state.apps.get_model("core", "Room")
    assert isinstance(room._meta.get_field("house").target_field, models.BigAutoField)


def test_another_column_or_index_leaves_the_neighbours() -> None:
    state = two_models()
    before = state.apps.get_model("core", "Room")
    with each_alone():
        state.add_field("core", "house", "floors", models.IntegerField(default=1), True)
        state.add_index("core", "house", models.Index(fields=["floors"], name="by_floors"))
    assert state.is_delayed
    assert state.apps.get_model("core", "Room") is before
    house = state.apps.get_model("core", "House")
    assert [one.name for one in house._meta.indexes] == ["by_floors"]
    assert house._meta.get_field("floors").default == 1
    assert [one.related_model for one in house._meta.related_objects] == [before]
