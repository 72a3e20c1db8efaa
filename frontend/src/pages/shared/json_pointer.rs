use serde::Serialize;

/// Returns true if two bodies have the same value at a JSON pointer.
pub(crate) fn same_at<T: Serialize>(a: &T, b: &T, pointer: &str) -> bool {
    match (serde_json::to_value(a), serde_json::to_value(b)) {
        (Ok(a), Ok(b)) => a.pointer(pointer) == b.pointer(pointer),
        _ => false,
    }
}
