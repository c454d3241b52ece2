"""Papers of fixed geometry, where each mark has its place: badges, place cards, labels."""
