-- Tablets that were lost, replicas that were mended, and work that came in another way than from its own device.

-- Who handed the change in, where that was not the person who made it (an imported file, work of a lost tablet).
ALTER TABLE "audit_events" ADD COLUMN "imported_by" UUID;

-- Set when the device was reported lost: at its next contact it hands in what it holds and wipes itself. A session that
-- merely ended asks for the password again and keeps everything.
ALTER TABLE "sessions" ADD COLUMN "lost_at" TIMESTAMPTZ(3);

-- How often a replica had to be mended (sync/README.md §10). It should stay empty.
CREATE TABLE "repairs" (
  "device_id" TEXT NOT NULL,
  "collection" TEXT NOT NULL,
  "rewritten" INTEGER NOT NULL DEFAULT 0,
  "removed" INTEGER NOT NULL DEFAULT 0,
  "last_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "repairs_pkey" PRIMARY KEY ("device_id", "collection")
);
ALTER TABLE "repairs" ADD CONSTRAINT "repairs_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Unsent work of lost tablets. Nothing of it is applied until somebody in the office has looked.
CREATE TABLE "surrendered_work" (
  "id" UUID NOT NULL,
  "member_id" UUID NOT NULL,
  "device_id" TEXT NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "ip" TEXT NOT NULL DEFAULT '',
  "documents" INTEGER NOT NULL,
  "work" JSONB NOT NULL,
  "outcome" TEXT,
  "settled_at" TIMESTAMPTZ(3),
  "settled_by" UUID,
  CONSTRAINT "surrendered_work_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "surrendered_work_outcome" CHECK ("outcome" IN ('applied', 'discarded'))
);
CREATE UNIQUE INDEX "surrendered_work_device_id_key" ON "surrendered_work" ("device_id");
ALTER TABLE "surrendered_work" ADD CONSTRAINT "surrendered_work_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;
