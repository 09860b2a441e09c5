// Prints a script and everything it imports as one small module. It may not change what the script does.
import { rollup } from 'rollup';
import { minify } from 'terser';

const [entry] = process.argv.slice(2);
const bundle = await rollup({
  input: entry,
  // wasm-bindgen writes a class for each Rust type that a library exports, and tells a FinalizationRegistry of it.
  // The page uses none of them: without these two settings they would stay, and with them their code in the WASM.
  treeshake: { preset: 'smallest', manualPureFunctions: ['FinalizationRegistry'] },
  onwarn(warning) {
    throw new Error(warning.message);
  },
});
const { output } = await bundle.generate({ format: 'es' });
if (output.length !== 1) throw new Error(`one module was expected, not ${output.length}`);
const { code } = await minify(output[0].code, { module: true, compress: { passes: 3 } });
process.stdout.write(code);
