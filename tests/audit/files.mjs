// The files of a folder, in order, and what their names say. Reads no file.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder. */
export function files(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/** Whether a file is one that was compressed beforehand. */
export const isPacked = (file) => /\.(br|gz)$/.test(file);
