import { UserRoundPlus } from 'lucide-react';
import { memo, useEffect, useMemo, useRef } from 'react';
import { useCustomerRows, type CustomerRows, type CustomerRow } from '../../../database/use-customer-rows';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import { useSavedQuestion } from '../../segments/use-segments';
import { useSettings } from '../../settings/settings-context';
import type { BulkDialogOf } from '../many/selection-actions';
import { ListPane } from './list-pane';
import { useListUrl } from './use-list-url';

/** The list as it stands, as an address writes it; `leave` is called before one goes elsewhere. */
export type ListState = { readonly query: string; readonly leave: () => void };

/** The list of customers with what is asked of it. `isOpen`: somebody chosen from it stands beside or above it. */
export const ListSide = memo(function ListSide({
  isOpen,
  selectedId,
  bulkDialog,
  onState,
  onAdd,
  onOpen,
  onLog,
}: {
  isOpen: boolean;
  selectedId: string | undefined;
  bulkDialog: BulkDialogOf;
  onState: (state: ListState) => void;
  onAdd: () => void;
  onOpen: (row: CustomerRow) => void;
  onLog: (row: CustomerRow) => void;
}) {
  const t = useText();
  const { filter, sort, query, setFilter, setSort, leave } = useListUrl();
  useEffect(() => onState({ query, leave }), [onState, query, leave]);
  const segment = useSavedQuestion(filter.segmentId);
  const { zone: weekZone } = useSettings().office;
  const { customerRows, listKey } = useShownRows(
    useCustomerRows({ ...filter, segment }, sort, { beforeDocuments: !isOpen, weekZone }),
    query,
  );
  const addButton = useMemo(
    () => (
      <Button variant="primary" icon={<UserRoundPlus {...iconSize.row} />} onPress={onAdd}>
        {t('customers.add')}
      </Button>
    ),
    [t, onAdd],
  );
  return (
    <ListPane
      filter={filter}
      sort={sort}
      listKey={listKey}
      customerRows={customerRows}
      selectedId={selectedId}
      addButton={addButton}
      bulkDialog={bulkDialog}
      onFilter={setFilter}
      onSort={setSort}
      onOpen={onOpen}
      onLog={onLog}
    />
  );
});

/**
 * While the answer to another question is on its way, the rows of the last one stay: nothing blinks with every letter.
 */
function useShownRows(customerRows: CustomerRows, listKey: string): { customerRows: CustomerRows; listKey: string } {
  const shown = useRef({ customerRows, listKey });
  if (customerRows.ready || customerRows.total > 0) shown.current = { customerRows, listKey };
  return shown.current;
}
