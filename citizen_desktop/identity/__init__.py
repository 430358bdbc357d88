"""Saudi formats: calendars, and later identity numbers and addresses."""
