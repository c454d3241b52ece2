"""How fast the program is beside what it stands on; `./dev bench` measures it."""
