// Prints a style sheet without comments and white space. It may not change what the styles do.
import { readFileSync } from 'node:fs';

import { transformSync } from 'esbuild';

const { code } = transformSync(readFileSync(process.argv[2], 'utf8'), { loader: 'css', minify: true, charset: 'utf8', target: 'esnext' });
process.stdout.write(code.trim());
