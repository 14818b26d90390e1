import { useEffect } from 'react';
import { mayDecide } from '../../../../sync/rules/approval';
import { useDatabase } from '../../../database/database-context';
import { useRequests } from './use-requests';

type Props = { onCount: (count: number) => void };

/** Counts what waits for this person's word; for agents nothing does. */
export default function RequestsWatch(props: Props) {
  const { me } = useDatabase();
  return mayDecide(me.role) ? <Watch {...props} /> : null;
}

function Watch({ onCount }: Props) {
  const count = useRequests()?.length ?? 0;
  useEffect(() => onCount(count), [count, onCount]);
  return null;
}
