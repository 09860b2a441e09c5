// Prints a script and everything it imports as one small module. It may not change what the script does for its reader.
import { rollup } from 'rollup';
import { minify } from 'terser';

// wasm-bindgen's words for a value in the message of a panic, which goes to a standard error that no browser has: 0.25 kB
// of every first visit. A wasm-bindgen that has them elsewhere is noticed here.
const DEBUG = /function debugString\(val\) \{\n.*?\n\}\n/s;
const withoutDebugWords = {
  name: 'without-debug-words',
  transform(code) {
    if (!code.includes('debugString')) return null;
    if (!DEBUG.test(code)) throw new Error('wasm-bindgen’s function debugString is not where it was');
    return { code: code.replace(DEBUG, "function debugString() {\n    return '';\n}\n"), map: null };
  },
};

const bundle = await rollup({
  input: process.argv[2],
  plugins: [withoutDebugWords],
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
