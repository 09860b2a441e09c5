// The site of the last build with other settings: the same WASM, the same scripts, and around them what `publish` makes of
// another config.json for a release. It compiles nothing, and changes nothing in the repository.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** Writes it into a folder that is not there yet; what hosts are told lies beside that. */
export function configured(folder, edit) {
  mkdirSync(folder);
  const built = join(dirname(process.env.RECEIVER), '../wasm-bindgen/release');
  for (const name of readdirSync(join(ROOT, 'public'))) {
    if (name !== 'static') cpSync(join(ROOT, 'public', name), join(folder, name), { recursive: true });
  }
  for (const name of ['have-your-say.js', 'have-your-say_bg.wasm']) cpSync(join(built, name), join(folder, name));
  const shell = readFileSync(join(ROOT, 'index.html'), 'utf8');
  const styles = [...shell.matchAll(/type="css" href="([^"]+)"/g)].map(([, file]) => readFileSync(join(ROOT, file), 'utf8'));
  const head = `<style>${styles.join('')}</style><script data-app></script>\n</head>`;
  writeFileSync(join(folder, 'index.html'), shell.replace(/<link data-trunk .*\n/g, '').replace('</head>', head));
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify(edit(JSON.parse(readFileSync(config, 'utf8')))));
  execFileSync(process.env.PUBLISH, [folder, 'quick'], { env: { ...process.env, TRUNK_PROFILE: 'release' } });
}
