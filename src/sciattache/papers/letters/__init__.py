"""Letters: written once, filled in for each who gets one."""
