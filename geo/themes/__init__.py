"""What each theme's page says of its events: tables and counts, as plain values."""
