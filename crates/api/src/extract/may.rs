//! Permissions in the signatures of handlers.

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
    /// Permissions of which the caller needs one. The scope is part of each query.
    const ANY_OF: &'static [Permission];
}

/// Permissions that handlers require.
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
        /// To resubmit or abandon rejected applications.
        HandleRejected: ApplyForChange | ApplyForRestore;
        /// To review applications of any kind.
        Review: ReviewAdd | ReviewChange | ReviewRestore;
        /// To see reporting units.
        SeeReportingUnits: SeeReportingUnits;
        /// To see possible duplicates of different units.
        CompareUnits: CompareUnits;
        /// To set the working calendar and the review limit.
        ManageCalendar: ManageCalendar;
        /// Any role, with a complete profile.
        TakePart: OwnCredentials;
    }
}

/// A caller with a permission. Other callers get 401 or 403 before the handler runs.
pub(crate) struct May<N> {
    /// Session of the caller.
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
