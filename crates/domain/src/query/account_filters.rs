//! Filters of the work list: one declaration each.
//!
//! Each declaration generates the parameter of `GET /accounts`, the typed field of
//! [`AccountFilter`], its parser, the URL parameter of the page, the field in the filter form and
//! the chip. Only the condition in the database (`store/src/accounts/list`) is separate; the
//! compiler reports a missing one.

use time::OffsetDateTime;

use super::parse::{
    choice, day_after, day_start, flag, id, link_term, number, prefix, switch, term, wire_name,
};
use super::{MAX_WAITING, Paging, Sort, Tab, list_query};
use crate::account::Function;
use crate::error::FieldErrors;
use crate::kind::AccountKind;
use crate::status::Status;
use crate::values::identifiers::Identifier;
use crate::values::ids::{OrgUnitId, ReportingUnitId};

/// Control that enters a filter and determines the text of its chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterControl {
    /// Cascade of org units; the value is a key.
    OrgUnit,
    /// Key of a reporting unit, which only links set.
    ReportingUnit,
    /// Choice of [`AccountKind`].
    Kind,
    /// Choice of [`Status`].
    Status,
    /// Choice of [`Function`].
    Function,
    /// 是 or 否.
    YesNo,
    /// Text.
    Text,
    /// Text of letters and digits.
    Code,
    /// First day of a range; the next filter is its last day.
    DayFrom,
    /// Last day of a range.
    DayTo,
    /// Number of working days; the next filter is [`FilterControl::Overdue`].
    WorkingDays,
    /// 已超时 or nothing.
    Overdue,
}

/// Place of a filter on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterPlace {
    /// Filter bar.
    Bar,
    /// Behind 更多条件.
    More,
    /// No field: set by links from other pages, shown and removed as a chip.
    Link,
}

