import { CircleAlert, Globe2, Phone } from 'lucide-react';
import { Attention } from '../ui/attention';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Entry } from '../ui/entry';
import { Fold } from '../ui/fold';
import { iconSize } from '../ui/icon-size';
import { Panel, Row } from '../ui/panel';
import { Particulars } from '../ui/particulars';
import { Skeleton } from '../ui/skeleton';
import { TwoLines } from '../ui/two-lines';
import { Part } from './part';
import styles from './parts.module.css';

const AT = '2026-11-26T07:15:00.000Z';

/** What stands in lists and panels. */
export function ListParts() {
  const icon = <Globe2 {...iconSize.row} />;
  return (
    <>
      <Part name="Panel and rows">
        <Panel title="Rows" action={<Button variant="quiet">Action</Button>} isFlush className={styles.wide}>
          <Row icon={icon} title="Plain" detail="With a detail" after={<Badge tone="amber">3</Badge>} />
          <Row icon={icon} title="Leads somewhere" detail="With a detail" href="/dev/parts" />
          <Row icon={icon} title="Where one is" detail="With a detail" href="/dev/parts" isCurrent />
          <Row icon={icon} title="Does something" onPress={() => undefined} />
        </Panel>
        <Panel title="Text" className={styles.wide}>
          <TwoLines name="A name on one line" about="A small line about it" />
          <Particulars texts={['Ankara', 'Emekli', '12 days ago']} />
        </Panel>
      </Part>
      <Part name="Fold">
        <Fold title="Closed at first">What few want to read.</Fold>
        <Fold title="Open at first" isOpenAtFirst>
          What is short enough to be seen.
        </Fold>
      </Part>
      <Part name="Entry">
        <div className={styles.wide}>
          <Entry icon={Phone} tone="accent" title="A call" at={AT} when="10:15" whenTitle="26 November 10:15">
            What was said.
          </Entry>
          <Entry
            icon={Phone}
            tone="faint"
            isOff
            title="Called off"
            at={AT}
            when="10:15"
            whenTitle="26 November 10:15"
          />
        </div>
      </Part>
      <Part name="Attention">
        <Attention icon={CircleAlert} title="Something went wrong" className={styles.wide}>
          <p>What it was, and what to do.</p>
        </Attention>
      </Part>
      <Part name="Nothing there, and not there yet">
        <div className={styles.wide}>
          <EmptyState illustration="people" title="Nobody yet" action={<Button variant="primary">Add</Button>}>
            What will stand here.
          </EmptyState>
        </div>
        <div className={styles.wide}>
          <Skeleton rows={3} hasAvatar />
        </div>
      </Part>
    </>
  );
}
