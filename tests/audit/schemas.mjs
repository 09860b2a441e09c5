// Checks the written JSON Schemas with Ajv: each compiles, takes the file that is shipped, and refuses broken ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import formats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020.js';

import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const PAIRS = [
  ['content.schema.json', 'content/en-NZ.json'],
  ['wording.schema.json', 'content/en-NZ.wording.json'],
  ['updates.schema.json', 'content/en-NZ.updates.json'],
  ['config.schema.json', 'config.json'],
];

await check('schemas', async (finding) => {
  for (const site of sites()) {
    for (const [schema, file] of PAIRS) checkPair(site, schema, file, (text) => finding(`${site.name}: ${text}`));
  }
  return `${PAIRS.length} schemas and their files, by Ajv for draft 2020-12`;
});

function checkPair(site, schemaName, fileName, problem) {
  const read = (name) => JSON.parse(readFileSync(join(site.dist, name), 'utf8'));
  const schema = read(schemaName);
  if (schema.$schema !== 'https://json-schema.org/draft/2020-12/schema') problem(`${schemaName} is of ${schema.$schema}`);
  if (schema.$id !== site.address + schemaName) problem(`${schemaName} says that it is at ${schema.$id}`);
  const ajv = formats(new Ajv2020({ allErrors: true }));
  let validate;
  try {
    // Strict: an unknown keyword is an error, not a silent hole.
    validate = ajv.compile(schema);
  } catch (error) {
    return problem(`${schemaName} does not compile: ${error.message}`);
  }
  const value = read(fileName);
  if (!validate(value)) problem(`${fileName} does not fit ${schemaName}: ${ajv.errorsText(validate.errors).slice(0, 400)}`);
  for (const [what, broken] of mutants(value)) {
    if (validate(broken)) problem(`${schemaName} takes ${fileName} ${what}`);
  }
}

/** A schema that takes everything would pass; so each file is broken in ways that no schema may take. */
function* mutants(value) {
  yield ['with an unknown key', { ...value, 'no-such-key': true }];
  yield ['as a list', [value]];
  for (const [name, inner] of Object.entries(value)) yield [`with a number list as ${name}`, { ...value, [name]: [[0.5]] }];
}
