"""The office itself: post, colleagues, markings, indicators."""
