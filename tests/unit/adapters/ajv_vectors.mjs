// Holds schema_vectors.json against ajv, the reference; the C++ test holds our validator to the same file.
// Run it by hand after a change of the vectors: npm install ajv; node ajv_vectors.mjs
import {readFileSync} from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const ajv = new Ajv.default({strict: false});
const vectors = JSON.parse(readFileSync(process.argv[2] ?? new URL('schema_vectors.json', import.meta.url), 'utf8'));
let wrong = 0;
let checked = 0;
for (const {name, schema, ...values} of vectors) {
  const validate = ajv.compile(schema);
  for (const expected of ['valid', 'invalid']) {
    for (const value of values[expected]) {
      ++checked;
      if (validate(value) === (expected === 'valid')) continue;
      ++wrong;
      console.error(`${name}: ${JSON.stringify(value)} is not ${expected}`);
    }
  }
}
console.log(`${checked} values, ${wrong} wrong`);
process.exit(wrong === 0 ? 0 : 1);
