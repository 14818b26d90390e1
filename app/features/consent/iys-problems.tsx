import type { api } from '../../api/client';
import { useText } from '../../i18n/use-text';
import styles from './iys-screen.module.css';

export type IysProblem = Awaited<ReturnType<typeof api.iys.take.mutate>>['problems'][number];

/** What is wrong with a file, line by line; nothing of it was taken. */
export function IysProblems({ problems }: { problems: readonly IysProblem[] }) {
  const t = useText();
  if (problems.length === 0) return null;
  return (
    <div role="alert" className={styles.problems}>
      <p>{t('consents.iys.refused')}</p>
      <ul>
        {problems.map(({ line, code }, at) => (
          <li key={at}>
            {line > 0 && `${t('consents.iys.line', { line })} `}
            {t(`consents.iys.problem.${code}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
