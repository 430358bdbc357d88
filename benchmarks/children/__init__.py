"""What the benchmarks start in processes of their own."""
