-- A password that an admin saw: whoever signs in with it chooses one of their own before anything else.

ALTER TABLE "credentials" ADD COLUMN "is_temporary" BOOLEAN NOT NULL DEFAULT false;

-- Opened with such a password: good for nothing but replacing it.
ALTER TABLE "sessions" ADD COLUMN "is_provisional" BOOLEAN NOT NULL DEFAULT false;
