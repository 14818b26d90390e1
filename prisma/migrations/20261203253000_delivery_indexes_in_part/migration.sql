-- Every step of a delivery is written into each index of its table anew. These know only what is asked for by them: a
-- bulk mail, what a provider has taken, what is settled, what went by a line. A recipient who is being claimed is none.
DROP INDEX "deliveries_bulk_id_address_key_key";
CREATE UNIQUE INDEX "deliveries_bulk_id_address_key_key" ON "deliveries" ("bulk_id", "address_key")
  WHERE "bulk_id" IS NOT NULL;
DROP INDEX "deliveries_provider_id_idx";
CREATE INDEX "deliveries_provider_id_idx" ON "deliveries" ("provider_id") WHERE "provider_id" <> '';
DROP INDEX "deliveries_settled_at_idx";
CREATE INDEX "deliveries_settled_at_idx" ON "deliveries" ("settled_at") WHERE "settled_at" IS NOT NULL;
DROP INDEX "deliveries_line_id_settled_at_idx";
CREATE INDEX "deliveries_line_id_settled_at_idx" ON "deliveries" ("line_id", "settled_at")
  WHERE "line_id" IS NOT NULL;
