//! Messages of assertions that are evaluated when a catalogue is compiled.

/// A message put together at compile time: `format!` is not there yet.
pub(crate) struct Message {
    bytes: [u8; 512],
    length: usize,
}

impl Message {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; 512],
            length: 0,
        }
    }

    /// Appends `text`, or as much of it as there is room for.
    pub(crate) const fn and(mut self, text: &str) -> Self {
        let mut left = text.as_bytes();
        while let Some((byte, rest)) = left.split_first() {
            if let Some((_, room)) = self.bytes.split_at_mut_checked(self.length)
                && let Some(place) = room.first_mut()
            {
                *place = *byte;
                self.length += 1;
            }
            left = rest;
        }
        self
    }

    /// Fails with it, or with `otherwise` where it has no room for a whole letter.
    #[track_caller]
    pub(crate) const fn fail(&self, otherwise: &'static str) -> ! {
        let text = match self.bytes.split_at_checked(self.length) {
            Some((text, _)) => match core::str::from_utf8(text) {
                Ok(text) => text,
                Err(_) => otherwise,
            },
            None => otherwise,
        };
        #[expect(clippy::panic, reason = "evaluated at compile time: this is the error")]
        {
            panic!("{}", text)
        }
    }
}

/// `==` of texts, in a constant.
pub(crate) const fn equal(one: &str, other: &str) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let (Some((a, left)), Some((b, right))) = (one.split_first(), other.split_first()) {
        if *a != *b {
            return false;
        }
        (one, other) = (left, right);
    }
    true
}
