"""Files that are made to harm: each gives its line, in time, in little memory, and touches nothing outside."""
