// Ways in which a file arrives damaged: at the host, on the way, or by a mistake of a deployer. Chooses no file.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const HTML = Buffer.from('<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1></html>');

/** Each takes the bytes and answers with others, or with nothing where the file is missing. */
export const FAULTS = {
  'with bytes flipped at its beginning': (bytes) => flipped(bytes, 0.02),
  'with bytes flipped in its middle': (bytes) => flipped(bytes, 0.5),
  'with bytes flipped near its end': (bytes) => flipped(bytes, 0.95),
  'cut off': (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)),
  empty: () => Buffer.alloc(0),
  'replaced by a web page': () => HTML,
  missing: () => undefined,
};

/** Damages the file and what was compressed from it; answers with a function that puts everything back. */
export function damage(file, fault) {
  const packed = [[`${file}.br`, brotliCompressSync], [`${file}.gz`, gzipSync]].filter(([name]) => existsSync(name));
  const damaged = fault(readFileSync(file));
  const back = [[file, (bytes) => bytes], ...packed].map(([name, pack]) => replace(name, damaged && pack(damaged)));
  return () => back.forEach((restore) => restore());
}

function replace(name, bytes) {
  const kept = `${name}.kept`;
  renameSync(name, kept);
  if (bytes) writeFileSync(name, bytes);
  return () => {
    rmSync(name, { force: true });
    renameSync(kept, name);
  };
}

/** Sixteen bytes in a row, each with all its bits turned. */
function flipped(bytes, where) {
  const copy = Buffer.from(bytes);
  const start = Math.floor(bytes.length * where);
  for (let at = start; at < Math.min(start + 16, bytes.length); at += 1) copy[at] ^= 0xff;
  return copy;
}
