//! Generates accounts with their history, action by action through the rules, so that every log is
//! one that the register could have.

use std::collections::HashMap;

use nmrs_domain::account::{Contact, DraftFields, Function, Functions};
use nmrs_domain::actor::{Actor, Level, Party};
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::{OrgUnitId, UserId};
use nmrs_domain::values::phone::{Landline, Mobile};
use nmrs_domain::workflow::{AccountState, Action, PendingWith};
use nmrs_store::accounts::RegisteredFields;
use nmrs_store::bulk::{BulkAccount, BulkLoadError, BulkLoader};
use nmrs_store::org_units::OrgTree;
use rand::Rng;
use time::OffsetDateTime;

use super::distribution::Sample;
use super::log::Log;
use super::names;
use super::timeline::timeline;
use super::units::Unit;
use crate::{links, people};

#[derive(Debug)]
pub(super) struct AccountGenerator {
    now: OffsetDateTime,
    offices: HashMap<OrgUnitId, Office>,
    central: OrgUnitId,
    accounts: u64,
    events: u64,
}

#[derive(Debug, Clone)]
struct Office {
    code: String,
    name: String,
    level: Level,
}

impl AccountGenerator {
    pub(super) fn new(tree: &OrgTree, now: OffsetDateTime) -> Self {
        let mut offices = HashMap::new();
        let mut at: Vec<_> = tree.central().into_iter().collect();
        let central = at.first().map_or(OrgUnitId(0), |office| office.id);
        while let Some(office) = at.pop() {
            at.extend(tree.children(office.id));
            let signed = Office {
                code: office.code.clone(),
                name: office.name.clone(),
                level: office.level,
            };
            offices.insert(office.id, signed);
        }
        Self {
            now,
            offices,
            central,
            accounts: 0,
            events: 0,
        }
    }

    /// Returns the number of events so far.
    pub(super) fn events(&self) -> u64 {
        self.events
    }

    /// Generates the next account.
    pub(super) fn account(
        &mut self,
        loader: &mut BulkLoader,
        unit: &Unit,
        sample: Sample,
        rng: &mut impl Rng,
    ) -> Result<BulkAccount, BulkLoadError> {
        let Sample {
            kind,
            status,
            created,
        } = sample;
        let platform_name = kind.info().needs_platform_name.then(|| {
            people::pick(
                &["微信", "支付宝", "百度", "今日头条", "喜马拉雅", "哔哩哔哩"],
                rng,
            )
        });
        let link = links::parsed_link(kind, self.accounts, platform_name)
            .map_err(BulkLoadError::refused)?;
        self.accounts += 1;
        // Five events per account on average: a surplus is taken from the next accounts.
        let target = (5 * self.accounts).saturating_sub(self.events);

        let draft = status == Status::Draft;
        let registered = RegisteredFields {
            fields: DraftFields {
                kind,
                platform_name: platform_name.map(str::to_owned),
                name: Some(names::account(&unit.place, unit.category, kind, rng)),
                owner: Some(unit.row.name.clone()),
                url: Some(link.url),
                external_id: link.external_id.filter(|_| !draft || link.by_hand),
                represents_government: Some(unit.category.speaks_for_government()),
                functions: functions(rng),
                other_function: None,
                contact: contact(rng),
            },
            external_id_by_hand: link.by_hand,
            identity: Some(link.identity).filter(|_| !draft),
        };
        let state = AccountState {
            status: Status::Draft,
            unit: unit.row.id,
            chain: unit.row.chain.clone(),
            pending_with: None,
            restored: false,
            has_identifier: false,
        };
        let mut log = Log::new(state, registered);
        let levels = unit.row.chain.units().len();
        let actions = timeline(status, levels, target, created, self.now, rng);
        // True if a modification of the account is not approved.
        let pending = status != Status::Normal;
        for (action, at) in actions {
            let actor = self.actor(loader, unit, &log, action);
            let identifier = || loader.identifier(&unit.row, kind.platform_code());
            log.step(&actor, action, at, pending, identifier, rng)?;
        }
        self.events += log.len();
        let pending_with = log.state.pending_with.map(|pending| match pending {
            PendingWith::OrgUnit(office) => office,
            PendingWith::Central => self.central,
        });
        Ok(log.finish(pending_with, created))
    }

    /// Returns the actor of an action: the unit, the reviewing office, or the level-1 or central office.
    fn actor(&self, loader: &BulkLoader, unit: &Unit, log: &Log, action: Action) -> Actor {
        let top = unit.row.chain.top();
        let office = match action {
            Action::Approve | Action::Reject => match log.state.pending_with {
                Some(PendingWith::OrgUnit(office)) => Some(office),
                _ => Some(self.central),
            },
            Action::Restore => Some(top),
            Action::Abandon | Action::Resubmit if log.state.status == Status::RestoreRejected => {
                Some(top)
            }
            Action::Delete => Some(self.central),
            _ => None,
        };
        let known = office.and_then(|id| Some((id, self.offices.get(&id)?)));
        match known {
            Some((id, Office { code, name, level })) => Actor {
                user: loader.org_user(id).unwrap_or(UserId(0)),
                party: Party::Organizing {
                    org_unit: id,
                    level: *level,
                },
                code: code.clone(),
                name: name.clone(),
            },
            None => Actor {
                user: unit.row.user,
                party: Party::Reporting {
                    unit: unit.row.id,
                    org_unit: unit.row.chain.direct(),
                },
                code: unit.row.code.as_str().to_owned(),
                name: unit.row.name.clone(),
            },
        }
    }
}

fn functions(rng: &mut impl Rng) -> Functions {
    let mut functions = vec![Function::Publish];
    if rng.random_ratio(1, 3) {
        functions.push(Function::Service);
    }
    if rng.random_ratio(1, 3) {
        functions.push(Function::Interact);
    }
    functions.into_iter().collect()
}

fn contact(rng: &mut impl Rng) -> Contact {
    if rng.random_ratio(1, 4) {
        return Contact::default();
    }
    Contact {
        name: Some(people::name(rng)),
        position: Some(people::position(rng).to_owned()),
        mobile: Mobile::parse(&people::mobile(rng)).ok(),
        landline: Landline::parse(&people::landline(rng))
            .ok()
            .filter(|_| rng.random_ratio(1, 2)),
    }
}
