//! The log of an account as it grows, with its applications and the decisions on them.

use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::calendar::day_in_china;
use nmrs_domain::diff::FieldChange;
use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::form::Verdict;
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::machine::{AccountState, Action, Effect, Refusal, decide};
use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_domain::wire::AccountIn;
use nmrs_store::accounts::{Moments, Registered, Step};
use nmrs_store::applications::State;
use nmrs_store::bulk::{BulkAccount, BulkApplication, BulkEvent, BulkReview};
use rand::Rng;
use time::OffsetDateTime;

use crate::people;

const REJECTIONS: [&str; 6] = [
    "账号名称与平台上显示的不一致，请核对后重新提交。",
    "链接打不开，请更换为近期发布的文章链接。",
    "开设主体应填写单位全称。",
    "该账号已长期未更新，请先说明运维安排。",
    "“是否代表本级政府”选择有误，部门账号请选“否”。",
    "联系人电话无人接听，请更新联系方式。",
];

/// What has happened so far.
#[derive(Debug)]
pub(super) struct Log {
    pub(super) state: AccountState,
    registered: Registered,
    identifier: Option<String>,
    version: i64,
    moments: Option<Moments>,
    applications: Vec<BulkApplication>,
    events: Vec<BulkEvent>,
}

impl Log {
    pub(super) fn new(state: AccountState, registered: Registered) -> Self {
        Self {
            state,
            registered,
            identifier: None,
            version: 1,
            moments: None,
            applications: Vec::new(),
            events: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> u64 {
        self.events.len() as u64
    }

    /// Takes a step. Answers whether an identifier has to be given with it.
    pub(super) fn step(
        &mut self,
        actor: &Actor,
        action: Action,
        at: OffsetDateTime,
        last: bool,
        rng: &mut impl Rng,
    ) -> Result<bool, Refusal> {
        let created = self.moments.map_or(at, |moments| moments.created);
        self.moments = Some(Moments {
            created,
            modified: at,
        });
        let transition = decide(&self.state, actor, action)?;
        if self.events.is_empty() && transition.effect == Effect::Store {
            let details = EventDetails::default();
            self.record(actor, EventKind::Drafted, None, Status::Draft, details, at);
            return Ok(false);
        }
        self.version += 1;
        let application = match transition.effect {
            Effect::Open(kind) => Some(kind),
            _ => transition.from.pending().or(transition.from.rejected()),
        };
        let details = self.details(application, action, at, last, rng);
        if let (Action::Approve | Action::Reject, Party::Organizing { org_unit, .. }) =
            (action, actor.party)
        {
            self.review(actor, org_unit, &details, at);
        }
        let again = action == Action::Resubmit;
        let kind = match transition.effect {
            Effect::Store => EventKind::Edited,
            Effect::Open(_) if again => EventKind::Resubmitted,
            Effect::Open(_) => EventKind::Applied,
            Effect::Advance => EventKind::Advanced,
            Effect::Register | Effect::ApplyChanges | Effect::Close | Effect::Restore => {
                EventKind::Approved
            }
            Effect::Reject => EventKind::Rejected,
            Effect::Abandon => EventKind::Abandoned,
            Effect::Remove if transition.from == Status::Draft => EventKind::Discarded,
            Effect::Remove => EventKind::Deleted,
        };
        match transition.effect {
            Effect::Open(kind) => {
                if again {
                    self.move_application(State::Resubmitted, at);
                }
                self.open(actor, kind, details.clone(), last, at);
            }
            Effect::Register | Effect::ApplyChanges | Effect::Close | Effect::Restore => {
                self.move_application(State::Approved, at);
            }
            Effect::Reject => self.move_application(State::Rejected, at),
            Effect::Abandon => self.move_application(State::Abandoned, at),
            Effect::Remove if application.is_some() => self.move_application(State::Removed, at),
            Effect::Store | Effect::Advance | Effect::Remove => {}
        }
        self.record(
            actor,
            kind,
            Some(transition.from),
            transition.to,
            details,
            at,
        );
        self.state = self.state.after(&transition);
        Ok(transition.effect == Effect::Register)
    }

    /// Writes the identifier that the last step gave.
    pub(super) fn identified(&mut self, identifier: &str) {
        self.identifier = Some(identifier.to_owned());
        if let Some(event) = self.events.last_mut() {
            event.details.identifier.clone_from(&self.identifier);
        }
    }

    /// The account as it stands now.
    pub(super) fn finish(self, turn: Option<OrgUnitId>, now: OffsetDateTime) -> BulkAccount {
        let moments = self.moments.unwrap_or(Moments {
            created: now,
            modified: now,
        });
        BulkAccount {
            registered: self.registered,
            step: Step {
                status: self.state.status,
                turn,
                since: moments.modified,
                application: None,
                restored: self.state.restored,
                identifier: self.identifier,
            },
            version: self.version,
            moments,
            applications: self.applications,
            events: self.events,
        }
    }

    fn record(
        &mut self,
        actor: &Actor,
        kind: EventKind,
        from: Option<Status>,
        to: Status,
        details: EventDetails,
        at: OffsetDateTime,
    ) {
        self.events.push(BulkEvent {
            actor_code: actor.code.clone(),
            actor_name: actor.name.clone(),
            kind,
            from,
            to,
            details,
            at,
        });
    }

    /// What was entered with a step.
    fn details(
        &self,
        application: Option<ApplicationKind>,
        action: Action,
        at: OffsetDateTime,
        last: bool,
        rng: &mut impl Rng,
    ) -> EventDetails {
        let mut details = EventDetails {
            application,
            ..EventDetails::default()
        };
        let verdict = match action {
            Action::Approve => Some(Verdict::Approve),
            Action::Reject => Some(Verdict::Reject),
            _ => None,
        };
        details.verdict = verdict;
        if verdict.is_some() || matches!(action, Action::Close | Action::Restore) {
            details.person = Some(people::name(rng));
            details.phone = Some(people::mobile(rng));
        }
        match action {
            Action::Reject => details.reason = Some(people::pick(&REJECTIONS, rng).to_owned()),
            Action::Close => {
                details.reason = Some("已完成注销/下线".into());
                details.cancelled_on = Some(day_in_china(at).to_string());
            }
            Action::Restore => {
                details.reason = Some("账号已恢复更新，需继续用于信息发布。".into());
            }
            Action::Delete => {
                details.reason = Some("重复报送。".into());
                details.letter_number = Some(format!(
                    "国办函〔{}〕{}号",
                    at.year(),
                    rng.random_range(1..200)
                ));
            }
            Action::Modify => details.changes = vec![self.change(last)],
            _ => {}
        }
        details
    }

    /// What a modification changes: a name that the account still wants, or has since.
    fn change(&self, wanted: bool) -> FieldChange {
        let now = self.registered.fields.name.clone().unwrap_or_default();
        let (old, new) = if wanted {
            (now.clone(), longer(&now))
        } else {
            (format!("{now}（试运行）"), now)
        };
        FieldChange {
            field: "name".into(),
            label: "名称".into(),
            old,
            new,
        }
    }

    fn open(
        &mut self,
        actor: &Actor,
        kind: ApplicationKind,
        form: EventDetails,
        wanted: bool,
        at: OffsetDateTime,
    ) {
        let requested = (kind == ApplicationKind::Modify).then(|| self.requested(wanted));
        self.applications.push(BulkApplication {
            kind,
            state: State::Open,
            form,
            requested,
            applied_at: at,
            applied_by: actor.user,
            closed_at: None,
            reviews: Vec::new(),
        });
    }

    /// The form of a modification.
    fn requested(&self, wanted: bool) -> AccountIn {
        let fields = &self.registered.fields;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let name = text(&fields.name);
        let by_hand = self.registered.external_id_by_hand;
        AccountIn {
            platform_name: text(&fields.platform_name),
            name: if wanted { longer(&name) } else { name },
            owner: text(&fields.owner),
            url: text(&fields.url),
            external_id: if by_hand {
                text(&fields.external_id)
            } else {
                String::new()
            },
            represents_government: fields.represents_government,
            functions: fields.functions.iter().collect(),
            submit: true,
            ..AccountIn::empty(fields.kind)
        }
    }

    fn review(
        &mut self,
        actor: &Actor,
        org_unit: OrgUnitId,
        details: &EventDetails,
        at: OffsetDateTime,
    ) {
        let (Some(application), Some(verdict)) = (self.applications.last_mut(), details.verdict)
        else {
            return;
        };
        application.reviews.push(BulkReview {
            org_unit,
            user: actor.user,
            verdict,
            reason: details.reason.clone().unwrap_or_default(),
            reviewer_name: details.person.clone().unwrap_or_default(),
            reviewer_phone: details.phone.clone().unwrap_or_default(),
            at,
        });
    }

    fn move_application(&mut self, to: State, at: OffsetDateTime) {
        if let Some(application) = self.applications.last_mut() {
            application.state = to;
            application.closed_at = Some(at);
        }
    }
}

/// A name that an account could want instead.
fn longer(name: &str) -> String {
    format!("{}官方", name.chars().take(50).collect::<String>())
}
