//! A set as the text of a JSON array, which `SQLite` takes as one parameter.

use core::fmt::Write as _;

use crate::parameter::Set;

/// Whether these texts are written as hexadecimal digits: `SQLite`'s JSON ends a text at a NUL.
pub(crate) fn needs_hex(texts: &[String]) -> bool {
    texts.iter().any(|text| text.contains('\0'))
}

/// The array.
pub(crate) fn array(set: &Set) -> String {
    match set {
        Set::Integers(integers) => joined(integers, |json, one| {
            // Writing to a `String` never fails.
            let _ = write!(json, "{one}");
        }),
        Set::Texts(texts) if needs_hex(texts) => {
            joined(texts, |json, one| hex(json, one.as_bytes()))
        }
        Set::Texts(texts) => joined(texts, |json, one| text(json, one)),
        Set::Bytes(bytes) => joined(bytes, |json, one| hex(json, one)),
    }
}

fn joined<T>(all: &[T], write: impl Fn(&mut String, &T)) -> String {
    let mut json = String::from("[");
    for one in all {
        if json.len() > 1 {
            json.push(',');
        }
        write(&mut json, one);
    }
    json.push(']');
    json
}

fn text(json: &mut String, text: &str) {
    json.push('"');
    for one in text.chars() {
        match one {
            '"' | '\\' => {
                json.push('\\');
                json.push(one);
            }
            '\0'..='\x1f' => {
                let _ = write!(json, "\\u{:04x}", u32::from(one));
            }
            _ => json.push(one),
        }
    }
    json.push('"');
}

fn hex(json: &mut String, bytes: &[u8]) {
    json.push('"');
    for byte in bytes {
        let _ = write!(json, "{byte:02x}");
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::{Set, array};

    #[test]
    fn a_text_is_escaped_and_bytes_are_hexadecimal() {
        let texts =
            |texts: &[&'static str]| Set::Texts(texts.iter().map(|one| (*one).into()).collect());
        assert_eq!(array(&texts(&[])), "[]");
        assert_eq!(
            array(&texts(&["a", "\"\\", "\n\u{1f}", "é\u{2028}"])),
            "[\"a\",\"\\\"\\\\\",\"\\u000a\\u001f\",\"é\u{2028}\"]"
        );
        assert_eq!(array(&texts(&["a", "b\0"])), r#"["61","6200"]"#);
        assert_eq!(
            array(&Set::Integers(vec![i64::MIN, 7])),
            "[-9223372036854775808,7]"
        );
        assert_eq!(
            array(&Set::Bytes(vec![vec![], vec![0, 255]])),
            r#"["","00ff"]"#
        );
    }
}
