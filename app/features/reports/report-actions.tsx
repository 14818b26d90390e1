import { useAct } from '../../api/use-act';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { csvOf } from '../../ui/csv';
import { tableOf } from './report-tables';
import styles from './reports.module.css';
import type { Group, Report } from './report-words';
import { saveFile } from '../../ui/save-file';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Takes tables along: one as CSV or Excel, several as one workbook. */
export function ReportActions({ report, groups }: { report: Report; groups: readonly Group[] }) {
  const t = useText();
  const { language } = useFormats();
  const { isPending, act } = useAct();
  const [only] = groups.length === 1 ? groups : [];
  const fileName = (type: string) => `saha-${report.month}${only === undefined ? '' : `-${only.id}`}.${type}`;
  const tables = () =>
    groups.map((group) =>
      tableOf(report, group, language, {
        figure: t('reports.figure'),
        thisMonth: t('reports.thisMonth'),
        lastMonth: t('reports.lastMonth'),
        lastYear: t('reports.lastYear'),
      }),
    );
  const saveCsv = () =>
    void saveFile(new File([csvOf(tables()[0]?.rows ?? [])], fileName('csv'), { type: 'text/csv;charset=utf-8' }));
  const saveXlsx = () =>
    void act(async () => {
      const { xlsxOf } = await import('./report-xlsx');
      await saveFile(new File([await xlsxOf(tables())], fileName('xlsx'), { type: XLSX_TYPE }));
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
