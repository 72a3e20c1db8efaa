//! Rows against the register, some hundred at a time.

use std::collections::{BTreeSet, HashMap};

use nmrs_domain::actor::Party;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::identifiers::PlatformCode;
use nmrs_domain::ids::{OrgUnitId, ReportingUnitId};
use nmrs_domain::import::{CheckedRow, ImportColumn, check, identity_hash};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::similarity::name_key;
use nmrs_domain::wire::WarningKind;
use nmrs_store::Executor;
use nmrs_store::accounts::{
    IdentityHolders, OtherAccount, identity_holders, namesakes_by_key, second_accounts,
};
use nmrs_store::imports::{CellIssue, Row};

use super::sheet::Sheet;
use crate::AppError;
use crate::accounts::{BY_HAND, before, same_name, second, taken_detail, told};
use crate::auth::Session;

/// Rows that are checked together.
pub(super) const AT_ONCE: usize = 500;

/// A row whose cells were checked.
pub(super) struct Uploaded {
    pub(super) number: u32,
    pub(super) cells: Vec<String>,
    pub(super) skipped: bool,
    pub(super) checked: CheckedRow,
}

impl Uploaded {
    /// Checks the cells of a row.
    pub(super) fn new(sheet: &Sheet, number: u32, cells: Vec<String>, skipped: bool) -> Self {
        let checked = check(&sheet.cells(&cells));
        Self {
            number,
            cells,
            skipped,
            checked,
        }
    }

    fn kind(&self) -> Option<AccountKind> {
        self.checked.input.as_ref().map(|input| input.kind)
    }

    fn name_key(&self) -> Option<String> {
        let input = self.checked.input.as_ref();
        input.and_then(|input| name_key(&input.name))
    }
}

/// What is asked of the register about the rows of a unit.
pub(super) struct Register<'a> {
    session: &'a Session,
    unit: ReportingUnitId,
    org_unit: OrgUnitId,
    /// Living accounts of the unit, by platform; asked for once a platform.
    seconds: HashMap<&'static str, Vec<CellIssue>>,
}

/// What the register knows about some rows.
#[derive(Default)]
pub(super) struct Answers {
    identities: HashMap<&'static str, HashMap<String, IdentityHolders>>,
    names: HashMap<String, OtherAccount>,
}

impl Answers {
    /// The living account that has the identity of a row.
    pub(super) fn holder(&self, row: &CheckedRow) -> Option<&OtherAccount> {
        self.known(row)?.holder.as_ref()
    }

    fn known(&self, row: &CheckedRow) -> Option<&IdentityHolders> {
        let platform = row.input.as_ref()?.kind.platform_code();
        self.identities
            .get(platform.as_str())?
            .get(row.identity.as_ref()?)
    }
}

impl<'a> Register<'a> {
    pub(super) fn new(session: &'a Session) -> Result<Self, AppError> {
        match session.actor.party {
            Party::Reporting { unit, org_unit } => Ok(Self {
                session,
                unit,
                org_unit,
                seconds: HashMap::new(),
            }),
            Party::Organizing { .. } => Err(AppError::refused(ErrorCode::Forbidden)),
        }
    }

    /// Who has the identities of these rows.
    pub(super) async fn identities(
        &self,
        db: &impl Executor,
        rows: &[Uploaded],
    ) -> Result<Answers, AppError> {
        let mut asked: HashMap<&'static str, (PlatformCode, BTreeSet<String>)> = HashMap::new();
        for row in rows {
            if let (Some(kind), Some(identity)) = (row.kind(), &row.checked.identity) {
                let platform = kind.platform_code();
                let entry = asked.entry(platform.as_str());
                let (_, identities) = entry.or_insert_with(|| (platform, BTreeSet::new()));
                identities.insert(identity.clone());
            }
        }
        let mut answers = Answers::default();
        for (code, (platform, identities)) in asked {
            let known = identity_holders(db, platform, &identities).await?;
            answers.identities.insert(code, known);
        }
        Ok(answers)
    }

    /// Adds to rows what the register says about them.
    pub(super) async fn check(
        &mut self,
        db: &impl Executor,
        rows: Vec<Uploaded>,
    ) -> Result<Vec<Row>, AppError> {
        let mut answers = self.identities(db, &rows).await?;
        let names = rows.iter().filter_map(Uploaded::name_key).collect();
        answers.names = namesakes_by_key(db, self.org_unit, self.unit, &names).await?;
        for kind in rows.iter().filter_map(Uploaded::kind) {
            self.ask_for_seconds(db, kind).await?;
        }
        Ok(rows
            .into_iter()
            .map(|row| self.row(&answers, row))
            .collect())
    }

    async fn ask_for_seconds(
        &mut self,
        db: &impl Executor,
        kind: AccountKind,
    ) -> Result<(), AppError> {
        let platform = kind.platform_code().as_str();
        if !self.seconds.contains_key(platform) {
            let others = second_accounts(db, self.unit, kind, None).await?;
            let remarks = others.iter().map(|other| CellIssue {
                column: ImportColumn::Kind,
                detail: second(other),
            });
            self.seconds.insert(platform, remarks.collect());
        }
        Ok(())
    }

    fn row(&self, answers: &Answers, row: Uploaded) -> Row {
        let name_key = row.name_key();
        let kind = row.kind();
        let Uploaded {
            number,
            cells,
            skipped,
            checked,
        } = row;
        let holder = answers.holder(&checked);
        let errors: Vec<CellIssue> = holder
            .map(|other| CellIssue {
                column: ImportColumn::Url,
                detail: taken_detail(self.session, other),
            })
            .into_iter()
            .collect();
        let mut warnings = Vec::new();
        // What is refused anyway needs no hints about its identity.
        if holder.is_none() {
            let platform = kind.map(|kind| kind.platform_code().as_str());
            let seconds = platform.and_then(|platform| self.seconds.get(platform));
            warnings.extend(seconds.into_iter().flatten().cloned());
            let former = answers.known(&checked).map(|known| &known.former);
            let former = former.map_or(&[][..], Vec::as_slice);
            warnings.extend(self.told(ImportColumn::Url, former, WarningKind::FormerIdentity));
            let namesake = name_key.and_then(|key| answers.names.get(&key));
            let namesake = namesake.map_or(&[][..], std::slice::from_ref);
            warnings.extend(self.told(ImportColumn::Name, namesake, WarningKind::SameName));
        }
        if checked
            .fields
            .as_ref()
            .is_some_and(|fields| fields.link.by_hand)
        {
            warnings.push(CellIssue {
                column: ImportColumn::ExternalId,
                detail: BY_HAND.into(),
            });
        }
        let carried = kind.zip(checked.identity.as_ref());
        Row {
            number,
            cells,
            has_error: !checked.problems.is_empty() || !errors.is_empty(),
            blocks_draft: checked.problems.iter().any(|problem| problem.blocks_draft),
            errors,
            warnings,
            skipped,
            platform: kind.map(|kind| kind.platform_code().as_str().to_owned()),
            identity_hash: carried
                .map(|(kind, identity)| identity_hash(kind.platform_code(), identity)),
        }
    }

    fn told(
        &self,
        column: ImportColumn,
        others: &[OtherAccount],
        kind: WarningKind,
    ) -> Vec<CellIssue> {
        let sentence = match kind {
            WarningKind::SameName => same_name,
            _ => before,
        };
        let warnings = told(self.session.scope(), others, kind, sentence);
        let remarks = warnings.into_iter().map(|warning| CellIssue {
            column,
            detail: warning.detail,
        });
        remarks.collect()
    }
}
