import { Outlet, useMatch, useNavigate } from '@remix-run/react';
import { UserRoundPlus } from 'lucide-react';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useCustomerRows, type CustomerRows, type CustomerRow } from '../../../database/use-customer-rows';
import { useText } from '../../../i18n/use-text';
import { WithAllWords } from '../../../i18n/whole-words';
import { useListAfterDetail } from '../../../shell/after-detail';
import { PaneBoundary } from '../../../shell/pane-boundary';
import { Screen } from '../../../shell/screen';
import { useShortcut } from '../../../shell/use-shortcut';
import { Button } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import { ListDetail } from '../../../ui/list-detail';
import { useMedia } from '../../../ui/use-media';
import { useSavedQuestion } from '../../segments/use-segments';
import { useSettings } from '../../settings/settings-context';
import styles from './customers-screen.module.css';
import { ListPane } from './list-pane';
import type { BulkDialogOf } from '../many/selection-actions';
import { useListUrl, withQuery } from './use-list-url';

/**
 * The list of customers beside the one that was chosen from it. `logDialog` logs something about a row's customer,
 * `bulkDialog` writes to several.
 */
export function CustomersScreen({
  logDialog,
  bulkDialog,
}: {
  logDialog: (row: CustomerRow, close: () => void) => ReactNode;
  bulkDialog: BulkDialogOf;
}) {
  const t = useText();
  const navigate = useNavigate();
  const { filter, sort, query, setFilter, setSort, leave } = useListUrl();
  const segment = useSavedQuestion(filter.segmentId);
  const { zone: weekZone } = useSettings().office;
  const chosen = useMatch('/customers/:id/*')?.params['id'];
  const isOpen = chosen !== undefined;
  const { customerRows, listKey } = useShownRows(
    useCustomerRows({ ...filter, segment }, sort, { beforeDocuments: !isOpen, weekZone }),
    query,
  );
  const selectedId = chosen === 'new' ? undefined : chosen;
  const isCard = useMatch('/customers/:id') !== null && selectedId !== undefined;
  const isEdited = useMatch('/customers/:id/edit') !== null;
  const { isListDrawn, seen } = useListAfterDetail(isCard);
  const hasRoomForBoth = useMedia('(min-width: 1000px)');
  const [logFor, setLogFor] = useState<CustomerRow | null>(null);

  // The same function through all letters that are typed: the list is not drawn again before it has other rows.
  const onTheWay = useRef({ query, replace: false });
  onTheWay.current = { query, replace: isOpen && hasRoomForBoth };
  const go = useCallback(
    (path: string, replace: boolean) => {
      leave();
      navigate(withQuery(path, onTheWay.current.query), { replace });
    },
    [leave, navigate],
  );
  const open = useCallback((row: CustomerRow) => go(`/customers/${row.id}`, onTheWay.current.replace), [go]);
  const add = useCallback(() => go('/customers/new', false), [go]);
  useShortcut('n', add);

  const addButton = (
    <Button variant="primary" icon={<UserRoundPlus {...iconSize.row} />} onPress={add}>
      {t('customers.add')}
    </Button>
  );
  return (
    <Screen
      title={t(isOpen && !hasRoomForBoth ? titleOver(isEdited, chosen) : 'customers.title')}
      layout="full"
      back={isOpen && !hasRoomForBoth ? withQuery('/customers', query) : undefined}
      actions={
        isOpen && !hasRoomForBoth ? undefined : (
          <span className={styles.add} title={t('customers.addShortcut')}>
            <Button
              variant="primary"
              aria-keyshortcuts="n"
              aria-label={t('customers.add')}
              icon={<UserRoundPlus {...iconSize.row} />}
              onPress={add}
            >
              {t('customers.add')}
            </Button>
          </span>
        )
      }
    >
      <ListDetail
        listLabel={t('customers.listLabel')}
        detailLabel={t('customers.detailLabel')}
        isDetailOpen={isOpen}
        detail={
          <PaneBoundary>
            <WithAllWords areEnough={!isOpen}>{seen(<Outlet />)}</WithAllWords>
          </PaneBoundary>
        }
        list={
          isListDrawn && (
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
              onOpen={open}
              onLog={setLogFor}
            />
          )
        }
      />
      {logFor !== null && logDialog(logFor, () => setLogFor(null))}
    </Screen>
  );
}

/** What the one bar says where a form slides over the list: there is no other title beside it (customer-form). */
function titleOver(isEdited: boolean, chosen: string): string {
  if (isEdited) return 'customers.form.editTitle';
  return chosen === 'new' ? 'customers.form.newTitle' : 'customers.title';
}

/**
 * While the answer to another question is on its way, the rows of the last one stay: nothing blinks with every letter.
 */
function useShownRows(customerRows: CustomerRows, listKey: string): { customerRows: CustomerRows; listKey: string } {
  const shown = useRef({ customerRows, listKey });
  if (customerRows.ready || customerRows.total > 0) shown.current = { customerRows, listKey };
  return shown.current;
}
