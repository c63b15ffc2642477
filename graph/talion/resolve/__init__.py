"""Entity resolution: names to actors, and the reports of several articles to one incident."""
