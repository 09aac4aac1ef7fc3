"""What is measured: speed and memory. Not part of the tests."""
