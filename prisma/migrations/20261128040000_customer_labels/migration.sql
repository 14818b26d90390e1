-- Of the office's labels, how often each was put on a customer or taken off: an odd count says that it is on.
ALTER TABLE "customers" ADD COLUMN "labels" JSONB NOT NULL DEFAULT '{}';

SELECT "saha_adopt_field"('customers', 'labels');
