// The receiver before schemathesis, which makes requests of the description that the receiver gives of itself: thousands that
// fit it and that do not, one after another and in chains. It may not know what the receiver does.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startReceiver } from './receiver.mjs';
import { check } from './verdict.mjs';

// The same requests each time, so that a finding can be looked at again.
const SEED = 1;
const EXAMPLES = 100;

await check('protocol', async (finding) => {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-protocol-'));
  const receiver = await startReceiver(folder, []);
  try {
    const config = fileURLToPath(new URL('schemathesis.toml', import.meta.url));
    const options = ['--config-file', config, 'run', `http://${receiver.host}/api/openapi.json`];
    const limits = ['--seed', String(SEED), '--max-examples', String(EXAMPLES), '--no-color'];
    const { status, stdout, stderr } = spawnSync(process.env.SCHEMATHESIS, [...options, ...limits], { cwd: folder, encoding: 'utf8' });
    const tried = stdout?.match(/^ *(\d+) generated/m);
    if (status !== 0) finding(`${stdout}\n${stderr}`);
    if (!tried) finding('it does not say how many requests it made');
    if (!receiver.stored().length) finding('no submission of it was taken, so it has seen refusals alone');
    return `${tried?.[1]} requests with the seed ${SEED}, ${receiver.stored().length} submissions stored`;
  } finally {
    await receiver.stop();
    rmSync(folder, { recursive: true });
  }
});
