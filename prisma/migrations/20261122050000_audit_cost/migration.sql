-- Nobody asks for the trail by person, and every pushed row paid for the index.
DROP INDEX "audit_events_member_id_id_idx";
