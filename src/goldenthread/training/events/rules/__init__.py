"""What is true of a programme on paper: lengths, what is missing, days to avoid, dates carried to another year."""
