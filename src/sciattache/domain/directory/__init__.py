"""People, organisations and what we know of them."""
