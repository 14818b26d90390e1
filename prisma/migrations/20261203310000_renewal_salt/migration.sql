-- A renewed token follows from the one before it and from this salt, made anew with each renewal: where the answer that
-- carried it was lost, or two tabs ask at once, the same token is given again, and none of them is signed out.
ALTER TABLE "sessions" ADD COLUMN "renewal_salt" BYTEA;
