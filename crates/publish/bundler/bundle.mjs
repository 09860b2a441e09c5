// Prints a script and everything it imports as one small module; where the WASM is given as well, without what that does
// not import. It may not change what the script does.
import { readFileSync } from 'node:fs';
import { rollup } from 'rollup';
import { minify } from 'terser';

const [entry, wasm] = process.argv.slice(2);
const names = (wasm) => WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(wasm))).map(({ name }) => name);
/** wasm-bindgen wrote a function for each import; what left the WASM since takes its functions along. */
const onlyImported = (imported) => ({
  name: 'only-imported',
  transform(code) {
    const getter = this.parse(code).body.find(({ id }) => id?.name === '__wbg_get_imports');
    const functions = getter?.body.body[0].declarations[0].init.properties ?? [];
    const unused = functions.filter(({ key }) => key.name.startsWith('__wbg_') && !imported.includes(key.name));
    return unused.reduceRight((kept, { start, end }) => kept.slice(0, start) + kept.slice(end).replace(/^,/, ''), code);
  },
});
const bundle = await rollup({
  input: entry,
  plugins: wasm ? [onlyImported(names(wasm))] : [],
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
