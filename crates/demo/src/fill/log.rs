//! Log of a generated account: collects the records of its transitions.

use nmrs_domain::actor::Actor;
use nmrs_domain::calendar::day_in_china;
use nmrs_domain::diff::FieldChange;
use nmrs_domain::event::EventDetails;
use nmrs_domain::status::Verdict;
use nmrs_domain::status::{ApplicationKind, ApplicationState};
use nmrs_domain::values::identifiers::Identifier;
use nmrs_domain::values::ids::OrgUnitId;
use nmrs_domain::values::phone::Phone;
use nmrs_domain::wire::AccountIn;
use nmrs_domain::workflow::Decision;
use nmrs_domain::workflow::{self, AccountState, Action, Effect, Record, RecordInput};
use nmrs_store::accounts::{RegisteredFields, Timestamps, WorkflowState};
use nmrs_store::bulk::{BulkAccount, BulkApplication, BulkEvent, BulkLoadError, BulkReview};
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

/// Account so far, with its applications and events.
#[derive(Debug)]
pub(super) struct Log {
    pub(super) state: AccountState,
    registered: RegisteredFields,
    identifier: Option<String>,
    version: i64,
    timestamps: Option<Timestamps>,
    applications: Vec<BulkApplication>,
    events: Vec<BulkEvent>,
}

impl Log {
    pub(super) fn new(state: AccountState, registered: RegisteredFields) -> Self {
        Self {
            state,
            registered,
            identifier: None,
            version: 1,
            timestamps: None,
            applications: Vec::new(),
            events: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> u64 {
        self.events.len() as u64
    }

    /// Takes an action; `identifier` is drawn with the final approval of an addition.
    ///
    /// # Errors
    /// [`BulkLoadError`] when the rules refuse the action or no identifier is left.
    pub(super) fn step(
        &mut self,
        actor: &Actor,
        action: Action,
        at: OffsetDateTime,
        last: bool,
        identifier: impl FnOnce() -> Result<Identifier, BulkLoadError>,
        rng: &mut impl Rng,
    ) -> Result<(), BulkLoadError> {
        let created = self.timestamps.map_or(at, |timestamps| timestamps.created);
        self.timestamps = Some(Timestamps {
            created,
            modified: at,
        });
        let transition =
            workflow::decide(&self.state, actor, action).map_err(BulkLoadError::refused)?;
        if self.events.is_empty() && transition.effect == Effect::Store {
            let record = workflow::record_draft(&self.state);
            self.events.push(BulkEvent::new(actor, record, at));
            return Ok(());
        }
        self.version += 1;
        if transition.effect == Effect::Register {
            self.identifier = Some(identifier()?.as_str().to_owned());
        }
        let decision = decision(action, rng)?;
        let input = RecordInput {
            details: self.details(action, at, last, rng),
            // Without the list of fields: a large register would be twice the size.
            fields: None,
            decision: decision.as_ref(),
            identifier: self.identifier.clone(),
        };
        let record = workflow::record(&self.state, actor, &transition, input)
            .map_err(BulkLoadError::refused)?;
        self.write(actor, record, last, at);
        Ok(())
    }

    /// Adds a record to applications and events.
    fn write(&mut self, actor: &Actor, record: Record, last: bool, at: OffsetDateTime) {
        if let Some(application) = self.applications.last_mut() {
            if let Some((org_unit, decision)) = record.review.clone() {
                application.reviews.push(BulkReview {
                    org_unit,
                    user: actor.user,
                    decision,
                    at,
                });
            }
            if let Some((_, state)) = record.application {
                application.state = state;
                application.closed_at = Some(at);
            }
        }
        if let Some(kind) = record.opened {
            let requested = (kind == ApplicationKind::Modify).then(|| self.requested(last));
            self.applications.push(BulkApplication {
                kind,
                state: ApplicationState::Open,
                form: record.details.clone(),
                requested,
                applied_at: at,
                applied_by: actor.user,
                closed_at: None,
                reviews: Vec::new(),
            });
        }
        self.state = record.state.clone();
        self.events.push(BulkEvent::new(actor, record, at));
    }

    /// Returns the account as it is now.
    pub(super) fn finish(
        self,
        pending_with: Option<OrgUnitId>,
        now: OffsetDateTime,
    ) -> BulkAccount {
        let timestamps = self.timestamps.unwrap_or(Timestamps {
            created: now,
            modified: now,
        });
        BulkAccount {
            registered: self.registered,
            workflow: WorkflowState {
                status: self.state.status,
                pending_with,
                since: timestamps.modified,
                application: None,
                restored: self.state.restored,
                identifier: self.identifier,
            },
            version: self.version,
            timestamps,
            applications: self.applications,
            events: self.events,
        }
    }

    /// Texts entered with an action that is not a decision.
    fn details(
        &self,
        action: Action,
        at: OffsetDateTime,
        last: bool,
        rng: &mut impl Rng,
    ) -> EventDetails {
        let mut details = EventDetails::default();
        match action {
            Action::Close | Action::Restore => {
                details.person = Some(people::name(rng));
                details.phone = Some(people::mobile(rng));
                let reason = if action == Action::Close {
                    details.cancelled_on = Some(day_in_china(at).to_string());
                    "已完成注销/下线"
                } else {
                    "账号已恢复更新，需继续用于信息发布。"
                };
                details.reason = Some(reason.into());
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

    /// Change of a modification: to a name that is still wanted, or that the account has since.
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

    /// Form of a modification.
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
}

/// Generated decision, for approvals and rejections.
fn decision(action: Action, rng: &mut impl Rng) -> Result<Option<Decision>, BulkLoadError> {
    let verdict = match action {
        Action::Approve => Verdict::Approve,
        Action::Reject => Verdict::Reject,
        _ => return Ok(None),
    };
    let reviewer_name = people::name(rng);
    let reviewer_phone = Phone::parse(&people::mobile(rng)).map_err(BulkLoadError::refused)?;
    let reason = (verdict == Verdict::Reject).then(|| people::pick(&REJECTIONS, rng).to_owned());
    Ok(Some(Decision {
        verdict,
        reason,
        reviewer_name,
        reviewer_phone,
    }))
}

/// Longer variant of a name.
fn longer(name: &str) -> String {
    format!("{}官方", name.chars().take(50).collect::<String>())
}
