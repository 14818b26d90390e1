import { createRxSchema, defaultHashSha256 } from 'rxdb';
import { expect, it } from 'vitest';
import { SCHEMAS, STORE_VERSION } from './schemas';

/**
 * RxDB refuses a store whose schema is not to the letter what it was made with, and a tablet would not open. A new
 * collection gets its line here; a change of one that is here needs a new STORE_VERSION and a step in store-move/.
 */
const MADE_WITH: Readonly<Record<string, string>> = {
  appointments: 'afc98aa3c5e8a7a879b48237f7aacad58f168c33a4239444b623dd81ea9bd863',
  countries: '21eb2c78f2c6ab6c0e791cbde3aa4f8488bac6c4c89d8648d72e203874e171a6',
  customers: '80745cac77d5018d6864b360ead4ae16e2cef2c47c88d10c3ab3f3a7ff4c7e70',
  interactions: '484edf884dd2ff8c140ac64a215cd2468f120915a62d56603b6eae5d62d69e8a',
  members: '88392ed77e37511cc1127e941ce40921860eefe07aff2fb86f7d668d2fe2797d',
};

it('open the stores that tablets already have', async () => {
  expect(STORE_VERSION).toBe(1);
  const hashes: Record<string, string> = {};
  for (const [name, schema] of Object.entries(SCHEMAS))
    hashes[name] = await createRxSchema(schema as never, defaultHashSha256).hash;
  expect(hashes).toEqual(MADE_WITH);
});
