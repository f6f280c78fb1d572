// Writes src/lib/api/generated/<service>.ts for each OpenAPI document of the repository. With --check it writes
// nothing, and fails where a file is not what it would write.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const documents = new URL('../../../docs/openapi/', import.meta.url);
const target = new URL('../src/lib/api/generated/', import.meta.url);
const check = process.argv.includes('--check');

const files = existsSync(documents) ? readdirSync(documents).filter((file) => file.endsWith('.json')) : [];
if (files.length === 0) {
  console.error('No OpenAPI documents in docs/openapi.');
  process.exit(1);
}

mkdirSync(target, { recursive: true });
const stale = [];
for (const file of files) {
  const types = astToString(await openapiTS(new URL(file, documents), { enumValues: true }));
  const text = `// Generated from docs/openapi/${file} by npm run generate:api.\n${types}`;
  const name = `${basename(file, '.json')}.ts`;
  const path = new URL(name, target);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale.push(name);
  if (!check) writeFileSync(path, text);
}
if (stale.length > 0) console.log(`${check ? 'Stale' : 'Written'}: ${stale.join(', ')}`);
if (check && stale.length > 0) {
  console.error('Run npm run generate:api.');
  process.exit(1);
}
