use nmrs_domain::wire::OrgUnitRef;

/// The org units above a unit, from level 1 down: 北京市 / 海淀区.
pub(super) fn offices(path: &[OrgUnitRef]) -> String {
    let names: Vec<_> = path.iter().map(|office| office.name.as_str()).collect();
    names.join(" / ")
}
