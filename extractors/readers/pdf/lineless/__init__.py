"""Text that no lines enclose → tables: its pieces, blocks of them, rows, columns, and the rows that a label covers."""
