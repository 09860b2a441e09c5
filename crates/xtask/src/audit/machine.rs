//! What the checkers need of the machine, installed with apt-get where that is possible: nginx, Caddy, rsync, curl, Java,
//! openssl, strace, Python with jwcrypto, browsers, systemd's own checker, a maker of images, a line that loses packets.

use crate::audit::checker;
use crate::command::find_on_path;
use crate::error::Error;
use crate::project::Project;
use crate::tools::{self, debian};

/// A program, and the Debian package that has it.
const PROGRAMS: [(&str, &str); 16] = [
    ("nginx", "nginx"),
    ("caddy", "caddy"),
    ("rsync", "rsync"),
    ("curl", "curl"),
    ("java", "default-jre-headless"),
    ("openssl", "openssl"),
    ("git", "git"),
    ("strace", "strace"),
    // Its server is not on the PATH; this comes with it, and is.
    ("pg_ctlcluster", "postgresql"),
    ("chromium-headless-shell", "chromium-headless-shell"),
    ("firefox-esr", "firefox-esr"),
    ("python3", "python3"),
    ("systemd-analyze", "systemd"),
    ("buildah", "buildah"),
    ("ip", "iproute2"),
    ("iptables", "iptables"),
];

/// Lets nginx send the files that the build has compressed with Brotli.
const BROTLI_PACKAGE: &str = "libnginx-mod-http-brotli-static";
const BROTLI_MODULE: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// Opens what is sealed; no program is called so.
const JWCRYPTO_PACKAGE: &str = "python3-jwcrypto";
const JWCRYPTO_MODULE: &str = "/usr/lib/python3/dist-packages/jwcrypto";

/// Makes sure of every program and package that the checkers need.
///
/// # Errors
/// [`Error::Needed`] for what is missing and cannot be installed from here; those of npm and cargo.
pub fn prepare(project: &Project) -> Result<(), Error> {
    let missing: Vec<_> = PROGRAMS.into_iter().filter(|(program, _)| !is_there(program)).collect();
    let may_install = debian::can_install(project);
    if let (Some((program, package)), false) = (missing.first(), may_install) {
        return Err(Error::Needed { user: "The audit needs", program, package });
    }
    let has_brotli = std::path::Path::new(BROTLI_MODULE).exists();
    let has_jwcrypto = std::path::Path::new(JWCRYPTO_MODULE).exists();
    if !has_jwcrypto && !may_install {
        return Err(Error::Needed { user: "The audit needs", program: "jwcrypto", package: JWCRYPTO_PACKAGE });
    }
    if may_install && (!missing.is_empty() || !has_brotli || !has_jwcrypto) {
        install(project, &missing, has_brotli)?;
    } else if !has_brotli {
        println!("nginx has no Brotli module here ({BROTLI_PACKAGE}), so only gzip is tried.");
    }
    tools::install_packages(project, &project.browser_tests())?;
    checker::install(project)?;
    tools::cargo_deny(project)?;
    tools::cyclonedx(project)
}

/// Debian keeps servers where only root's `PATH` leads.
fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    find_on_path(program, &path).is_some() || std::path::Path::new("/usr/sbin").join(program).is_file()
}

fn install(project: &Project, missing: &[(&str, &'static str)], has_brotli: bool) -> Result<(), Error> {
    let mut packages: Vec<&str> = missing.iter().map(|(_, package)| *package).collect();
    packages.push(JWCRYPTO_PACKAGE);
    debian::update(project)?;
    let mut known = project.program("apt-cache");
    known.args(["show", BROTLI_PACKAGE]);
    if !has_brotli && project.first_line(known).is_some() {
        packages.push(BROTLI_PACKAGE);
    }
    println!("Installing with apt-get, once: {}", packages.join(", "));
    debian::install(project, &packages)
}
