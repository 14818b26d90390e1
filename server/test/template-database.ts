/** Migrated and without rows: what the integration tests' PostgreSQL makes their databases from. */
export const TEMPLATE_DATABASE = 'saha_template';
