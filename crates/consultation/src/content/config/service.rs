//! How an endpoint of another maker is spoken to. The script `public/services.js` does it, with the description that the site
//! was built with; the page's program needs nothing of it. Natively it is looked through whole before it is published.

mod described;
mod mistakes;
pub mod presets;

pub use described::*;
