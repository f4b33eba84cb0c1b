"""`python -m bwise_publish` is `bwise-publish`."""

import sys

from bwise_publish.cli import main

sys.exit(main())
