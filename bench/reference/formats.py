"""Makes the small files under test/formats and what other programs read in them (expected.json).

Needs pandas, openpyxl, XlsxWriter and pspp (Debian: python3-pandas python3-openpyxl python3-xlsxwriter pspp).
Run from the project root: python3 bench/reference/formats.py && npx biome check --write test/formats
"""

import datetime
import json
import math
import pathlib
import subprocess
import tempfile

import openpyxl
import pandas
import xlsxwriter

here = pathlib.Path("test/formats")
here.mkdir(parents=True, exist_ok=True)
fixed = datetime.datetime(2024, 1, 1)


def records(frame):
    """Rows as lists, missing as None."""
    out = []
    for row in frame.itertuples(index=False):
        out.append([None if isinstance(v, float) and math.isnan(v) else v for v in row])
    return {"columns": [str(c) for c in frame.columns], "rows": out}


expected = {}

# text in the encodings that people's programs write
korean = "참가자,심박수,정서\nP01,61.5,기쁨\nP02,72.25,슬픔\nP03,,펲쾅 똠방각하\n"
western = "Größe;Prénom\n1,75;Zoë – «a» €\n1,8;Bjørn\n"
(here / "korean-cp949.csv").write_bytes(korean.encode("cp949"))
(here / "korean-utf8-bom.csv").write_bytes(korean.encode("utf-8-sig"))
(here / "korean-utf16le.csv").write_bytes(korean.replace(",", "\t").encode("utf-16"))
(here / "korean-utf16be-no-bom.csv").write_bytes(korean.encode("utf-16-be"))
(here / "western-1252.csv").write_bytes(western.encode("cp1252"))
(here / "japanese-shift-jis.csv").write_bytes("参加者,心拍\nP01,61\n".encode("shift_jis"))
expected["korean"] = records(pandas.read_csv(here / "korean-cp949.csv", encoding="cp949"))
expected["western"] = records(
    pandas.read_csv(here / "western-1252.csv", encoding="cp1252", sep=";", decimal=",")
)

# every kind of cell, by XlsxWriter; the header stands in row 3, a row is empty, sheets are hidden
book = xlsxwriter.Workbook(here / "types.xlsx")
book.set_properties({"created": fixed})
hidden = book.add_worksheet("lists")
hidden.write(0, 0, "not this")
hidden.hide()
sheet = book.add_worksheet("자료")
sheet.activate()
sheet.set_first_sheet()
date = book.add_format({"num_format": "yyyy-mm-dd"})
moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss.000"})
time = book.add_format({"num_format": "hh:mm"})
elapsed = book.add_format({"num_format": "[h]:mm:ss"})
currency = book.add_format({"num_format": '"d. "0.00 [$€-407];[Red]-0.00'})
names = ["id", "number", "text", "truth", "date", "moment", "time", "elapsed", "money", "formula", "mixed"]
for column, name in enumerate(names):
    sheet.write(2, column, f" {name} ")
for index in range(3):
    row = 3 + index + (index > 1)  # row 6 of the sheet stays empty
    sheet.write_string(row, 0, f"00{index + 1}")
    sheet.write_number(row, 1, [0.1, -2e-12, 1e21][index])
    sheet.write_string(row, 2, ["a & <b>", " 'quoted' ", "줄\n바꿈"][index])
    sheet.write_boolean(row, 3, index == 1)
    sheet.write_datetime(row, 4, datetime.datetime(2024, 2, 28 + index % 2), date)
    sheet.write_datetime(row, 5, datetime.datetime(2024, 2, 29, 23, 59, 59, 500000), moment)
    sheet.write_number(row, 6, 0.375 + index / 1440, time)
    sheet.write_number(row, 7, 1.0625, elapsed)
    sheet.write_number(row, 8, 12.5, currency)
    sheet.write_formula(row, 9, ["=1+1", "=1/0", '="x"'][index], None, [2, "#DIV/0!", "x"][index])
    if index == 1:
        sheet.write_rich_string(row, 10, "ri", book.add_format({"bold": True}), "ch")
    else:
        sheet.write_number(row, 10, 5)
second = book.add_worksheet("second")
second.write_row(0, 0, ["participant", "hr"])
second.write_row(1, 0, ["P01", 61.5])
book.close()

# strings within the sheet instead of shared ones, and the date system of old Macs
inline = xlsxwriter.Workbook(here / "inline-1904.xlsx", {"constant_memory": True, "date_1904": True})
inline.set_properties({"created": fixed})
sheet = inline.add_worksheet()
sheet.write_row(0, 0, ["id", "day"])
sheet.write(1, 0, "P01")
sheet.write_datetime(1, 1, datetime.datetime(2024, 2, 29), inline.add_format({"num_format": "d-mmm-yy"}))
inline.close()

