import { createRxSchema, defaultHashSha256 } from 'rxdb';
import { expect, it } from 'vitest';
import { SCHEMAS, STORE_VERSION } from './schemas';

/**
 * RxDB refuses a store whose schema is not to the letter what it was made with, and a tablet would not open. A new
 * collection gets its line here; a change of one that is here needs a new STORE_VERSION and a step in store-move/.
 */
const MADE_WITH: Readonly<Record<string, string>> = {
  appointments: '77767fdad1ea86d34b709b8583dc886d3e078c93bcb2d82ca58b9aa5757cdb18',
  consents: 'baed09f105f9f17c400753b92f0812fec7e760066c039760e2cb52c63d8a6604',
  conversations: '8f0abb3f551d455a0238599ec3dc17bc261d03444dc5187c38e762811ec740d0',
  countries: 'ad8c07e79339b59c7c5d59141b92b5e22d31a95567af303a4c0353d79f565778',
  customers: '4437f5f101b1775b8659036390e7f5a033db0fdccb1829b04cec246e59104bf3',
  files: '8e3fb28648bf3140effd706ab1b4b9d335049c594a591df2741ad5e3839f2b37',
  interactions: 'e28438b1190d6f44071d4fa9f478397f8c62e42dd04c8430c9e8ad5358518d72',
  members: '87058c15917adf3cc48bcc127fdeb9d2abec8cfb70974f888edb5d7a8a0bb10c',
  messages: '397711d5f4d4987823782f5d305c4906400869e0647fc217a42ef174bd66a7fb',
  segments: '5d544f857b5c2e44ba20ea4f2cf0517272a4dbf31e258755f9f3c8ab67ea8142',
  settings: 'ecf80a28708d6b97efc64d9f1dec5970356b185cc47cb6d5db833580cff4b906',
  templates: 'e83d7c3fc5a54785a06d778d915691f7980a8a92c08263024108ebeeed77c2bc',
};

it('open the stores that tablets already have', async () => {
  expect(STORE_VERSION).toBe(2);
  const hashes: Record<string, string> = {};
  for (const [name, schema] of Object.entries(SCHEMAS))
    hashes[name] = await createRxSchema(schema as never, defaultHashSha256).hash;
  expect(hashes).toEqual(MADE_WITH);
});
