"""Building packages on a disk that fails, and in processes that are killed."""
