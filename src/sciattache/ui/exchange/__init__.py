"""The exchange with headquarters, or with the offices: join, send, receive, decide."""
