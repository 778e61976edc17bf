//! What a caller accepts (RFC 9110, section 12.5.1): a page for a person, or problem details.
//!
//! No crate that was looked at fits: `headers-accept` reads the first header alone, gives up at one
//! malformed member, takes a malformed weight for 1, and has the types of one version of `http`.

/// Whether the page comes before problem details.
///
/// Only a caller that names `text/html` is shown a page: programs send `*/*`, or nothing. What is
/// malformed names nothing, and the members beside it count.
pub(crate) fn prefers_html<'a>(accept: impl IntoIterator<Item = &'a str>) -> bool {
    let members = accept.into_iter().flat_map(|value| separated(value, ','));
    let ranges: Vec<_> = members.filter_map(Range::parse).collect();
    let html = weight(&ranges, |range| range.names("text", "html"));
    // A caller that accepts any JSON can read problem details.
    let json = ["problem+json", "json"].map(|subtype| {
        let matches = |range: &Range<'_>| range.matches("application", subtype);
        weight(&ranges, matches).unwrap_or(0)
    });
    html.is_some_and(|html| html > 0 && json.iter().all(|json| html >= *json))
}

/// The weight of the most specific of the ranges. Of equally specific ones the lowest counts.
fn weight(ranges: &[Range<'_>], matches: impl Fn(&Range<'_>) -> bool) -> Option<u16> {
    let matching = ranges.iter().filter(|range| matches(range));
    let first = matching.max_by_key(|range| (range.specificity(), u16::MAX - range.weight));
    first.map(|range| range.weight)
}

/// A media range with its weight in thousandths.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    /// Whether it says `charset=utf-8`.
    charset: bool,
    /// Whether it has a parameter that none of the answers has.
    special: bool,
    weight: u16,
}

impl<'a> Range<'a> {
    fn parse(member: &'a str) -> Option<Self> {
        let mut parts = separated(member, ';').map(trimmed);
        let (kind, subtype) = parts.next()?.split_once('/')?;
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let mut range = Self {
            kind,
            subtype,
            charset: false,
            special: false,
            weight: 1000,
        };
        let mut weighed = false;
        for parameter in parts.filter(|part| !part.is_empty()) {
            let (name, value) = parameter.split_once('=')?;
            if !is_token(name) || !(is_token(value) || is_quoted(value)) {
                return None;
            }
            if name.eq_ignore_ascii_case("q") {
                if weighed {
                    return None;
                }
                weighed = true;
                range.weight = thousandths(value)?;
            } else if name.eq_ignore_ascii_case("charset")
                && value.trim_matches('"').eq_ignore_ascii_case("utf-8")
            {
                range.charset = true;
            } else {
                range.special = true;
            }
        }
        Some(range)
    }

    /// Whether it is this type, and no wildcard.
    fn names(&self, kind: &str, subtype: &str) -> bool {
        !self.special
            && self.kind.eq_ignore_ascii_case(kind)
            && self.subtype.eq_ignore_ascii_case(subtype)
    }

    /// Whether it contains this type.
    fn matches(&self, kind: &str, subtype: &str) -> bool {
        self.names(kind, subtype) || self.names(kind, "*") || self.names("*", "*")
    }

    /// How much it says: type, subtype, parameter.
    fn specificity(&self) -> (bool, bool, bool) {
        (self.kind != "*", self.subtype != "*", self.charset)
    }
}

/// The parts between separators, of which those in quoted strings are none. A quote that is not closed
/// goes on to the end, so nothing after it is read as a name.
fn separated(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |letter| {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => return letter == separator && !quoted,
        }
        false
    })
}

/// Without the white space that RFC 9110 allows around a part.
fn trimmed(part: &str) -> &str {
    part.trim_matches([' ', '\t'])
}

fn is_token(text: &str) -> bool {
    let symbol = |letter| "!#$%&'*+-.^_`|~".contains(letter);
    let mut letters = text.chars();
    !text.is_empty() && letters.all(|letter| letter.is_ascii_alphanumeric() || symbol(letter))
}

/// Whether it is one quoted string, which ends where its quote is closed.
fn is_quoted(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix('"').map(str::chars) else {
        return false;
    };
    while let Some(letter) = rest.next() {
        match letter {
            '"' => return rest.as_str().is_empty(),
            '\\' if rest.next().is_none() => return false,
            _ => {}
        }
    }
    false
}

