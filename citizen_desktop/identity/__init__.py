"""Saudi formats: digits, identity numbers, mobile numbers, IBANs, national addresses, calendars."""
