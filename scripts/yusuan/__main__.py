"""``python -m yusuan``."""

import sys

from yusuan.cli import main

sys.exit(main())
