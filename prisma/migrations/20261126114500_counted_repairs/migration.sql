-- Counts that a device names are added up for ever: they must not be able to overflow.
ALTER TABLE "repairs" ALTER COLUMN "rewritten" TYPE BIGINT, ALTER COLUMN "removed" TYPE BIGINT;