# by openpyxl, through pandas
frame = pandas.DataFrame({"participant": ["P01", "P02", "P03"], "hr": [61.5, float("nan"), 1 / 3]})
frame.to_excel(here / "pandas.xlsx")
expected["pandas.xlsx"] = records(pandas.read_excel(here / "pandas.xlsx", index_col=0))

# SPSS files by PSPP
syntax = """
data list list /
  id (a8) 심박수평균 (f8.2) arousal (f8) big (f20.10) day (adate10) at (datetime23.2) note (a600) three (a300) c (a1).
begin data
{rows}
end data.
missing values arousal (9, 97 thru highest).
missing values c ('x').
value labels arousal 1 '낮음' 2 '높음' 9 'no answer' / c 'm' 'man' 'w' 'woman' / three 'abc' 'a long one'.
save outfile='{out}' /{how}.
"""
rows = [
    ["P01", "61.5", "1", "1e15", "02/29/2024", "29-FEB-2024 23:59:59.50", "가" * 150, "abc", "m"],
    ["P02", "72.25", "9", "-0.1", "01/01/1900", "01-JAN-1600 00:00:00", "tail" * 150, "z" * 300, "w"],
    ["P03", ".", "2", "3", ".", ".", "", "", "x"],
    ["P04", "-5", "98", "200", "12/31/1999", "31-DEC-1999 12:00:00", "short", "abc", "m"],
]


def pspp(text, encoding="UTF-8", locale=None):
    with tempfile.NamedTemporaryFile("wb", suffix=".sps") as file:
        if locale:
            text = f"set locale='{locale}'.\n" + text
        file.write(text.encode(encoding))
        file.flush()
        subprocess.run(
            ["pspp", f"--syntax-encoding={encoding}", "-o", "/dev/null", file.name], check=True
        )


def quoted(rows):
    return "\n".join(",".join(f"'{cell}'" for cell in row) for row in rows)


def undated(path):
    """The header's date and time, so that the same script gives the same bytes."""
    content = bytearray(path.read_bytes())
    content[92:101] = b"01 Jan 24"
    content[101:109] = b"00:00:00"
    path.write_bytes(content)


for how in ["uncompressed", "compressed", "zcompressed"]:
    out = here / f"{how}.sav"
    pspp(syntax.format(rows=quoted(rows), out=out, how=how))
    undated(out)
small = """
data list list / 이름 (a12) 점수 (f8).
begin data
'김하늘','1'
'이바다','2'
end data.
value labels 점수 1 '낮음' 2 '높음'.
save outfile='{out}'.
"""
pspp(small.format(out=here / "korean-cp949.sav"), "CP949", "CP949")
undated(here / "korean-cp949.sav")
western_syntax = """
data list list / name (a12) größe (f8).
begin data
'Zoë €','1'
end data.
value labels größe 1 'groß'.
save outfile='{out}'.
"""
pspp(western_syntax.format(out=here / "western-1252.sav"), "CP1252", "windows-1252")
undated(here / "western-1252.sav")

# the longest file of figures: what pandas makes of text and of nothing
mixed = 'a,b,c,d\n1,x,1e5,\n,"y ""z""",-.5,NA\n3,"two\nlines",+7.,#N/A\n\n4,,Inf,null\n'
(here / "mixed.csv").write_bytes(mixed.encode())
frame = pandas.read_csv(here / "mixed.csv")
expected["mixed.csv"] = records(frame.replace(float("inf"), "Infinity").astype(object))

# the whole of CP949 as Python decodes it: how many pairs of bytes, and a checksum over pairs and code points
count = checksum = 0
for lead in range(0x81, 0xFF):
    for trail in range(0x41, 0xFF):
        try:
            code = ord(bytes([lead, trail]).decode("cp949"))
        except UnicodeDecodeError:
            continue
        count += 1
        checksum = (checksum * 31 + (lead * 256 + trail) * code) % 2147483647
expected["cp949"] = {"pairs": count, "checksum": checksum}

# sums over real tables (beside the project, never copied): what pandas reads in each column
shared = pathlib.Path("../shared/data/affect/oxazepam")
if shared.exists():
    expected["oxazepam"] = {
        path.name: {
            "rows": len(frame),
            "columns": [
                [
                    name,
                    int(column.isna().sum()),
                    float(column.sum()) if pandas.api.types.is_float_dtype(column)
                    or pandas.api.types.is_integer_dtype(column) else None,
                ]
                for name, column in frame.items()
            ],
        }
        for path in sorted(shared.glob("*.csv"))
        for frame in [pandas.read_csv(path)]
    }

(here / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")
