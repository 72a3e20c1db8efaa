"""Makes a sheet of accounts that can be imported, as a script of a unit would.

Usage: make_import.py rows round out.xlsx

Accounts of another round are other accounts.
"""

import sys

import xlsxwriter

TITLES = [
    "账号名称",
    "开设主体",
    "账号类型",
    "平台名称",
    "是否代表政府",
    "信息发布",
    "办事服务",
    "互动交流",
    "其他功能",
    "链接",
    "平台 ID",
    "联系人姓名",
    "联系人职务",
    "联系人手机",
    "联系人座机",
]


def account(number):
    kind, url = [
        ("新浪微博", f"https://weibo.com/u/{number}"),
        ("今日头条", f"https://www.toutiao.com/c/user/{number}/"),
        ("百家号", f"https://baijiahao.baidu.com/u?app_id={number}"),
        ("移动客户端", f"https://app.example.gov.cn/download/{number}"),
    ][number % 4]
    return [
        f"政务服务第{number}号",
        "市人民政府办公室",
        kind,
        "",
        "是" if number % 3 == 0 else "否",
        "是",
        "是" if number % 2 == 0 else "否",
        "否",
        "",
        url,
        "",
        "张三",
        "科员",
        13800000000 + number % 100000,
        "010-35001121",
    ]


count, batch, target = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
book = xlsxwriter.Workbook(target, {"strings_to_urls": False})
sheet = book.add_worksheet("账号报送表")
sheet.write_row(0, 0, TITLES)
for row in range(count):
    sheet.write_row(row + 1, 0, account(9_100_000_000 + batch * count + row))
book.close()
