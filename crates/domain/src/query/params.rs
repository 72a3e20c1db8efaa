//! Query strings of lists: declared once, read from and written to a URL by one piece of code.

/// Query string of a list. Every parameter is a text; an empty one counts as absent.
pub trait QueryParams: Clone + Default + PartialEq + Send + Sync + 'static {
    /// Returns the parameters as they are, in the order of the declaration.
    fn params(&self) -> Vec<(&'static str, &str)>;

    /// Sets one parameter; unknown names are ignored.
    fn set_param(&mut self, name: &str, value: String);

    /// Returns the page number and the page size as they are.
    fn paging(&self) -> (&str, &str);

    /// Reads the parameters of this list from a URL; others are ignored.
    fn from_params(get: impl Fn(&str) -> Option<String>) -> Self {
        let mut query = Self::default();
        let names: Vec<_> = query.params().iter().map(|(name, _)| *name).collect();
        for name in names {
            if let Some(value) = get(name) {
                query.set_param(name, value.trim().to_owned());
            }
        }
        query
    }
}

/// Declares the query string of a list: a struct of texts with [`QueryParams`]. The parameters
/// `page` and `per_page` are added to the declared ones.
macro_rules! list_query {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(
            feature = "openapi",
            derive(utoipa::IntoParams, utoipa::ToSchema),
            into_params(parameter_in = Query)
        )]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($(#[$doc])* pub $field: String,)*
            /// Page number, from 1.
            pub page: String,
            /// Rows per page, 1 to 100 (default 20).
            pub per_page: String,
        }

        impl $crate::query::QueryParams for $name {
            fn params(&self) -> Vec<(&'static str, &str)> {
                vec![
                    $((stringify!($field), &self.$field),)*
                    ("page", &self.page),
                    ("per_page", &self.per_page),
                ]
            }

            fn set_param(&mut self, name: &str, value: String) {
                match name {
                    $(stringify!($field) => self.$field = value,)*
                    "page" => self.page = value,
                    "per_page" => self.per_page = value,
                    _ => {}
                }
            }

            fn paging(&self) -> (&str, &str) {
                (&self.page, &self.per_page)
            }
        }
    };
}

pub(crate) use list_query;
