import { api } from '../../api/client';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { csvOf } from '../../ui/csv';
import { saveFile } from '../../ui/save-file';

type Question = Parameters<typeof api.campaigns.exportRows.query>[0];
/** Which recipients, and only those with which reason; null: whatever it is. */
type Taken = { readonly what: Question['what']; readonly reason: Question['reason'] };
type Rows = Awaited<ReturnType<typeof api.campaigns.exportRows.query>>['rows'];

/** Recipients as a table of one's own, page by page from the office; resolves to what is said afterwards. */
export function useExport(id: string, name: string): (taken: Taken, format: 'csv' | 'xlsx') => Promise<string> {
  const t = useText();
  const formats = useFormats();
  return async (taken, format) => {
    const rows: Rows[number][] = [];
    let cursor: string | null = null;
    do {
      const page: { rows: Rows; cursor: string | null } = await api.campaigns.exportRows.query({
        id,
        ...taken,
        cursor,
      });
      rows.push(...page.rows);
      cursor = page.cursor;
    } while (cursor !== null);
    const head = ['name', 'address', 'state', 'reason', 'at'].map((one) => t(`campaigns.column.${one}`));
    const lines = rows.map((row) => [
      row.customerName,
      row.to,
      row.state === 'left_out' ? t('campaigns.leftOutOne') : t(`deliveries.state.${row.state}`),
      row.reason === '' ? '' : t(`deliveries.reason.${row.reason}`),
      row.at === null ? '' : formats.dateTime(row.at),
    ]);
    const fileName = `${name.replaceAll(/[\\/:*?"<>|]/g, ' ').trim()}.${format}`;
    if (format === 'csv') await saveFile(new File([csvOf([head, ...lines])], fileName, { type: 'text/csv' }));
    else {
      const { default: writeSheet } = await import('write-excel-file/browser');
      const sheet = [
        head.map((value) => ({ value, fontWeight: 'bold' as const })),
        ...lines.map((line) => line.map((value) => ({ value, type: String }))),
      ];
      const bytes = await writeSheet(sheet, { columns: [28, 32, 18, 34, 22].map((width) => ({ width })) }).toBlob();
      await saveFile(new File([bytes], fileName, { type: bytes.type }));
    }
    return t('campaigns.export.done', { count: rows.length });
  };
}
