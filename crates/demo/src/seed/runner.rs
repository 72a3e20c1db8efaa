//! Executes scheduled steps through the use cases.

use std::sync::Arc;

use nmrs_app::accounts as use_cases;
use nmrs_app::reviews;
use nmrs_app::{App, AppError, Clock};
use nmrs_domain::account::Function;
use nmrs_domain::calendar::day_in_china;
use nmrs_domain::status::Verdict;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{
    AccountIn, CloseIn, ContactIn, DecisionIn, DeletionIn, RestoreIn, ResubmitIn,
};
use nmrs_domain::workflow::PendingWith;
use nmrs_store::Store;
use nmrs_store::accounts::{self, Account};
use time::OffsetDateTime;

use super::accounts::{ACCOUNTS, DemoAccount};
use super::scenarios::{Scenario, Step};
use super::schedule::ScheduledStep;
use super::users::Users;
use crate::links;

/// Name, position, mobile and landline of the people who sign, chosen by the index of the account.
const PEOPLE: [(&str, &str, &str, &str); 6] = [
    ("王海燕", "宣传科科长", "13810021107", "010-62471130"),
    ("李志强", "办公室主任", "13930118826", "0311-86687013"),
    ("赵文博", "新媒体编辑", "15033219904", "010-85222118"),
    ("刘晓东", "综合科副科长", "18603510072", "0351-4166205"),
    ("陈思远", "四级主任科员", "13511096638", "010-55591024"),
    ("欧阳静", "信息中心主任", "17731187765", "0311-86047522"),
];

const REJECTIONS: [&str; 5] = [
    "账号名称与平台显示不一致，请核对认证名称后重新提交。",
    "链接指向的是转载文章，请换成本账号发布的文章链接。",
    "开设主体应填写单位全称，并与平台认证主体保持一致。",
    "该平台已有同类账号，请说明开设两个账号的必要性。",
    "未填写日常联系人，请补充联系人及电话。",
];

/// A clock that always returns the same moment.
#[derive(Debug)]
pub(super) struct FixedClock(pub(super) OffsetDateTime);

impl Clock for FixedClock {
    fn now(&self) -> OffsetDateTime {
        self.0
    }
}

pub(super) struct Runner<'a> {
    store: &'a Store,
    app: &'a App,
    users: &'a Users,
    ids: Vec<Option<AccountId>>,
}

impl<'a> Runner<'a> {
    pub(super) fn new(store: &'a Store, app: &'a App, users: &'a Users) -> Self {
        Self {
            store,
            app,
            users,
            ids: vec![None; ACCOUNTS.len()],
        }
    }

    pub(super) async fn run(&mut self, step: ScheduledStep) -> Result<(), AppError> {
        let ScheduledStep {
            at: moment,
            account: n,
            step,
            pending,
        } = step;
        let app = &self.app.at(Arc::new(FixedClock(moment)));
        let demo = ACCOUNTS[n];
        let unit = self.users.unit(demo.unit)?;
        let Some(id) = self.ids[n] else {
            let input = AccountIn {
                submit: step == Step::Submit,
                ..account_in(n, &demo)
            };
            let created = use_cases::create(app, unit, &input, None).await?;
            self.ids[n] = Some(AccountId(created.answer.id));
            return Ok(());
        };
        let account = accounts::find(self.store, unit.scope(), id)
            .await?
            .ok_or_else(|| AppError::Internal(format!("demo account {n} does not exist")))?;
        match step {
            // The account exists: only a stored draft is submitted.
            Step::Store | Step::Submit => {
                use_cases::submit(app, unit, id, account.version, None).await?;
            }
            Step::Approve => self.decide(app, n, &account, Verdict::Approve).await?,
            Step::Reject => self.decide(app, n, &account, Verdict::Reject).await?,
            Step::Resubmit => {
                let version = Some(account.version);
                // The correction is another contact.
                let contact = account_in(n + 1, &ACCOUNTS[n]).contact;
                let input = AccountIn {
                    submit: true,
                    version,
                    contact,
                    ..account_in(n, &demo)
                };
                let input = ResubmitIn::Account(Box::new(input));
                use_cases::resubmit(app, unit, id, &input, None).await?;
            }
            Step::Abandon => {
                use_cases::abandon(app, unit, id, account.version, None).await?;
            }
            Step::Modify => self.modify(app, n, &account, pending).await?,
            Step::Close | Step::Restore | Step::Delete => {
                self.apply_or_delete(app, n, &account, step).await?;
            }
        }
        Ok(())
    }

