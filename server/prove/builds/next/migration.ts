/** What the build after this one does to the office's database, as its owner. */
export const NEXT_MIGRATION = `
  ALTER TABLE customers ADD COLUMN nickname TEXT NOT NULL DEFAULT '', ADD COLUMN budget INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN interests TEXT[] NOT NULL DEFAULT '{}';
  SELECT saha_adopt_field('customers', 'nickname'), saha_adopt_field('customers', 'budget'),
    saha_adopt_field('customers', 'interests');
  CREATE TABLE parcels (id UUID PRIMARY KEY, customer_id UUID NOT NULL, created_at TIMESTAMPTZ(3) NOT NULL,
    label TEXT NOT NULL DEFAULT '', weight_grams INTEGER NOT NULL DEFAULT 0, carrier TEXT NOT NULL DEFAULT '');
  SELECT saha_replicate('parcels', 'customers', 'customer_id');`;
