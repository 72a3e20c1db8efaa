use leptos::prelude::*;
use nmrs_domain::diff::FieldChange;

#[component]
pub(super) fn Changes(changes: Vec<FieldChange>) -> impl IntoView {
    if changes.is_empty() {
        return None;
    }
    let count = changes.len();
    let rows = changes
        .into_iter()
        .map(
            |FieldChange {
                 label, old, new, ..
             }| {
                view! {
                    <tr>
                        <th scope="row" class="text-label font-normal align-top">{label}</th>
                        <td class="align-top wrap-anywhere">{old_value(old)}</td>
                        <td class="align-top wrap-anywhere">{new_value(new)}</td>
                    </tr>
                }
            },
        )
        .collect_view();
    Some(view! {
        <section class="mb-5" data-testid="review-changes">
            <h3 class="font-medium mb-2">
                "本次改动 "
                <span class="text-small font-normal text-muted num">{count} " 项"</span>
            </h3>
            <div class="border border-base-300 rounded-box overflow-hidden">
                <table class="table table-sm table-fixed">
                    <thead>
                        <tr class="bg-base-200 text-small text-label">
                            <th scope="col" class="font-medium w-24 sm:w-28">"字段"</th>
                            <th scope="col" class="font-medium">"原来"</th>
                            <th scope="col" class="font-medium">"改为"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    })
}

fn old_value(old: String) -> AnyView {
    if old.is_empty() {
        view! { <span class="text-muted">"（空）"</span> }.into_any()
    } else {
        view! { <del class="decoration-error/60">{old}</del> }.into_any()
    }
}

fn new_value(new: String) -> AnyView {
    if new.is_empty() {
        view! { <ins class="no-underline bg-error/10 px-1 rounded">"（删去）"</ins> }.into_any()
    } else {
        view! { <ins class="no-underline bg-success/10 px-1 rounded box-decoration-clone">{new}</ins> }
            .into_any()
    }
}
