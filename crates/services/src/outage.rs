//! Something that is tried again and again and fails for a while: told when it begins and when it is over, not each time.

/// Whether an outage is going on.
#[derive(Debug, Default)]
pub struct Outage(bool);

impl Outage {
    /// Notes a failure; true if it is the first.
    pub fn begins(&mut self) -> bool {
        !std::mem::replace(&mut self.0, true)
    }

    /// Notes a success; true if it ends an outage.
    pub fn ends(&mut self) -> bool {
        std::mem::take(&mut self.0)
    }
}
