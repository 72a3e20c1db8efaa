"""Writes the rows of a CSV file with XlsxWriter and prints the seconds that writing took.

Usage: write_rows.py rows.csv out.xlsx
"""

import csv
import sys
import time

import xlsxwriter

source, target = sys.argv[1:]
with open(source, encoding="utf-8-sig", newline="") as file:
    rows = list(csv.reader(file))

begun = time.perf_counter()
book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_urls": False})
sheet = book.add_worksheet()
for number, row in enumerate(rows):
    for column, value in enumerate(row):
        sheet.write_string(number, column, value)
book.close()
print(time.perf_counter() - begun)
