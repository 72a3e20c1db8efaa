"""Prints the cells of every sheet of a workbook as JSON: {name: [[cell, …], …]}.

Usage: read_sheet.py file.xlsx
"""

import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
print(
    json.dumps(
        {
            sheet.title: [
                ["" if cell is None else str(cell) for cell in row]
                for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book.worksheets
        },
        ensure_ascii=False,
    )
)
