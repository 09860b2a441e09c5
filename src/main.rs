//! The start of the page in a browser. Natively there is nothing to start.

fn main() {
    #[cfg(feature = "hydrate")]
    have_your_say::browser::start();
}
