"""Tables that people upload (.xlsx, .csv, .xml): refused when dangerous, read row by row, every error named.

    checked = check_rows(read_rows(file, PERSONNEL), PERSONNEL)

The order matters: `read_rows` measures the file before any library opens it.
"""
