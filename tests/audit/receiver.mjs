// Starts the receiver with an empty database of its own. It may not know what is in front of it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// The day that the browser journeys rehearse; config.json says the same.
const AS_OF = '2022-08-01T09:00:00+12:00';

/** The receiver: its address, what it has stored, and how to end it. */
export async function startReceiver(folder, words, asOf = AS_OF) {
  const program = process.env.RECEIVER;
  const file = join(folder, 'submissions.db');
  const database = `sqlite://${file}`;
  const options = ['serve', '--listen', '127.0.0.1:0', '--database', database, '--as-of', asOf, '--log', 'error'];
  const child = spawn(program, [...options, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => { throw new Error(`the receiver ended by itself: ${program}`); }),
  ]);
  const stored = (what = 'submissions') =>
    JSON.parse(execFileSync(program, ['export', '--format', 'json', '--what', what, '--database', database]));
  return { host: line.match(/http:\/\/([\d.]+:\d+)/)[1], stored, database: file, stop: () => ended(child) };
}

/** Ends a program and waits for its end. */
export async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
