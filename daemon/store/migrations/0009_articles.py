"""What newsletters hold to read. Frozen: the models as they were then."""

# mypy: ignore-errors
from peewee import AutoField, ForeignKeyField, IntegerField, Model, TextField


class Row(Model):
    class Meta:
        legacy_table_names = False


class OwnerRow(Row):
    id = AutoField()

    class Meta:
        table_name = "owner"


class MessageRow(Row):
    id = AutoField()

    class Meta:
        table_name = "message"


class NewsletterRow(Row):
    message = ForeignKeyField(MessageRow, on_delete="CASCADE", primary_key=True)
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    version = IntegerField()

    class Meta:
        table_name = "newsletter"


class ArticleRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    message = ForeignKeyField(MessageRow, on_delete="CASCADE")
    link = TextField()
    title = TextField()
    teaser = TextField(default="")

    class Meta:
        table_name = "article"


def up(migrator, db):
    with db.bind_ctx((OwnerRow, MessageRow, NewsletterRow, ArticleRow)):
        db.create_tables((NewsletterRow, ArticleRow))
