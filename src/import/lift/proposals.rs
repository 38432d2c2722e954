//! Proposed references, as lines and as comments of the entities that would have them.

use super::entities;
use super::expressions::quoted;
use super::write::Context;
use crate::base::{Name, is_plain_name};
use crate::import::infer::Proposal;
use crate::schema::{NativeType, Table};

/// `foreign key (customer_id) references Customer (id)`; nothing where the model has no such entity.
pub(super) fn line(proposal: &Proposal, cx: &Context<'_>) -> Option<String> {
    let table = cx.schema.table(&proposal.table)?;
    let target = cx.schema.table(&proposal.target)?;
    let known = entities::known(table, cx);
    let own = |column: &Name| {
        let found = known.iter().find(|it| it.column == *column);
        found.map(|it| shown(&it.attribute))
    };
    let own: Vec<String> = proposal.columns.iter().map(own).collect::<Option<_>>()?;
    let targets = cx.target_names(target, &proposal.target_columns)?;
    let targets: Vec<String> = targets.iter().map(|it| shown(it.trim_matches('`'))).collect();
    let path = cx.path(&proposal.target, &proposal.table).replace('`', "");
    Some(format!("foreign key ({}) references {path} ({})", own.join(", "), targets.join(", ")))
}

/// A name with backticks only where it needs them.
fn shown(name: &str) -> String {
    if is_plain_name(name) { name.to_owned() } else { quoted(name) }
}

/// `// proposed, 95 %: foreign key …` for each proposal about a table.
pub(super) fn comments(table: &Table<NativeType>, cx: &Context<'_>) -> Vec<String> {
    let own = cx.plan.proposals.iter().filter(|it| it.table == table.name);
    let comment = |it: &Proposal| {
        let reason: String = it.reason.chars().filter(|it| !it.is_control()).collect();
        Some(format!("// proposed, {} %: {}: {reason}", it.confidence, line(it, cx)?))
    };
    own.filter_map(comment).collect()
}
