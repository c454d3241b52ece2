"""iCalendar files as plain values: `read.read` brings events in, `write.write` sends them out."""
