"""What leaves the office for other programs: calendars, contacts, drafts of e-mails; and its log."""
