use nmrs_domain::account::{AccountFields, DraftFields};
use nmrs_store::accounts::RegisteredFields;

/// Converts complete fields into the stored form, with the identity from the link.
pub(crate) fn registered_from(fields: AccountFields) -> RegisteredFields {
    let external_id = fields.link.external_id.clone();
    let external_id_by_hand = fields.link.by_hand;
    let identity = Some(fields.link.identity.clone());
    RegisteredFields {
        fields: DraftFields {
            external_id,
            ..DraftFields::from(fields)
        },
        external_id_by_hand,
        identity,
    }
}

/// Converts the fields of a draft into the stored form. A draft holds no identity.
pub(crate) fn registered_draft(fields: DraftFields) -> RegisteredFields {
    RegisteredFields {
        external_id_by_hand: fields.external_id.is_some(),
        identity: None,
        fields,
    }
}
