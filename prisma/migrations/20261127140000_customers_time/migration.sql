-- Why a customer was lost, and entries of a customer's time that the office appends of what happened elsewhere.
ALTER TABLE "customers" ADD COLUMN "lost_reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE "interactions" ADD COLUMN "fact" JSONB NOT NULL DEFAULT '{}';

SELECT "saha_adopt_field"('customers', 'lostReason'), "saha_adopt_field"('interactions', 'fact');
