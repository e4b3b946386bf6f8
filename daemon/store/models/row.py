"""What all tables share."""

from __future__ import annotations

from peewee import DatabaseProxy, Model

database = DatabaseProxy()


class Row(Model):
    """What all tables share. No database is bound: what is written and read is SQL."""

    class Meta:
        database = database
        legacy_table_names = False
