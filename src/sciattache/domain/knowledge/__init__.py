"""What the office has learnt: success stories."""
