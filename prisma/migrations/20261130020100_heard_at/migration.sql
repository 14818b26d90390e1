-- When the office heard of what was logged; of what it heard before this nobody knows.
ALTER TABLE "interactions" ADD COLUMN "received_at" TIMESTAMPTZ(3);
SELECT "saha_adopt_field"('interactions', 'receivedAt');
