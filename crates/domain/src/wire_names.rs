//! Lists and names of enumerations, from the derives of `strum`.

/// Gives each enumeration `ALL`: every variant, in the order of declaration.
macro_rules! variants {
    ($($name:ident),+ $(,)?) => {$(
        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: [Self; <Self as strum::EnumCount>::COUNT] = {
                let variants = <Self as strum::VariantArray>::VARIANTS;
                match variants.first_chunk() {
                    Some(all) => *all,
                    None => [variants[0]; <Self as strum::EnumCount>::COUNT],
                }
            };
        }
    )+};
}

/// Gives each enumeration `ALL`, and its names in JSON, URLs and the database: snake_case, or as
/// `#[strum(serialize = "…")]` says.
macro_rules! wire_names {
    ($($name:ident),+ $(,)?) => {
        variants!($($name),+);
        $(
            impl $name {
                /// Returns the name in JSON, URLs and the database.
                pub fn as_str(self) -> &'static str {
                    self.into()
                }

                /// Returns the variant with this name.
                pub fn from_wire(name: &str) -> Option<Self> {
                    name.parse().ok()
                }
            }
        )+
    };
}
