"""What the gateway's database role may do with the catalogue."""

from imece.core.database.roles import give

give("imece_gateway", "select on catalogue_serviceversion")
