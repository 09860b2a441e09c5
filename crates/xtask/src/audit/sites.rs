//! The two sites that are audited: the same page built for the root of a host, and for a path below it.

use std::path::Path;

use serde_json::{Value, json};

use crate::build_site::{self, Destination};
use crate::error::Error;
use crate::project::Project;
use crate::test::programs;

/// What is put behind the address of `config.json` for the second site.
const PATH: &str = "treaty/";

/// Both sites, as the checkers are told of them.
pub struct Sites(Value);

impl Sites {
    /// Builds both, and the programs that the checkers use.
    ///
    /// # Errors
    /// Those of the build; [`Error::File`] when `config.json` cannot be read or has no address.
    pub fn build(project: &Project) -> Result<Self, Error> {
        let address = address(&project.root.join("public/config.json"))?;
        let below = project.target.join("audit/path");
        let below_dist = below.join("dist");
        let path_address = [address.as_str(), PATH].concat();
        build_site::build(project, &Destination::default())?;
        let elsewhere = Destination {
            address: Some(path_address.clone()),
            dist: Some(below_dist.clone()),
            ..Destination::default()
        };
        build_site::build(project, &elsewhere)?;
        programs::build(project)?;
        let root = site("root", &address, &project.dist(), &project.root.join("hosts"));
        Ok(Self(json!([root, site("path", &path_address, &below_dist, &below.join("hosts"))])))
    }

    /// For checks that look at none.
    pub fn none() -> Self {
        Self(json!([]))
    }

    /// For the checkers' environment.
    pub fn described(&self) -> String {
        self.0.to_string()
    }
}

fn site(name: &str, address: &str, dist: &Path, hosts: &Path) -> Value {
    json!({ "name": name, "address": address, "dist": dist, "conf": hosts.join("nginx.conf") })
}

fn address(config: &Path) -> Result<String, Error> {
    let unusable = |source| Error::File { path: config.to_owned(), source };
    let value: Value =
        serde_json::from_slice(&std::fs::read(config).map_err(unusable)?).map_err(|e| unusable(e.into()))?;
    let missing = || unusable(std::io::Error::other("it has no address"));
    value["address"].as_str().map(str::to_owned).ok_or_else(missing)
}