macro_rules! account_filters {
    ($(
        $(#[$doc:meta])*
        $variant:ident: $param:ident => $field:ident: $value:ty = $parse:expr,
        $label:literal, $control:ident, $place:ident;
    )+) => {
        list_query! {
            /// The query string of `GET /accounts`; empty values count as absent.
            AccountQuery {
                /// `submitted` (default), `drafts`, `to_review` or `rejected`.
                tab,
                $($(#[$doc])* $param,)+
                /// `-modified_at` (default), `modified_at`, `-created_at`, `created_at`; `step_since`
                /// (longest in the present step first) or `-step_since`. On the tab `submitted` the
                /// last two list only accounts that wait for a decision.
                sort,
            }
        }

        /// Filter of the work list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[derive(strum::EnumCount, strum::VariantArray)]
        pub enum Filter {
            $($(#[$doc])* $variant,)+
        }

        impl Filter {
            /// Returns the name of the parameter.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($param),)+ }
            }

            /// Returns the label that users read; both ends of a range have the same.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// Returns the label for screen readers, which tells the ends of a range apart.
            pub const fn aria_label(self) -> &'static str {
                match (self, self.control()) {
                    $((Self::$variant, FilterControl::DayFrom) => concat!($label, "从"),
                    (Self::$variant, FilterControl::DayTo) => concat!($label, "到"),
                    (Self::$variant, _) => $label,)+
                }
            }

            /// Returns the control that enters the value.
            pub const fn control(self) -> FilterControl {
                match self { $(Self::$variant => FilterControl::$control,)+ }
            }

            /// Returns the place on the page.
            pub const fn place(self) -> FilterPlace {
                match self { $(Self::$variant => FilterPlace::$place,)+ }
            }

            /// Returns the value in a query, without outer spaces.
            pub fn get(self, query: &AccountQuery) -> &str {
                match self { $(Self::$variant => query.$param.trim(),)+ }
            }

            /// Sets the value in a query.
            pub fn set(self, query: &mut AccountQuery, value: impl Into<String>) {
                match self { $(Self::$variant => query.$param = value.into(),)+ }
            }

            /// Returns true if a checked query has a value for the filter.
            pub fn is_set(self, filter: &AccountFilter) -> bool {
                match self { $(Self::$variant => filter.$field.is_some(),)+ }
            }
        }

        variants!(Filter);

        /// Checked query of the work list.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct AccountFilter {
            /// Tab.
            pub tab: Tab,
            $($(#[$doc])* pub $field: Option<$value>,)+
            /// Moment before which the wait began, from `waiting_min` and `overdue` by the calendar
            /// of working days; set by the use case, which has the calendar.
            pub waiting_since_before: Option<OffsetDateTime>,
            /// Order.
            pub sort: Sort,
            /// Page.
            pub paging: Paging,
        }

        impl AccountQuery {
            /// Checks the query.
            ///
            /// # Errors
            /// All parameters that cannot be read, with what is expected.
            pub fn parse(&self) -> Result<AccountFilter, FieldErrors> {
                let mut errors = FieldErrors::default();
                let e = &mut errors;
                let filter = AccountFilter {
                    tab: choice(e, "/tab", &self.tab, Tab::from_wire).unwrap_or_default(),
                    $($field: $parse(e, concat!("/", stringify!($param)), self.$param.trim()),)+
                    waiting_since_before: None,
                    sort: choice(e, "/sort", &self.sort, Sort::parse).unwrap_or_default(),
                    paging: Paging::parse(&self.page, &self.per_page, e),
                };
                errors.into_result().map(|()| filter)
            }
        }
    };
}

// Parameter => field: type = parser, label, control, place; in the order of the form.
account_filters! {
    /// Key of an org unit; accounts at it or below.
    Org: org => org: OrgUnitId = id(OrgUnitId),
        "组织单位", OrgUnit, Bar;
    /// Key of a reporting unit; its accounts alone.
    Unit: unit => unit: ReportingUnitId = id(ReportingUnitId),
        "填报单位", ReportingUnit, Link;
    /// Kind of account.
    Kind: kind => kind: AccountKind = wire_name(AccountKind::from_wire),
        "账号类型", Kind, Bar;
    /// Status.
    Status: status => status: Status = wire_name(|name| {
        Status::from_wire(name).filter(|status| *status != Status::Deleted)
    }),
        "状态", Status, Bar;
    /// Part of the name.
    Name: name => name: String = term("名称"),
        "名称", Text, Bar;
    /// Identifier, whole or its beginning.
    Identifier: identifier => identifier: String = prefix(Identifier::LENGTH),
        "标识码", Code, Bar;
    /// Platform ID or link, whole or a part.
    Link: link => link: String = link_term("账号 ID 或链接"),
        "账号 ID / URL", Text, Bar;
    /// A function the account has.
    Function: function => function: Function = wire_name(Function::from_wire),
        "功能", Function, More;
    /// `true` or `false`.
    RepresentsGovernment: represents_government => represents_government: bool = flag,
        "代表政府", YesNo, More;
    /// Waits for a decision since at least this number of working days, 1 to 1000.
    WaitingMin: waiting_min => waiting_min: u32 = number(MAX_WAITING),
        "等待审核", WorkingDays, More;
    /// `true`: waits for a decision longer than the review limit.
    Overdue: overdue => overdue: bool = switch,
        "等待审核", Overdue, More;
    /// First day of creation, `2026-11-01`, in China Standard Time.
    CreatedFrom: created_from => created_from: OffsetDateTime = day_start,
        "创建时间", DayFrom, More;
    /// Last day of creation, inclusive.
    CreatedTo: created_to => created_before: OffsetDateTime = day_after,
        "创建时间", DayTo, More;
    /// First day of the last change.
    ModifiedFrom: modified_from => modified_from: OffsetDateTime = day_start,
        "修改时间", DayFrom, More;
    /// Last day of the last change, inclusive.
    ModifiedTo: modified_to => modified_before: OffsetDateTime = day_after,
        "修改时间", DayTo, More;
}
