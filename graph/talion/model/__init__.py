"""The values Talion speaks of: actors, incidents, reports, claims, dates, articles. No RDF here."""
