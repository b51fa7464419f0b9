"""`python -m xiezhi.journal.verifier …`"""

import sys

from xiezhi.journal.verifier.program import main

sys.exit(main(sys.argv[1:]))
