import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { csvOf } from '../../ui/csv';
import { saveFile } from '../../ui/save-file';
import type { Table } from './report-tables';
import styles from './reports.module.css';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Takes tables along: one as CSV or Excel, several as one workbook. `name`: of the file, without its ending. */
export function TableActions({ name, tables }: { name: string; tables: readonly Table[] }) {
  const t = useText();
  const { isPending, act } = useAct();
  const [only] = tables.length === 1 ? tables : [];
  const saveCsv = () =>
    void saveFile(new File([csvOf(only?.rows ?? [])], `${name}.csv`, { type: 'text/csv;charset=utf-8' }));
  const saveXlsx = () =>
    void act(async () => {
      const { xlsxOf } = await import('./report-xlsx');
      await saveFile(new File([await xlsxOf(tables)], `${name}.xlsx`, { type: XLSX_TYPE }));
      return t('reports.tablesSaved');
    });
  return (
    <span className={styles.actions}>
      {only !== undefined && (
        <Button variant="quiet" onPress={saveCsv}>
          {t('reports.csv')}
        </Button>
      )}
      <Button variant="quiet" isPending={isPending} onPress={saveXlsx}>
        {only === undefined ? t('reports.xlsx.all') : t('reports.xlsx')}
      </Button>
    </span>
  );
}
