//! Data driver of a counter.

data_driver::contract! {
    /// Keeps a count.
    pub @Driver@("@Contract@") {
        /// Adds to the count.
        transaction fn add(amount: u64);
        /// The count.
        query fn count() -> u64;
        /// Every count there was between two block heights, one by one: the height and the count.
        feed fn history(from: u64, to: u64) -> (u64, u64);

        /// The count changed.
        event "added" | "reset": u64;
    }
}

data_driver::export!(@Driver@);
