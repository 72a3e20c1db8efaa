//! Macros that list the variants of enums and convert variants to names, based on `strum`.

/// Adds the constant `ALL` to each enum: every variant, in the order of declaration.
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

/// Adds `ALL`, `as_str` and `from_wire` to each enum. The names are in snake_case unless
/// `#[strum(serialize = "…")]` sets another.
macro_rules! wire_names {
    ($($name:ident),+ $(,)?) => {
        variants!($($name),+);
        $(
            impl $name {
                /// Returns the name in JSON, URLs and the database.
                pub fn as_str(self) -> &'static str {
                    self.into()
                }

                /// Returns the variant with this name, or `None`.
                pub fn from_wire(name: &str) -> Option<Self> {
                    name.parse().ok()
                }
            }
        )+
    };
}
