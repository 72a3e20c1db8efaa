use nmrs_domain::account::Function;
use nmrs_domain::wire::{AccountIn, AccountOut, OrgUnitRef};

/// Org path, level 1 first: `北京市 / 海淀区`.
pub(crate) fn org_path_text(path: &[OrgUnitRef]) -> String {
    let names: Vec<_> = path.iter().map(|office| office.name.as_str()).collect();
    names.join(" / ")
}

/// Kind and platform: `小程序 · 微信`.
pub(crate) fn kind_text(account: &AccountOut) -> String {
    let label = account.kind.label();
    match account.platform_name.trim() {
        "" => label.to_owned(),
        platform => format!("{label} · {platform}"),
    }
}

/// The name; a draft may have none.
pub(crate) fn name_text(account: &AccountOut) -> String {
    match account.name.trim() {
        "" => "（未填写名称）".to_owned(),
        name => name.to_owned(),
    }
}

/// Functions, for the separator ` · `: `信息发布 · 其他：预约挂号`.
pub(crate) fn functions_text(account: &AccountOut, separator: &str) -> String {
    account
        .functions
        .iter()
        .map(
            |&function| match (function, account.other_function.trim()) {
                (Function::Other, other) if !other.is_empty() => format!("其他：{other}"),
                _ => function.label().to_owned(),
            },
        )
        .collect::<Vec<_>>()
        .join(separator)
}

/// Form filled with an account.
pub(crate) fn to_form(account: &AccountOut) -> AccountIn {
    AccountIn {
        kind: account.kind,
        platform_name: account.platform_name.clone(),
        name: account.name.clone(),
        owner: account.owner.clone(),
        url: account.url.clone(),
        external_id: if account.external_id_by_hand {
            account.external_id.clone().unwrap_or_default()
        } else {
            String::new()
        },
        represents_government: account.represents_government,
        functions: account.functions.clone(),
        other_function: account.other_function.clone(),
        contact: account.contact.clone(),
        submit: false,
        version: Some(account.version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::shared::test_account as account;
    use nmrs_domain::status::Status;

    #[test]
    fn platform_and_other_function_are_in_the_texts() {
        let account = account(Status::Normal, vec![]);
        assert_eq!(kind_text(&account), "小程序 · 微信");
        assert_eq!(functions_text(&account, " · "), "办事服务 · 其他：预约挂号");
    }
}
