use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use nmrs_domain::import::EXAMPLE_MARK;
use nmrs_domain::import::ImportColumn;

use super::texts::{DATA_SHEET, GUIDE_SHEET};
use super::*;

fn open(branch: Branch) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(write_template(branch).unwrap())).unwrap()
}

#[test]
fn a_template_has_its_titles_and_a_marked_example() {
    for branch in [Branch::Local, Branch::Ministry] {
        let mut workbook = open(branch);
        assert_eq!(workbook.sheet_names(), [DATA_SHEET, GUIDE_SHEET]);
        let sheet = workbook.worksheet_range(DATA_SHEET).unwrap();
        let text = |row, column| sheet.get_value((row, column)).map(ToString::to_string);
        assert_eq!(text(0, 0), Some(title(branch)));
        for (at, column) in (0..).zip(ImportColumn::ALL) {
            let mark = if column.is_required() { "*" } else { "" };
            let expected = format!("{mark}{}", column.title(branch));
            assert_eq!(text(2, at), Some(expected));
        }
        assert!(text(3, 0).unwrap().starts_with(EXAMPLE_MARK));
        assert_eq!(sheet.height(), 4);
        assert_eq!(sheet.width(), ImportColumn::ALL.len());
    }
}

#[test]
fn the_guide_describes_every_column_and_every_kind() {
    for branch in [Branch::Local, Branch::Ministry] {
        let sheet = open(branch).worksheet_range(GUIDE_SHEET).unwrap();
        let firsts: Vec<String> = sheet.rows().map(|row| row[0].to_string()).collect();
        for column in ImportColumn::ALL {
            assert!(firsts.iter().any(|first| first == column.title(branch)));
        }
        for kind in nmrs_domain::kind::KINDS {
            assert!(firsts.iter().any(|first| first == kind.label));
        }
        let formulas = sheet.rows().flatten().filter(|cell| {
            let text = cell.to_string();
            text.starts_with(['=', '+', '-', '@']) || !matches!(cell, Data::String(_) | Data::Empty)
        });
        assert_eq!(formulas.count(), 0);
    }
}

#[test]
fn the_branches_differ_and_the_bytes_never_change() {
    let local = write_template(Branch::Local).unwrap();
    assert_eq!(local, write_template(Branch::Local).unwrap());
    assert_ne!(local, write_template(Branch::Ministry).unwrap());
}

#[test]
fn the_link_of_the_example_is_valid() {
    use nmrs_domain::kind::KINDS;
    use nmrs_domain::link::Link;
    for branch in [Branch::Local, Branch::Ministry] {
        let kind = texts::example(ImportColumn::Kind, branch);
        let kind = KINDS.iter().find(|k| k.label == kind).unwrap().kind;
        let url = texts::example(ImportColumn::Url, branch);
        assert!(Link::parse(kind, &url, None, None).is_ok());
    }
}
