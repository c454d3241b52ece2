"""``python -m sciattache`` is the command ``sciattache``."""

from sciattache.cli import run

if __name__ == "__main__":
    run()
