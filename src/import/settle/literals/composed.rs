//! Arrays and ranges as PostgreSQL prints them: their items in the spelling of the type, quoted where they have to be.

use super::spelled;

/// `{ "a", b }` is `{a,b}`; nothing when the text is no array, or one that says where it starts.
pub(super) fn array(text: &str, item: &str) -> Option<String> {
    let mut reader = Reader { rest: text.trim() };
    let mut res = String::new();
    reader.array(item, &mut res)?;
    reader.rest.trim().is_empty().then_some(res)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn take(&mut self, mark: char) -> bool {
        let rest = self.rest.trim_start();
        let is_next = rest.starts_with(mark);
        self.rest = if is_next { &rest[mark.len_utf8()..] } else { rest };
        is_next
    }

    fn array(&mut self, item: &str, res: &mut String) -> Option<()> {
        if !self.take('{') {
            return None;
        }
        res.push('{');
        if !self.take('}') {
            loop {
                if self.rest.trim_start().starts_with('{') {
                    self.array(item, res)?;
                } else {
                    self.item(item, res)?;
                }
                if self.take('}') {
                    break;
                }
                if !self.take(',') {
                    return None;
                }
                res.push(',');
            }
        }
        res.push('}');
        Some(())
    }

    fn item(&mut self, ty: &str, res: &mut String) -> Option<()> {
        if self.take('"') {
            let text = self.quoted()?;
            res.push_str(&in_quotes(&spelled(&text, ty), is_told_in_quotes));
            return Some(());
        }
        let end = self.rest.find([',', '}', '{', '"', '\\'])?;
        let text = self.rest[..end].trim();
        if text.is_empty() || !self.rest[end..].starts_with([',', '}']) {
            return None;
        }
        self.rest = &self.rest[end..];
        match text.eq_ignore_ascii_case("null") {
            true => res.push_str("NULL"),
            false => res.push_str(&in_quotes(&spelled(text, ty), is_told_in_quotes)),
        }
        Some(())
    }

    /// What stands before the next `"`.
    fn quoted(&mut self) -> Option<String> {
        let mut res = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Some(res);
                }
                '\\' => res.push(chars.next()?.1),
                c => res.push(c),
            }
        }
        None
    }
}

fn is_told_in_quotes(text: &str) -> bool {
    text.is_empty()
        || text.eq_ignore_ascii_case("null")
        || text.contains(|c: char| {
            matches!(c, '{' | '}' | '"' | '\\' | ',') || c.is_ascii_whitespace()
        })
}

fn in_quotes(text: &str, has_to: fn(&str) -> bool) -> String {
    if !has_to(text) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `[1,5]` of whole numbers is `[1,6)`; nothing when the text is no range or its bounds have quotes of their own.
pub(super) fn range(text: &str, item: &str) -> Option<String> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("empty") {
        return Some("empty".to_owned());
    }
    if text.contains(['"', '\\']) {
        return None;
    }
    let open = text.chars().next().filter(|it| ['[', '('].contains(it))?;
    let close = text.chars().next_back().filter(|it| [']', ')'].contains(it))?;
    let (low, high) = text.get(1..text.len() - 1)?.split_once(',')?;
    let is_whole = ["integer", "bigint"].contains(&item);
    if item == "date" && (open == '(' || close == ']') {
        return None;
    }
    let bound = |text: &str, step: bool| -> Option<String> {
        match text.trim() {
            "" => Some(String::new()),
            own if is_whole => {
                own.parse::<i64>().ok()?.checked_add(i64::from(step)).map(|it| it.to_string())
            }
            own => Some(in_quotes(&spelled(own, item), is_told_in_quotes_of_range)),
        }
    };
    let low = bound(low, open == '(')?;
    let high = bound(high, close == ']')?;
    let open = if is_whole && !low.is_empty() { '[' } else { open };
    let close = if is_whole { ')' } else { close };
    let open = if low.is_empty() { '(' } else { open };
    let close = if high.is_empty() { ')' } else { close };
    Some(format!("{open}{low},{high}{close}"))
}

fn is_told_in_quotes_of_range(text: &str) -> bool {
    text.contains(|c: char| {
        matches!(c, '(' | ')' | '[' | ']' | '"' | '\\' | ',') || c.is_ascii_whitespace()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_as_their_type() {
        for (text, item, expected) in [
            ("{ 1, 02 }", "integer", "{1,2}"),
            ("{\"a\",b, \"c d\",null,\"\"}", "text", "{a,b,\"c d\",NULL,\"\"}"),
            ("{{1,2},{3,4}}", "integer", "{{1,2},{3,4}}"),
            ("{1.0}", "double precision", "{1}"),
            ("{\"a\\\"b\"}", "text", "{\"a\\\"b\"}"),
            ("{}", "text", "{}"),
        ] {
            assert_eq!(array(text, item).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "{", "{a", "{a,}", "[1:2]={1,2}", "{a}b"] {
            assert_eq!(array(text, "text"), None, "{text}");
        }
    }

    #[test]
    fn ranges_of_whole_numbers_leave_their_end_out() {
        for (text, item, expected) in [
            ("[1,5]", "integer", "[1,6)"),
            ("(1,)", "bigint", "[2,)"),
            ("[,]", "integer", "(,)"),
            ("[2020-01-01,)", "timestamp without time zone", "[\"2020-01-01 00:00:00\",)"),
            ("[1.50,2]", "numeric", "[1.50,2]"),
        ] {
            assert_eq!(range(text, item).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(range("[1,9223372036854775807]", "bigint"), None);
    }
}
