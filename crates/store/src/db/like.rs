//! Texts that contain a term.

use sea_orm::DbBackend;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr, SimpleExpr};

/// Whether a column contains a term; Latin letters are found in either case.
pub(crate) fn contains(backend: DbBackend, column: Expr, term: &str) -> SimpleExpr {
    match backend {
        DbBackend::Postgres => Func::lower(column).like(pattern(&term.to_lowercase())),
        // Its LIKE does not tell cases apart.
        _ => column.like(pattern(term)),
    }
}

/// A pattern that finds the term anywhere and takes `%` and `_` in it literally.
fn pattern(term: &str) -> LikeExpr {
    let mut pattern = String::with_capacity(term.len() + 4);
    pattern.push('%');
    for c in term.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}
