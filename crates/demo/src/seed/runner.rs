//! Plays one move after the other through the use cases.

use nmrs_app::accounts as use_cases;
use nmrs_app::reviews;
use nmrs_app::{App, AppError};
use nmrs_domain::account::Function;
use nmrs_domain::calendar::day_in_china;
use nmrs_domain::form::Verdict;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Turn;
use nmrs_domain::wire::{
    AccountIn, CloseIn, ContactIn, DecisionIn, DeletionIn, RestoreIn, ResubmitIn,
};
use nmrs_store::Store;
use nmrs_store::accounts::{self, Account};

use super::accounts::{ACCOUNTS, Plan};
use super::at;
use super::scenarios::{Act, Move, Story};
use super::users::Cast;
use crate::links;

/// Who signs for a unit or an office; the account's place in the list decides.
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

/// The accounts as far as they have come.
pub(super) struct Play<'a> {
    store: &'a Store,
    app: &'a App,
    cast: &'a Cast,
    ids: Vec<Option<AccountId>>,
}

impl<'a> Play<'a> {
    pub(super) fn new(store: &'a Store, app: &'a App, cast: &'a Cast) -> Self {
        Self {
            store,
            app,
            cast,
            ids: vec![None; ACCOUNTS.len()],
        }
    }

    pub(super) async fn act(&mut self, act: Act) -> Result<(), AppError> {
        let Act {
            at: moment,
            account: n,
            what,
            last,
        } = act;
        let app = &at(self.app, moment);
        let plan = ACCOUNTS[n];
        let unit = self.cast.unit(plan.unit)?;
        let Some(id) = self.ids[n] else {
            let input = AccountIn {
                submit: what == Move::Submit,
                ..input(n, &plan)
            };
            let created = use_cases::create(app, unit, &input, None).await?;
            self.ids[n] = Some(AccountId(created.answer.id));
            return Ok(());
        };
        let account = accounts::find(self.store, unit.scope(), id)
            .await?
            .ok_or_else(|| AppError::Internal(format!("demo account {n} is gone")))?;
        match what {
            // An account is stored once; then there is an id.
            Move::Store | Move::Submit => {
                use_cases::submit(app, unit, id, account.version, None).await?;
            }
            Move::Approve => self.decide(app, n, &account, Verdict::Approve).await?,
            Move::Reject => self.decide(app, n, &account, Verdict::Reject).await?,
            Move::Resubmit => {
                let version = Some(account.version);
                // Corrected: somebody else is named as the contact.
                let contact = input(n + 1, &ACCOUNTS[n]).contact;
                let input = AccountIn {
                    submit: true,
                    version,
                    contact,
                    ..input(n, &plan)
                };
                let input = ResubmitIn::Account(Box::new(input));
                use_cases::resubmit(app, unit, id, &input, None).await?;
            }
            Move::Abandon => {
                use_cases::abandon(app, unit, id, account.version, None).await?;
            }
            Move::Modify => self.modify(app, n, &account, last).await?,
            Move::Close | Move::Restore | Move::Delete => {
                self.change(app, n, &account, what).await?;
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
        let office = match account.state().turn {
            Some(Turn::OrgUnit(office)) => self.cast.office(office)?,
            _ => self.cast.central()?,
        };
        let review = account
            .step
            .application
            .ok_or_else(|| AppError::Internal(format!("demo account {n} waits for nothing")))?;
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

    /// Asks for another contact and functions; where it is not decided yet, for a name as well.
    async fn modify(
        &self,
        app: &App,
        n: usize,
        account: &Account,
        wanted: bool,
    ) -> Result<(), AppError> {
        let plan = ACCOUNTS[n];
        let unit = self.cast.unit(plan.unit)?;
        let (contact, position, mobile, landline) = PEOPLE[(n + 1) % PEOPLE.len()];
        let new = AccountIn {
            name: if wanted {
                format!("{}官方发布", plan.name)
            } else {
                plan.name.to_owned()
            },
            contact: contact_in(contact, position, mobile, landline),
            functions: vec![Function::Publish, Function::Service, Function::Interact],
            version: Some(account.version),
            ..input(n, &plan)
        };
        use_cases::modify(app, unit, account.id, &new, None).await?;
        Ok(())
    }

    /// Applications and deletions that only need a form.
    async fn change(
        &self,
        app: &App,
        n: usize,
        account: &Account,
        what: Move,
    ) -> Result<(), AppError> {
        let (name, _, mobile, _) = PEOPLE[n % PEOPLE.len()];
        let (id, version) = (account.id, account.version);
        match what {
            Move::Restore => {
                let office = self.cast.office(account.chain.top())?;
                let input = RestoreIn {
                    applicant_name: name.to_owned(),
                    applicant_phone: mobile.to_owned(),
                    reason: "机构职能调整已完成，账号将恢复日常更新。".to_owned(),
                    version,
                };
                use_cases::restore(app, office, id, &input, None).await?;
            }
            Move::Delete => {
                let input = DeletionIn {
                    letter_number: "国办秘函〔2026〕18号".to_owned(),
                    reason: "与另一单位重复报送。".to_owned(),
                    version,
                };
                use_cases::delete(app, self.cast.central()?, id, &input, None).await?;
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
                use_cases::close(app, self.cast.unit(ACCOUNTS[n].unit)?, id, &input, None).await?;
            }
        }
        Ok(())
    }
}

/// The form as the unit fills it in.
fn input(n: usize, plan: &Plan) -> AccountIn {
    let Plan {
        unit,
        kind,
        name,
        owner,
        platform_name,
        by_hand,
        government,
        story,
        created,
        since: _,
    } = *plan;
    let (url, external_id) = match by_hand {
        Some((url, id)) => (url.to_owned(), Some(id.to_owned())),
        None => links::form(kind, 7_000 + n as u64),
    };
    let (contact, position, mobile, landline) = PEOPLE[n % PEOPLE.len()];
    let functions: &[Function] = match n % 4 {
        0 => &[Function::Publish],
        1 => &[Function::Publish, Function::Interact],
        2 => &[Function::Service],
        _ => &[Function::Publish, Function::Service, Function::Other],
    };
    // A draft of today is not complete yet.
    let complete = story != Story::Draft || created > 0;
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
