//! Step 3: checks parsed rows against the register.

use std::collections::{BTreeSet, HashMap};

use nmrs_domain::actor::Party;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::import::{CheckedRow, ImportColumn, check, identity_hash};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::search::similarity::name_key;
use nmrs_domain::values::identifiers::PlatformCode;
use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId};
use nmrs_domain::wire::WarningKind;
use nmrs_store::Executor;
use nmrs_store::accounts::{
    IdentityHolders, OtherAccount, identity_holders, namesakes_by_key, second_accounts,
};
use nmrs_store::imports::{CellIssue, Row};

use super::rows::SheetLayout;
use crate::AppError;
use crate::accounts::{
    IDENTITY_BY_HAND, former_identity_detail, same_name_detail, second_account_detail,
    taken_detail, warnings_within,
};
use crate::auth::Session;

/// Rows that are checked with the same queries.
pub(super) const CHUNK: usize = 500;

/// A row of a sheet with its checked cells.
pub(super) struct ParsedRow {
    pub(super) number: u32,
    pub(super) cells: Vec<String>,
    pub(super) skipped: bool,
    pub(super) checked: CheckedRow,
}

impl ParsedRow {
    pub(super) fn new(
        layout: &SheetLayout,
        number: u32,
        cells: Vec<String>,
        skipped: bool,
    ) -> Self {
        let checked = check(&layout.cells(&cells));
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

/// Checks rows of a unit against the register.
pub(super) struct RegisterChecker<'a> {
    session: &'a Session,
    unit: ReportingUnitId,
    org_unit: OrgUnitId,
    /// Warnings about the living accounts of the unit, by platform, queried once per platform.
    second_accounts: HashMap<&'static str, Vec<CellIssue>>,
}

/// Accounts of the register that concern some rows.
#[derive(Default)]
pub(super) struct Lookups {
    identities: HashMap<&'static str, HashMap<String, IdentityHolders>>,
    names: HashMap<String, OtherAccount>,
}

impl Lookups {
    /// Returns the living account with the identity of a row.
    pub(super) fn holder(&self, row: &CheckedRow) -> Option<&OtherAccount> {
        self.identity(row)?.holder.as_ref()
    }

    fn identity(&self, row: &CheckedRow) -> Option<&IdentityHolders> {
        let platform = row.input.as_ref()?.kind.platform_code();
        self.identities
            .get(platform.as_str())?
            .get(row.identity.as_ref()?)
    }
}

impl<'a> RegisterChecker<'a> {
    pub(super) fn new(session: &'a Session) -> Result<Self, AppError> {
        match session.actor.party {
            Party::Reporting { unit, org_unit } => Ok(Self {
                session,
                unit,
                org_unit,
                second_accounts: HashMap::new(),
            }),
            Party::Organizing { .. } => Err(AppError::refused(ErrorCode::Forbidden)),
        }
    }

    /// Looks up the accounts with the identities of the rows.
    pub(super) async fn look_up_identities(
        &self,
        db: &impl Executor,
        rows: &[ParsedRow],
    ) -> Result<Lookups, AppError> {
        let mut by_platform: HashMap<&'static str, (PlatformCode, BTreeSet<String>)> =
            HashMap::new();
        for row in rows {
            if let (Some(kind), Some(identity)) = (row.kind(), &row.checked.identity) {
                let platform = kind.platform_code();
                let entry = by_platform.entry(platform.as_str());
                let (_, identities) = entry.or_insert_with(|| (platform, BTreeSet::new()));
                identities.insert(identity.clone());
            }
        }
        let mut lookups = Lookups::default();
        for (code, (platform, identities)) in by_platform {
            let known = identity_holders(db, platform, &identities).await?;
            lookups.identities.insert(code, known);
        }
        Ok(lookups)
    }

    /// Adds the errors and warnings from the register to the rows.
    pub(super) async fn check(
        &mut self,
        db: &impl Executor,
        rows: Vec<ParsedRow>,
    ) -> Result<Vec<Row>, AppError> {
        let mut lookups = self.look_up_identities(db, &rows).await?;
        let names = rows.iter().filter_map(ParsedRow::name_key).collect();
        lookups.names = namesakes_by_key(db, self.org_unit, self.unit, &names).await?;
        for kind in rows.iter().filter_map(ParsedRow::kind) {
            self.load_second_accounts(db, kind).await?;
        }
        Ok(rows
            .into_iter()
            .map(|row| self.row(&lookups, row))
            .collect())
    }

    async fn load_second_accounts(
        &mut self,
        db: &impl Executor,
        kind: AccountKind,
    ) -> Result<(), AppError> {
        let platform = kind.platform_code().as_str();
        if !self.second_accounts.contains_key(platform) {
            let others = second_accounts(db, self.unit, kind, None).await?;
            let remarks = others.iter().map(|other| CellIssue {
                column: ImportColumn::Kind,
                detail: second_account_detail(other),
            });
            self.second_accounts.insert(platform, remarks.collect());
        }
        Ok(())
    }

    fn row(&self, lookups: &Lookups, row: ParsedRow) -> Row {
        let name_key = row.name_key();
        let kind = row.kind();
        let ParsedRow {
            number,
            cells,
            skipped,
            checked,
        } = row;
        let holder = lookups.holder(&checked);
        let errors: Vec<CellIssue> = holder
            .map(|other| CellIssue {
                column: ImportColumn::Url,
                detail: taken_detail(self.session, other),
            })
            .into_iter()
            .collect();
        let mut warnings = Vec::new();
        // A refused row needs no warnings about its identity.
        if holder.is_none() {
            let platform = kind.map(|kind| kind.platform_code().as_str());
            let second = platform.and_then(|platform| self.second_accounts.get(platform));
            warnings.extend(second.into_iter().flatten().cloned());
            let former = lookups.identity(&checked).map(|known| &known.former);
            let former = former.map_or(&[][..], Vec::as_slice);
            warnings.extend(self.remarks(ImportColumn::Url, former, WarningKind::FormerIdentity));
            let namesake = name_key.and_then(|key| lookups.names.get(&key));
            let namesake = namesake.map_or(&[][..], std::slice::from_ref);
            warnings.extend(self.remarks(ImportColumn::Name, namesake, WarningKind::SameName));
        }
        if checked
            .fields
            .as_ref()
            .is_some_and(|fields| fields.link.by_hand)
        {
            warnings.push(CellIssue {
                column: ImportColumn::ExternalId,
                detail: IDENTITY_BY_HAND.into(),
            });
        }
        let identity = kind.zip(checked.identity.as_ref());
        Row {
            number,
            cells,
            has_error: !checked.problems.is_empty() || !errors.is_empty(),
            blocks_draft: checked.problems.iter().any(|problem| problem.blocks_draft),
            errors,
            warnings,
            skipped,
            platform: kind.map(|kind| kind.platform_code().as_str().to_owned()),
            identity_hash: identity
                .map(|(kind, identity)| identity_hash(kind.platform_code(), identity)),
        }
    }

    fn remarks(
        &self,
        column: ImportColumn,
        others: &[OtherAccount],
        kind: WarningKind,
    ) -> Vec<CellIssue> {
        let detail = match kind {
            WarningKind::SameName => same_name_detail,
            _ => former_identity_detail,
        };
        let warnings = warnings_within(self.session.scope(), others, kind, detail);
        let remarks = warnings.into_iter().map(|warning| CellIssue {
            column,
            detail: warning.detail,
        });
        remarks.collect()
    }
}
