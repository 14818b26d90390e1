import styles from './files.module.css';

/** What could not be done, a line each; nothing where all could. */
export function ProblemList({ problems }: { problems: readonly string[] }) {
  return problems.length === 0 ? null : (
    <div role="alert" className={styles.refused}>
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </div>
  );
}
