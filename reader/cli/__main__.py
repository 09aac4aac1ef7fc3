"""`python -m reader.cli` is the command `duizhao`."""

import sys

from reader.cli import main

sys.exit(main())
