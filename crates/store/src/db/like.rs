//! Substring search with `LIKE`.

use sea_orm::DbBackend;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr, SimpleExpr};

/// The condition that a column contains a term. ASCII letters match in either case.
pub(crate) fn contains(backend: DbBackend, column: Expr, term: &str) -> SimpleExpr {
    match backend {
        DbBackend::Postgres => Func::lower(column).like(pattern(&term.to_lowercase())),
        // LIKE ignores case on SQLite.
        _ => column.like(pattern(term)),
    }
}

/// Builds a pattern that finds the term anywhere; `%` and `_` in the term are escaped.
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
