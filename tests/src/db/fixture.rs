//! The units and users of each test database.

use std::time::{SystemTime, UNIX_EPOCH};

use argon2::password_hash::{PasswordHasher as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use sea_orm::DatabaseConnection;

use super::sql;

/// The password of all users.
pub const PASSWORD: &str = "Nmrs-demo-2026";

/// Codes of the org units that have a user: the central office, two provinces with offices down to
/// level 3, and ministries.
pub const OFFICES: [&str; 11] = [
    "GB0000", "110000", "110108", "110105", "130000", "130100", "130102", "130104", "bm2900",
    "bm2904", "bm6300",
];

/// Code, name, code of the org unit, true if the profile is complete.
type Unit = (&'static str, &'static str, &'static str, bool);

/// The reporting units; each has a user named after its code.
pub const UNITS: [Unit; 9] = [
    ("110000M001", "北京市公安局", "110000", true),
    ("110105M001", "朝阳区教育委员会", "110105", true),
    ("110108M044", "海淀区上庄镇人民政府", "110108", true),
    ("110108M045", "海淀区苏家坨镇人民政府", "110108", true),
    ("110108M046", "海淀区温泉镇人民政府", "110108", false),
    ("130100M024", "石家庄市体育局", "130100", true),
    ("130102M001", "长安区教育局", "130102", true),
    ("bm2904M001", "国家税务总局太原市税务局", "bm2904", true),
    ("bm6300M001", "国家航天局新闻宣传中心", "bm6300", true),
];

/// Inserts the units and users into a migrated database.
pub(super) async fn insert(db: &DatabaseConnection) {
    let now = now_ms();
    let hash = cheap_hash();
    for (code, name, office, complete) in UNITS {
        // The program stores the ancestors by level.
        let at_level = |level: u8| {
            format!(
                "(SELECT u.id FROM org_units u WHERE u.level = {level} AND u.id IN ( \
                 SELECT o.id FROM org_units o WHERE o.code = '{office}' UNION \
                 SELECT o.parent_id FROM org_units o WHERE o.code = '{office}' UNION \
                 SELECT p.parent_id FROM org_units o JOIN org_units p ON p.id = o.parent_id \
                 WHERE o.code = '{office}'))"
            )
        };
        sql::execute(
            db,
            &format!(
                "INSERT INTO reporting_units (code, name, org_unit_id, org1_id, org2_id, org3_id, \
                 profile_complete, created_at) SELECT '{code}', '{name}', id, {}, {}, {}, \
                 {complete}, {now} FROM org_units WHERE code = '{office}'",
                at_level(1),
                at_level(2),
                at_level(3)
            ),
        )
        .await;
        sql::execute(
            db,
            &format!(
                "INSERT INTO users (username, role, reporting_unit_id, password_hash, \
                 password_changed_at, created_at) SELECT code, 'reporting', id, '{hash}', {now}, \
                 {now} FROM reporting_units WHERE code = '{code}'"
            ),
        )
        .await;
        let number = code[7..].trim_start_matches('0');
        sql::execute(
            db,
            &format!(
                "UPDATE org_units SET last_unit_number = {number} \
                 WHERE code = '{office}' AND last_unit_number < {number}"
            ),
        )
        .await;
    }
    for office in OFFICES {
        sql::execute(
            db,
            &format!(
                "INSERT INTO users (username, role, org_unit_id, password_hash, \
                 password_changed_at, created_at) SELECT code, 'organizing', id, '{hash}', {now}, \
                 {now} FROM org_units WHERE code = '{office}'"
            ),
        )
        .await;
    }
}

/// Returns a hash of [`PASSWORD`] with the lowest cost, because each test signs in several times.
fn cheap_hash() -> String {
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("parameters");
    let salt = SaltString::encode_b64(b"sixteen bytes ok").expect("a salt");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(PASSWORD.as_bytes(), &salt)
        .expect("a hash")
        .to_string()
}

fn now_ms() -> u128 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock after 1970")
        .as_millis()
}
