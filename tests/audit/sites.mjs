// The two built sites: at the root of a host, and under a path. `cargo xtask audit` names them in SITES. Builds nothing.

/** Each with its name, address, base (`/` or `/path/`), folder dist, and conf, nginx's written configuration. */
export function sites() {
  if (!process.env.SITES) throw new Error('SITES is not set: run this by `cargo xtask audit`, or see docs/audit.md');
  return JSON.parse(process.env.SITES).map((site) => ({ ...site, base: new URL(site.address).pathname }));
}

/** The site at the root. */
export const rootSite = () => sites()[0];
