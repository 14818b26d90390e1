import type { Pool } from 'pg';
import type { Attachment } from '../../gateways/email/contract';
import type { DeliveryContent } from '../deliveries/delivery';
import { Unwritable } from './unwritable';

/**
 * A closed month's pages as they were drawn and kept. Throws Unwritable where they are not there: nobody is told of
 * what is not.
 */
export async function readAttachedPages(
  pool: Pool,
  { reportId, language, fileName }: NonNullable<DeliveryContent['pages']>,
): Promise<Attachment> {
  const { rows } = await pool.query<{ pdf: Buffer }>(
    'SELECT pdf FROM report_pdfs WHERE report_id = $1 AND language = $2',
    [reportId, language],
  );
  if (rows[0] === undefined) throw new Unwritable('the pages to be attached are not there');
  return { fileName, type: 'application/pdf', bytes: rows[0].pdf };
}
