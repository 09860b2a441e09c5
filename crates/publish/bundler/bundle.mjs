// Prints a script and everything it imports as one small module. It may not change what the script does for its reader.
import { rollup } from 'rollup';
import { minify } from 'terser';

// wasm-bindgen's words for a value in the message of a panic, which goes to a standard error that no browser has: 0.25 kB
// of every first visit. A wasm-bindgen that has them elsewhere is noticed here.
const DEBUG = /function debugString\(val\) \{\n.*?\n\}\n/s;
// Its words for who starts it as was done before, which this page does not: 0.1 kB.
const BEFORE = /console\.warn\('using deprecated parameters for `initSync\(\)`[^']*'\)/;
const withoutWordsOfTools = {
  name: 'without-words-of-tools',
  transform(code) {
    if (!code.includes('debugString')) return null;
    for (const words of [DEBUG, BEFORE]) if (!words.test(code)) throw new Error(`wasm-bindgen’s glue has no ${words}`);
    return { code: code.replace(DEBUG, "function debugString() {\n    return '';\n}\n").replace(BEFORE, ''), map: null };
  },
};

const bundle = await rollup({
  input: process.argv[2],
  plugins: [withoutWordsOfTools],
  treeshake: { preset: 'smallest' },
  onwarn(warning) {
    throw new Error(warning.message);
  },
});
const { output } = await bundle.generate({ format: 'es' });
if (output.length !== 1) throw new Error(`one module was expected, not ${output.length}`);
// Nothing here calls its functions with `new` or by `this`, so that each can be an arrow, which is shorter.
const { code } = await minify(output[0].code, { module: true, ecma: 2022, compress: { passes: 3, unsafe_arrows: true } });
process.stdout.write(code);
