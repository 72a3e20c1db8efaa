//! Permission in the signature.

use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures::future::LocalBoxFuture;
use nmrs_app::auth::Session;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::permission::Permission;

use super::session::signed;
use crate::error::ApiError;

/// A row of the permission table, as a type.
pub(crate) trait Needs {
    /// Any one of these lets the caller in; how far it reaches is for the query to say.
    const ANY_OF: &'static [Permission];
}

/// What handlers ask for.
pub(crate) mod needs {
    use super::{Needs, Permission};

    macro_rules! needs {
        ($($(#[$doc:meta])* $name:ident: $($permission:ident)|+;)*) => {$(
            $(#[$doc])*
            pub(crate) struct $name;
            impl Needs for $name {
                const ANY_OF: &'static [Permission] = &[$(Permission::$permission),+];
            }
        )*};
    }

    needs! {
        /// To see accounts.
        SeeAccounts: SeeAccounts;
        /// To add, draft and submit accounts.
        ReportAccounts: ReportAccounts;
        /// To apply to modify or close accounts.
        ApplyForChange: ApplyForChange;
        /// To apply to restore closed accounts.
        ApplyForRestore: ApplyForRestore;
        /// To delete accounts that are not drafts.
        DeleteAccounts: DeleteAccounts;
        /// To hand in or give up what was rejected.
        HandleRejected: ApplyForChange | ApplyForRestore;
        /// To review anything at all.
        Review: ReviewAdd | ReviewChange | ReviewRestore;
        /// To see reporting units.
        SeeReportingUnits: SeeReportingUnits;
        /// To see accounts of different units that look alike.
        CompareUnits: CompareUnits;
        /// To say which days are worked on, and how long a decision may take.
        ManageCalendar: ManageCalendar;
        /// To be a user whose profile is complete, whatever the role.
        TakePart: OwnCredentials;
    }
}

/// A caller that has a permission. Others get 401 or 403 before the handler runs.
pub(crate) struct May<N> {
    /// Who calls.
    pub(crate) session: Session,
    needs: PhantomData<N>,
}

impl<N: Needs + 'static> FromRequest for May<N> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let session = signed(&request).await?;
            if !session.profile_complete {
                return Err(ApiError::new(ErrorCode::ProfileIncomplete));
            }
            let role = session.actor.role();
            if !N::ANY_OF.iter().any(|permission| permission.granted(role)) {
                return Err(ApiError::new(ErrorCode::Forbidden));
            }
            Ok(Self {
                session,
                needs: PhantomData,
            })
        })
    }
}
