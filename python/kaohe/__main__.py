"""`python -m kaohe` is the command `kaohe`."""

from kaohe.cli import main

main()
