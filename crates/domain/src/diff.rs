//! Changes between two versions of the account fields.

use serde::{Deserialize, Serialize};

/// Change of a single field, with both values formatted for display.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// Name of the field in request bodies, such as `name` or `contact.mobile`.
    pub field: String,
    /// Chinese label of the field in the form.
    pub label: String,
    /// Registered value; empty if there was none.
    pub old: String,
    /// Requested value; empty if the value is to be removed.
    pub new: String,
}

use crate::account::{AccountFields, DraftFields, Function};

/// Returns the changed fields, in the order of the form.
pub fn changes(old: &AccountFields, new: &AccountFields) -> Vec<FieldChange> {
    between(Some(&old.clone().into()), &new.clone().into())
}

/// Returns the changed fields, in the order of the form; without `old`, all fields that are not
/// empty.
pub fn between(old: Option<&DraftFields>, new: &DraftFields) -> Vec<FieldChange> {
    let new = readable(new);
    let old = old.map_or_else(
        || vec![String::new(); new.len()],
        |old| {
            readable(old)
                .into_iter()
                .map(|(_, _, value)| value)
                .collect()
        },
    );
    old.into_iter()
        .zip(new)
        .filter(|(old, (_, _, new))| old != new)
        .map(|(old, (field, label, new))| FieldChange {
            field: field.into(),
            label: label.into(),
            old,
            new,
        })
        .collect()
}

fn readable(fields: &DraftFields) -> Vec<(&'static str, &'static str, String)> {
    let DraftFields {
        kind,
        platform_name,
        name,
        owner,
        url,
        external_id,
        represents_government,
        functions,
        other_function,
        contact,
    } = fields;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let functions: Vec<_> = functions.iter().map(Function::label).collect();
    vec![
        ("kind", "账号类型", kind.label().into()),
        ("platform_name", "平台名称", text(platform_name)),
        ("url", kind.info().link_label, text(url)),
        ("external_id", kind.info().id_label, text(external_id)),
        ("name", "名称", text(name)),
        ("owner", "开设主体", text(owner)),
        (
            "represents_government",
            "代表政府",
            represents_government.map(yes_no).unwrap_or_default().into(),
        ),
        ("functions", "功能", functions.join("、")),
        ("other_function", "其他功能", text(other_function)),
        ("contact.name", "联系人姓名", text(&contact.name)),
        ("contact.position", "联系人职务", text(&contact.position)),
        (
            "contact.mobile",
            "联系人手机",
            contact
                .mobile
                .as_ref()
                .map(|m| m.as_str().to_owned())
                .unwrap_or_default(),
        ),
        (
            "contact.landline",
            "联系人座机",
            contact
                .landline
                .as_ref()
                .map(|l| l.as_str().to_owned())
                .unwrap_or_default(),
        ),
    ]
}

/// Returns 是 for true and 否 for false.
pub const fn yes_no(value: bool) -> &'static str {
    if value { "是" } else { "否" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Function;
    use crate::form;
    use crate::kind::AccountKind;
    use crate::wire::AccountIn;

    #[test]
    fn without_an_old_form_everything_entered_is_listed() {
        let input = AccountIn {
            name: "平安北京".into(),
            represents_government: Some(false),
            ..AccountIn::empty(AccountKind::Weibo)
        };
        let entered = between(None, &form::draft(&input).unwrap());
        let fields: Vec<_> = entered.iter().map(|c| c.field.as_str()).collect();
        assert_eq!(fields, ["kind", "name", "represents_government"]);
        assert!(entered.iter().all(|c| c.old.is_empty()));
    }

    #[test]
    fn only_what_differs_is_listed_and_in_words() {
        let input = AccountIn {
            name: "平安北京服务".into(),
            owner: "北京市公安局".into(),
            url: "https://weibo.com/u/1".into(),
            represents_government: Some(false),
            functions: vec![Function::Publish],
            ..AccountIn::empty(AccountKind::Weibo)
        };
        let old = form::fields(&input).unwrap();
        let new = form::fields(&AccountIn {
            name: "平安北京办事大厅".into(),
            functions: vec![Function::Service, Function::Publish],
            ..input
        })
        .unwrap();
        assert!(changes(&old, &old).is_empty());
        let changed: Vec<_> = changes(&old, &new)
            .into_iter()
            .map(|c| (c.field, c.old, c.new))
            .collect();
        assert_eq!(
            changed,
            [
                (
                    "name".into(),
                    "平安北京服务".into(),
                    "平安北京办事大厅".into()
                ),
                (
                    "functions".into(),
                    "信息发布".into(),
                    "信息发布、办事服务".into()
                ),
            ] as [(String, String, String); 2]
        );
    }
}
