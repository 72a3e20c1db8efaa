"""Makes a sheet with a library, from titles and rows in JSON on standard input.

Usage: make_sheet.py openpyxl|xlsxwriter|pandas out.xlsx
"""

import json
import sys

library, target = sys.argv[1:]
given = json.load(sys.stdin)
titles, rows = given["titles"], given["rows"]

if library == "openpyxl":
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["新媒体账号"])
    sheet.merge_cells("A1:D1")
    sheet.append(titles)
    for row in rows:
        sheet.append(row)
        sheet.append([])
    sheet.auto_filter.ref = "A2:D2"
    sheet.freeze_panes = "A3"
    book.create_sheet("说明")["A1"] = "此表无内容"
    book.save(target)
elif library == "xlsxwriter":
    import xlsxwriter

    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("账号")
    sheet.write_row(0, 0, titles, book.add_format({"bold": True}))
    for number, row in enumerate(rows, 1):
        # Links become hyperlinks, as this library does unless it is told otherwise.
        sheet.write_row(number, 0, row)
    book.close()
else:
    import pandas

    pandas.DataFrame(rows, columns=titles).to_excel(target, index=False)
