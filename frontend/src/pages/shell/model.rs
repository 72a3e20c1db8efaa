use nmrs_domain::actor::Role;
use nmrs_domain::permission::Permission;

use crate::ui::IconName;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MenuItem {
    pub href: &'static str,
    pub label: &'static str,
    pub icon: IconName,
    /// True if the entry shows the number of waiting accounts.
    pub counts: bool,
    permission: Permission,
}

const MENU: [MenuItem; 4] = [
    MenuItem {
        href: "/accounts",
        label: "新媒体账号信息",
        icon: IconName::List,
        counts: true,
        permission: Permission::SeeAccounts,
    },
    MenuItem {
        href: "/duplicates",
        label: "重复账号排查",
        icon: IconName::Search,
        counts: false,
        permission: Permission::CompareUnits,
    },
    MenuItem {
        href: "/reporting-units",
        label: "填报单位用户管理",
        icon: IconName::Office,
        counts: false,
        permission: Permission::SeeReportingUnits,
    },
    MenuItem {
        href: "/calendar",
        label: "工作日历与时限",
        icon: IconName::Calendar,
        counts: false,
        permission: Permission::ManageCalendar,
    },
];

pub fn menu(role: Role) -> Vec<MenuItem> {
    MENU.into_iter()
        .filter(|item| item.permission.granted(role))
        .collect()
}

pub fn is_below(href: &str, path: &str) -> bool {
    path.strip_prefix(href)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `99+` from 100 on; `None` for 0.
pub fn badge(count: u64) -> Option<String> {
    match count {
        0 => None,
        1..=99 => Some(count.to_string()),
        _ => Some("99+".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reporting_unit_has_no_menu_of_units() {
        let labels = |role| menu(role).iter().map(|item| item.label).collect::<Vec<_>>();
        assert_eq!(labels(Role::Reporting), ["新媒体账号信息"]);
        for role in [Role::Level3, Role::Level2] {
            assert_eq!(labels(role), ["新媒体账号信息", "填报单位用户管理"]);
        }
        let all = ["新媒体账号信息", "重复账号排查", "填报单位用户管理"];
        assert_eq!(labels(Role::Level1), all);
        assert_eq!(labels(Role::Central).last(), Some(&"工作日历与时限"));
    }

    #[test]
    fn pages_below_a_menu_entry_belong_to_it() {
        assert!(is_below("/accounts", "/accounts"));
        assert!(is_below("/accounts", "/accounts/7/edit"));
        assert!(!is_below("/accounts", "/accountsx"));
    }

    #[test]
    fn a_badge_is_shown_from_1_on() {
        assert_eq!(badge(0), None);
        assert_eq!(badge(99).as_deref(), Some("99"));
        assert_eq!(badge(100).as_deref(), Some("99+"));
    }
}
