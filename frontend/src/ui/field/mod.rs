//! Form fields: label, hint and error around a control.

mod choices;
mod date;
mod password_input;
mod select;
mod shell;
mod text_area;
mod text_binding;
mod text_input;

pub use choices::{CheckboxGroup, RadioGroup};
pub use date::DateField;
pub use password_input::PasswordInput;
pub use select::{Choice, Select};
pub(crate) use shell::unique_id;
pub use shell::{Field, FieldContext, FieldShell};
pub use text_area::TextArea;
pub use text_input::TextInput;
