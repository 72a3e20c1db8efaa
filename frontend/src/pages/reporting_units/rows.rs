use leptos::prelude::*;
use nmrs_domain::query::{AccountQuery, Filter};
use nmrs_domain::wire::ReportingUnitOut;

use super::selection::SelectBox;
use crate::app::clock;
use crate::lists::Paginated as _;
use crate::pages::shared::org_path_text;

#[component]
pub(super) fn Table(first: u64, units: Vec<ReportingUnitOut>) -> impl IntoView {
    let ids: Vec<_> = units.iter().map(|unit| unit.id).collect();
    let rows = (first..)
        .zip(units)
        .map(|(number, unit)| {
            let offices = org_path_text(&unit.org_path);
            let accounts = accounts_link(&unit, unit.account_count.to_string());
            view! {
                <tr>
                    <td><SelectBox ids=vec![unit.id] label=format!("选择：{}", unit.name) test_id=format!("select-{}", unit.id) /></td>
                    <td class="num text-muted">{number}</td>
                    <td class="num">{unit.code}</td>
                    <td class="!whitespace-normal">{unit.name}</td>
                    <td>{offices}</td>
                    <td class="num text-right">{accounts}</td>
                    <td class="num">{clock::minute(unit.created_at)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="overflow-x-auto max-md:hidden">
            <table class="table table-sm worklist">
                <thead>
                    <tr>
                        <th scope="col" class="w-px">
                            <SelectBox ids=ids label="选择本页".into() test_id="select-page".into() />
                        </th>
                        <th scope="col">"序号"</th>
                        <th scope="col">"单位唯一标识"</th>
                        <th scope="col">"填报单位全称"</th>
                        <th scope="col">"所属组织单位"</th>
                        <th scope="col" class="text-right">"账号数"</th>
                        <th scope="col">"创建时间"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
pub(super) fn Cards(units: Vec<ReportingUnitOut>) -> impl IntoView {
    let ids: Vec<_> = units.iter().map(|unit| unit.id).collect();
    let cards = units
        .into_iter()
        .map(|unit| {
            let offices = org_path_text(&unit.org_path);
            let accounts = accounts_link(&unit, format!("账号 {} 个", unit.account_count));
            view! {
                <li class="px-4 py-3 border-b border-base-300">
                    <div class="flex items-start gap-3">
                        <p class="font-medium grow min-w-0 wrap-anywhere">{unit.name.clone()}</p>
                        <SelectBox
                            ids=vec![unit.id]
                            label=format!("选择：{}", unit.name)
                            test_id=format!("pick-{}", unit.id)
                        />
                    </div>
                    <p class="text-small text-label"><span class="num">{unit.code}</span>" · "{offices}</p>
                    <p class="text-small text-label num flex justify-between">
                        <span>{clock::day_of(unit.created_at)}</span>
                        {accounts}
                    </p>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="md:hidden">
            <div class="px-4 py-2 border-b border-base-300 text-small text-label">
                <SelectBox ids=ids label="选择本页".into() test_id="pick-page".into() shown=true />
            </div>
            <ul>{cards}</ul>
        </div>
    }
}

/// Links to the work list with the accounts of one unit.
fn accounts_link(unit: &ReportingUnitOut, text: String) -> impl IntoView + use<> {
    let mut query = AccountQuery::default();
    Filter::Unit.set(&mut query, unit.id.to_string());
    view! {
        <a class="link link-hover" href=query.path("/accounts", &[]) title=format!("查看{}的账号", unit.name)>
            {text}
        </a>
    }
}
