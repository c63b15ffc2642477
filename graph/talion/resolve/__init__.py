"""Names to actors, and the accounts of several articles to one incident."""
