-- An agent who changes teams takes along every customer with all that hangs on it. In one statement that held the feed of
-- the whole office for as long as it took; the job `follow-owners` does it in slices now (sync/README.md §4.4).
DROP TRIGGER "members_customers" ON "members";
DROP FUNCTION "move_member_customers"();
