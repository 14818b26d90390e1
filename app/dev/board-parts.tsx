import { useState } from 'react';
import { BarChart } from '../ui/bar-chart';
import { Board, BoardColumn } from '../ui/board';
import { RampMark } from '../ui/ramp-mark';
import { Part } from './part';
import styles from './parts.module.css';

const COLUMNS = [
  { id: 'first', label: 'First' },
  { id: 'second', label: 'Second' },
  { id: 'closed', label: 'Closed' },
];
const CARDS = Array.from({ length: 200 }, (_, at) => ({ id: `card-${at}`, column: at % 3 === 2 ? 'second' : 'first' }));
const refusal = (from: string, to: string) =>
  from === to ? 'It is there already' : to === 'closed' ? 'Nothing may be moved here' : null;

/** A board whose last column takes nothing, and bars with their table. */
export function BoardParts() {
  const [cards, setCards] = useState(CARDS);
  return (
    <>
      <Part name="Board">
        <div className={styles.wide} style={{ display: 'flex', height: 420, width: '100%' }}>
          <Board
            label="Board"
            columns={COLUMNS}
            refusal={refusal}
            onMove={(id, _from, to) =>
              setCards((all) => all.map((card) => (card.id === id ? { ...card, column: to } : card)))
            }
          >
            {COLUMNS.map(({ id, label }) => {
              const own = cards.filter(({ column }) => column === id);
              return (
                <BoardColumn
                  key={id}
                  id={id}
                  label={label}
                  mark={<RampMark step={id === 'closed' ? 'off' : 2} />}
                  count={String(own.length)}
                  countLabel={`${own.length} cards`}
                  cards={own}
                  nameOf={(card) => card.id}
                  empty="No cards"
                >
                  {(card) => <span>{card.id}</span>}
                </BoardColumn>
              );
            })}
          </Board>
        </div>
      </Part>
      <Part name="Bar chart">
        <div className={styles.wide}>
          <BarChart
            label="Two weeks"
            series={['This week', 'Last week']}
            rowsLabel="Person"
            rows={[
              { id: 'a', label: 'Ada Er', values: [12, 18] },
              { id: 'b', label: 'Can Su', values: [0, 4] },
            ]}
            format={String}
          />
        </div>
      </Part>
    </>
  );
}
