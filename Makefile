# Thin aliases of ./dev, which has no other need than Python: make test is ./dev test.
commands := run test lint types screenshots papers bench lock package

.PHONY: help $(commands)

help:
	@./dev

$(commands):
	@./dev $@ $(words)