    async fn decide(
        &self,
        app: &App,
        n: usize,
        account: &Account,
        decision: Verdict,
    ) -> Result<(), AppError> {
        let office = match account.state().pending_with {
            Some(PendingWith::OrgUnit(office)) => self.users.office(office)?,
            _ => self.users.central()?,
        };
        let review = account
            .workflow
            .application
            .ok_or_else(|| AppError::Internal(format!("demo account {n} has no application")))?;
        let (name, _, _, phone) = PEOPLE[(n + office.actor.code.len()) % PEOPLE.len()];
        let reason = match decision {
            Verdict::Reject => REJECTIONS[n % REJECTIONS.len()],
            Verdict::Approve => "",
        };
        let input = DecisionIn {
            decision,
            reason: reason.to_owned(),
            reviewer_name: name.to_owned(),
            reviewer_phone: phone.to_owned(),
            version: account.version,
        };
        reviews::decide(app, office, review, &input, None).await?;
        Ok(())
    }

    /// Applies for another contact and functions; a pending application also for another name.
    async fn modify(
        &self,
        app: &App,
        n: usize,
        account: &Account,
        pending: bool,
    ) -> Result<(), AppError> {
        let demo = ACCOUNTS[n];
        let unit = self.users.unit(demo.unit)?;
        let (contact, position, mobile, landline) = PEOPLE[(n + 1) % PEOPLE.len()];
        let new = AccountIn {
            name: if pending {
                format!("{}官方发布", demo.name)
            } else {
                demo.name.to_owned()
            },
            contact: contact_in(contact, position, mobile, landline),
            functions: vec![Function::Publish, Function::Service, Function::Interact],
            version: Some(account.version),
            ..account_in(n, &demo)
        };
        use_cases::modify(app, unit, account.id, &new, None).await?;
        Ok(())
    }

    /// Executes closures, restorations and deletions.
    async fn apply_or_delete(
        &self,
        app: &App,
        n: usize,
        account: &Account,
        step: Step,
    ) -> Result<(), AppError> {
        let (name, _, mobile, _) = PEOPLE[n % PEOPLE.len()];
        let (id, version) = (account.id, account.version);
        match step {
            Step::Restore => {
                let office = self.users.office(account.chain.top())?;
                let input = RestoreIn {
                    applicant_name: name.to_owned(),
                    applicant_phone: mobile.to_owned(),
                    reason: "机构职能调整已完成，账号将恢复日常更新。".to_owned(),
                    version,
                };
                use_cases::restore(app, office, id, &input, None).await?;
            }
            Step::Delete => {
                let input = DeletionIn {
                    letter_number: "国办秘函〔2026〕18号".to_owned(),
                    reason: "与另一单位重复报送。".to_owned(),
                    version,
                };
                use_cases::delete(app, self.users.central()?, id, &input, None).await?;
            }
            _ => {
                let day = day_in_china(app.now())
                    .previous_day()
                    .unwrap_or(time::Date::MIN);
                let input = CloseIn {
                    applicant_name: name.to_owned(),
                    applicant_phone: mobile.to_owned(),
                    cancelled_on: day.to_string(),
                    details: "账号已在平台办理注销，此前内容已归档。".to_owned(),
                    version,
                };
                use_cases::close(app, self.users.unit(ACCOUNTS[n].unit)?, id, &input, None).await?;
            }
        }
        Ok(())
    }
}

/// Returns the form of the `n`-th account.
fn account_in(n: usize, demo: &DemoAccount) -> AccountIn {
    let DemoAccount {
        unit,
        kind,
        name,
        owner,
        platform_name,
        by_hand,
        government,
        scenario,
        created,
        since: _,
    } = *demo;
    let (url, external_id) = match by_hand {
        Some((url, id)) => (url.to_owned(), Some(id.to_owned())),
        None => links::entered_link(kind, 7_000 + n as u64),
    };
    let (contact, position, mobile, landline) = PEOPLE[n % PEOPLE.len()];
    let functions: &[Function] = match n % 4 {
        0 => &[Function::Publish],
        1 => &[Function::Publish, Function::Interact],
        2 => &[Function::Service],
        _ => &[Function::Publish, Function::Service, Function::Other],
    };
    // Drafts of today are incomplete.
    let complete = scenario != Scenario::Draft || created > 0;
    AccountIn {
        platform_name: platform_name.to_owned(),
        name: name.to_owned(),
        owner: if owner.is_empty() {
            unit.info().2
        } else {
            owner
        }
        .to_owned(),
        url: if complete { url } else { String::new() },
        external_id: external_id.unwrap_or_default(),
        represents_government: complete.then_some(government),
        functions: functions.to_vec(),
        other_function: if n % 4 == 3 {
            "在线预约与投诉受理".into()
        } else {
            String::new()
        },
        contact: contact_in(contact, position, mobile, landline),
        ..AccountIn::empty(kind)
    }
}

fn contact_in(name: &str, position: &str, mobile: &str, landline: &str) -> ContactIn {
    ContactIn {
        name: name.to_owned(),
        position: position.to_owned(),
        mobile: mobile.to_owned(),
        landline: landline.to_owned(),
    }
}
