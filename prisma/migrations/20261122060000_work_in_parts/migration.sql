-- A lost tablet with more unsent work than one request carries hands it in in parts.
ALTER TABLE "surrendered_work" ADD COLUMN "part" TEXT NOT NULL DEFAULT '', ADD COLUMN "is_last" BOOLEAN NOT NULL DEFAULT true;
DROP INDEX "surrendered_work_device_id_key";
CREATE UNIQUE INDEX "surrendered_work_device_id_part_key" ON "surrendered_work" ("device_id", "part");
