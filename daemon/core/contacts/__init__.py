"""Reading address books: vCard, the CSV of Google Contacts and of LinkedIn."""
