"""What guests are asked about themselves: forms that go out, and taking them in again."""
