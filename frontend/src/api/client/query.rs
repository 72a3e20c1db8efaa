use serde::Serialize;
use serde_json::Value;

/// Returns the path with all parameters that are not empty.
pub fn path_with(path: &str, query: &impl Serialize) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    if let Ok(Value::Object(map)) = serde_json::to_value(query) {
        for (key, value) in map {
            match value {
                Value::Null => {}
                Value::String(text) if text.trim().is_empty() => {}
                Value::String(text) => {
                    pairs.append_pair(&key, text.trim());
                }
                other => {
                    pairs.append_pair(&key, &other.to_string());
                }
            }
        }
    }
    let pairs = pairs.finish();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{pairs}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::query::AccountQuery;

    #[test]
    fn empty_parameters_are_not_sent() {
        assert_eq!(
            path_with("/accounts", &AccountQuery::default()),
            "/accounts"
        );
        let query = AccountQuery {
            name: " 平安 ".into(),
            link: "a&b=c".into(),
            page: "2".into(),
            ..AccountQuery::default()
        };
        let path = path_with("/accounts", &query);
        assert!(path.contains("name=%E5%B9%B3%E5%AE%89"));
        assert!(path.contains("link=a%26b%3Dc"));
        assert!(path.contains("page=2"));
        assert!(!path.contains("status"));
    }
}
