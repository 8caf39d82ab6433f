"""Other editions of the tables: the report, one SQLite file, the tables without personal data, the documentation."""
