//! A plan as a script that runs as it stands, in the client of its database.

use std::fmt::Write as _;

use super::{Held, Plan, Stage, Step, Style};
use crate::base::DialectId;
use crate::dialect::alter_rules;

/// Steps that happen all or not at all.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Whether they stand in a transaction.
    pub is_transaction: bool,
    /// The steps.
    pub steps: Vec<&'a Step>,
}

impl Plan {
    /// Whether there is nothing to do and nothing that should be done.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.held.is_empty()
    }

    /// The script: statements in transactions as the database allows, and what is held back as comments.
    pub fn script(&self) -> String {
        format!("-- Made by erc for {}.\n{}", self.version.title(self.dialect), self.untitled())
    }

    /// The script without the line that says for what it was made.
    pub fn untitled(&self) -> String {
        let mut res = String::new();
        let settings = crate::dialect::history::online_settings(self.dialect);
        if self.style == Style::Online && !self.steps.is_empty() && !settings.is_empty() {
            res.push_str("\n-- Whoever waits makes others wait: rather give up and try again.\n");
            settings.iter().for_each(|it| res.push_str(&format!("{it}\n")));
        }
        match self.dialect {
            DialectId::Sqlite => self.in_one_transaction(&mut res),
            DialectId::Postgres | DialectId::Mysql | DialectId::Mariadb => self.in_groups(&mut res),
        }
        held(&self.held, &mut res);
        res
    }

    /// The steps in groups: each is one transaction where the database has such for its statements.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let is_transactional = alter_rules(self.dialect).is_transactional;
        let mut res: Vec<Group<'_>> = Vec::new();
        for step in &self.steps {
            let shares = is_transactional && !step.is_alone;
            match res.last_mut() {
                Some(group) if group.is_transaction && shares => group.steps.push(step),
                _ => res.push(Group { is_transaction: shares, steps: vec![step] }),
            }
        }
        res
    }

    fn in_groups(&self, res: &mut String) {
        for group in self.groups() {
            res.push_str(if group.is_transaction { "\nbegin;\n" } else { "" });
            group.steps.iter().for_each(|it| it.write(res));
            res.push_str(if group.is_transaction { "\ncommit;\n" } else { "" });
        }
    }

    /// Everything or nothing. Foreign keys are off before the transaction begins, since inside it nothing can turn
    /// them off and a table that is taken away would take the rows that refer to it along; they are checked before
    /// it ends.
    fn in_one_transaction(&self, res: &mut String) {
        if self.steps.is_empty() {
            return;
        }
        let takes_away = self.steps.iter().any(|it| it.sql.starts_with("drop table "));
        if takes_away {
            res.push_str("\npragma foreign_keys = off;\n");
        }
        res.push_str("\nbegin immediate;\n");
        let mut is_legacy = false;
        for step in &self.steps {
            if takes_away && !is_legacy && step.stage > Stage::Rename {
                res.push_str(
                    "\n-- A new name shall not be followed into other tables and views.\n",
                );
                res.push_str("pragma legacy_alter_table = on;\n");
                is_legacy = true;
            }
            step.write(res);
        }
        if is_legacy {
            res.push_str("\npragma legacy_alter_table = off;\n");
            res.push_str(CHECK_FOREIGN_KEYS);
        }
        res.push_str("\ncommit;\n");
        if takes_away {
            res.push_str("\npragma foreign_keys = on;\n");
        }
    }
}

/// Fails, and so ends the script before its commit, where a row refers to nothing.
const CHECK_FOREIGN_KEYS: &str = "
-- No row may refer to nothing.
create temp table _erc_check (n_broken integer check (n_broken = 0));
insert into _erc_check select count(*) from pragma_foreign_key_check;
drop table temp._erc_check;
";

impl Step {
    fn write(&self, res: &mut String) {
        res.push('\n');
        if let Some(note) = &self.note {
            let _ = writeln!(res, "-- {}", note.replace(['\n', '\r'], " "));
        }
        res.push_str(&self.sql);
    }
}

/// What was not done, as comments.
fn held(held: &[Held], res: &mut String) {
    if held.is_empty() {
        return;
    }
    res.push_str("\n-- Held back, since it would lose something:\n");
    for it in held {
        let name = it.name.replace(['\n', '\r'], " ");
        let _ = writeln!(
            res,
            "--\n-- {} {name} (allow it with `--allow {}`)",
            words(it),
            it.permission
        );
        for line in it.sql.lines() {
            let _ = writeln!(res, "--   {line}");
        }
    }
}

fn words(held: &Held) -> String {
    held.permission.name().replace('-', " ")
}
