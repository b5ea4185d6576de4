"""The `kompas` command."""

import os

# Our matrices are small: the threads of a linear algebra library only get in each other's way. Before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
