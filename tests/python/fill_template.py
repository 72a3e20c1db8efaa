"""Fills a template in, from rows in JSON on standard input: each maps titles to values.

Usage: fill_template.py template.xlsx out.xlsx
"""

import json
import sys

import openpyxl

source, target = sys.argv[1:]
book = openpyxl.load_workbook(source)
sheet = book.worksheets[0]
header = next(
    number
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
    if row[0] == "*账号名称"
)
columns = {
    str(cell.value).lstrip("*"): cell.column for cell in sheet[header] if cell.value
}
# Below the example, which may stay.
for number, row in enumerate(json.load(sys.stdin), header + 2):
    for title, value in row.items():
        sheet.cell(number, columns[title]).value = value
book.save(target)
