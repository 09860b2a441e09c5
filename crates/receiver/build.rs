//! Tells cargo that the migrations are part of the program.

#[expect(clippy::print_stdout, reason = "cargo reads it")]
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