/// A weight in thousandths: `0` or `1`, with at most three digits behind a point, and at most 1.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, digits) = text.split_once('.').unwrap_or((text, ""));
    if digits.len() > 3 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    match whole {
        "0" => format!("{digits:0<3}").parse().ok(),
        "1" if digits.bytes().all(|digit| digit == b'0') => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::prefers_html;

    #[test]
    fn only_a_caller_that_names_html_and_does_not_prefer_json_gets_a_page() {
        for (accept, page) in [
            // What is named.
            ("", false),
            ("*/*", false),
            ("text/*", false),
            ("application/json", false),
            ("application/xhtml+xml", false),
            ("text/html", true),
            ("TEXT/Html", true),
            (" \ttext/html\t ;\tq=0.5 ", true),
            (",, text/html,", true),
            ("text/html;", true),
            // What browsers send.
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                true,
            ),
            ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", true),
            // What is preferred.
            ("application/json, text/html", true),
            ("application/json, text/html;q=0.1", false),
            ("text/html;q=0.1, application/json", false),
            ("application/json;q=0.1, text/html;q=0.2", true),
            ("application/json;q=0.201, text/html;q=0.2", false),
            ("application/problem+json, text/html;q=0.9", false),
            ("application/*, text/html;q=0.9", false),
            ("*/*, text/html;q=0.1", false),
            ("*/*;q=0.1, text/html;q=0.1", true),
            (
                "application/json;q=0, application/problem+json;q=0, */*, text/html;q=0.1",
                true,
            ),
            ("image/png, text/html;q=0.1", true),
            // A weight of nothing excludes.
            ("text/html;q=0", false),
            ("text/html;Q=0", false),
            ("text/html;q=0.", false),
            ("text/html;q=0.0", false),
            ("text/html;q=0.000", false),
            ("text/html ; q=0", false),
            ("text/html;q=0.001", true),
            ("text/html;q=1.", true),
            ("text/html;q=1.000", true),
            ("text/html, text/html;q=0", false),
            ("text/html;q=0, text/html", false),
            // Parameters: those of permit's page, and others.
            ("text/html;charset=utf-8", true),
            ("text/html;Charset=\"UTF-8\";q=0.9", true),
            ("text/html;charset=utf-8, text/html;q=0", true),
            ("text/html;charset=utf-8;q=0, text/html", false),
            ("text/html;level=1", false),
            ("text/html;level=1, text/html;q=0", false),
            // Quoted strings.
            ("application/json;x=\"a,text/html,b\"", false),
            ("application/json;x=\"a\\\",text/html,b\"", false),
            ("application/json;x=\"a\\\\\",text/html", true),
            ("application/json;x=\"a;q=0\";q=0.1, text/html;q=0.2", true),
            ("application/json;q=0.1;x=\"\", text/html;q=0.1", true),
            // What is malformed names nothing.
            ("application/json;x=\"a,text/html", false),
            ("a\"b,text/html,c\"", false),
            ("text/html;x=\"a\"b", false),
            ("text/html;x=\"a\\", false),
            ("text /html", false),
            ("text/ html", false),
            ("text/html/x", false),
            ("text/", false),
            ("/html", false),
            ("html", false),
            ("text/html q=1", false),
            ("text/html;q", false),
            ("text/html;q=", false),
            ("text/html;q =1", false),
            ("text/html;q= 1", false),
            ("text/html;q=2", false),
            ("text/html;q=1.001", false),
            ("text/html;q=0.0001", false),
            ("text/html;q=.5", false),
            ("text/html;q=-1", false),
            ("text/html;q=0.+1", false),
            ("text/html;q=\"1\"", false),
            ("text/html;q=1;q=1", false),
            ("text/html;=1", false),
            ("text/html;q=2, text/html;q=0.5", true),
            ("application/json;q=2, text/html;q=0.5", true),
        ] {
            assert_eq!(prefers_html([accept]), page, "{accept}");
        }
    }

    #[test]
    fn several_headers_are_one_list() {
        assert!(!prefers_html([]));
        assert!(prefers_html(["application/json", "text/html"]));
        assert!(!prefers_html(["text/html", "text/html;q=0"]));
        // A quote ends with its header.
        assert!(prefers_html(["a/b;x=\"", "text/html"]));
    }
}
