"""Where the frozen program starts."""

from multiprocessing import freeze_support

from sciattache.cli import run

freeze_support()  # a process that looks for a timetable starts here, too
run()
