// Prints a script and everything it imports as one small module. It may not change what the script does.
import { rollup } from 'rollup';
import { minify } from 'terser';

const bundle = await rollup({
  input: process.argv[2],
  treeshake: { preset: 'smallest' },
  onwarn(warning) {
    throw new Error(warning.message);
  },
});
const { output } = await bundle.generate({ format: 'es' });
if (output.length !== 1) throw new Error(`one module was expected, not ${output.length}`);
const { code } = await minify(output[0].code, { module: true, compress: { passes: 3 } });
process.stdout.write(code);
