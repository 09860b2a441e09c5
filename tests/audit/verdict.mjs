// How a checker ends: all findings, then one line. It may not decide what a finding is.

/** Runs a checker that collects findings with `finding(text)` and answers with what it looked at, in words. */
export async function check(name, look) {
  const findings = [];
  let looked = '';
  try {
    looked = await look((text) => findings.push(text));
  } catch (error) {
    // A checker that cannot finish has proved nothing.
    findings.push(`it could not finish: ${error.stack ?? error}`);
  }
  for (const text of findings) console.log(`  - ${text}`);
  console.log(`${name}: ${findings.length === 0 ? 'nothing found' : `${findings.length} found`}${looked ? `; ${looked}` : ''}`);
  process.exit(findings.length === 0 ? 0 : 1);
}
