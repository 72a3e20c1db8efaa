use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use nmrs_domain::values::ids::SessionId;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::AppError;

/// Signs and verifies access tokens: JWT with HS256, valid for minutes.
#[derive(Clone)]
pub struct AccessTokenSigner {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl std::fmt::Debug for AccessTokenSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessTokenSigner")
    }
}

const ISSUER: &str = "nmrs";

/// The content of a token: only the session. User and permissions are read from the database at
/// each call.
#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    sid: i64,
    iat: i64,
    exp: i64,
}

impl AccessTokenSigner {
    pub(crate) fn new(secret: &[u8]) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["exp", "iss"]);
        // `verify` compares the end with the clock that it is given.
        validation.validate_exp = false;
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            validation,
        }
    }

    pub(crate) fn sign(
        &self,
        session: SessionId,
        now: OffsetDateTime,
        lifetime: Duration,
    ) -> Result<String, AppError> {
        let claims = Claims {
            iss: ISSUER.into(),
            sid: session.0,
            iat: now.unix_timestamp(),
            exp: (now + lifetime).unix_timestamp(),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(|error| AppError::Internal(error.to_string()))
    }

    /// Returns the session of a genuine token that has not expired.
    pub(crate) fn verify(&self, token: &str, now: OffsetDateTime) -> Option<SessionId> {
        let data = jsonwebtoken::decode::<Claims>(token, &self.decoding, &self.validation).ok()?;
        (data.claims.exp > now.unix_timestamp()).then_some(SessionId(data.claims.sid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_token_is_valid_until_it_expires_and_only_with_its_secret() {
        let now = datetime!(2026-11-24 08:00 UTC);
        let signer = AccessTokenSigner::new(&[7; 32]);
        let token = signer
            .sign(SessionId(5), now, Duration::minutes(10))
            .unwrap();
        assert_eq!(signer.verify(&token, now), Some(SessionId(5)));
        assert_eq!(
            signer.verify(&token, now + Duration::minutes(9)),
            Some(SessionId(5))
        );
        assert_eq!(signer.verify(&token, now + Duration::minutes(10)), None);
        assert_eq!(AccessTokenSigner::new(&[8; 32]).verify(&token, now), None);
    }

    #[test]
    fn a_token_without_signature_is_refused() {
        // {"alg":"none"} . {"iss":"nmrs","sid":5,"iat":0,"exp":99999999999}
        let none =
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJubXJzIiwic2lkIjo1LCJpYXQiOjAsImV4cCI6OTk5OTk5OTk5OTl9.";
        let signer = AccessTokenSigner::new(&[7; 32]);
        assert_eq!(signer.verify(none, datetime!(2026-11-24 08:00 UTC)), None);
        assert_eq!(signer.verify("", datetime!(2026-11-24 08:00 UTC)), None);
    }
}
