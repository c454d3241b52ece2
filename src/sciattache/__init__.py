"""SciAttaché: the desktop office of a science attaché."""

__version__ = "0.1.0"
