import { Outlet, useLocation, useMatch, useNavigate } from '@remix-run/react';
import { UserRoundPlus } from 'lucide-react';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { CustomerRow } from '../../../database/use-customer-rows';
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
import styles from './customers-screen.module.css';
import type { BulkDialogOf } from '../many/selection-actions';
import { ListSide, type ListState } from './list-side';
import { listQuery, withQuery } from './use-list-url';

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
  const { search } = useLocation();
  const chosen = useMatch('/customers/:id/*')?.params['id'];
  const isOpen = chosen !== undefined;
  const selectedId = chosen === 'new' ? undefined : chosen;
  const isCard = useMatch('/customers/:id') !== null && selectedId !== undefined;
  const isEdited = useMatch('/customers/:id/edit') !== null;
  const { isListDrawn, seen } = useListAfterDetail(isCard);
  const hasRoomForBoth = useMedia('(min-width: 1000px)');
  const [logFor, setLogFor] = useState<CustomerRow | null>(null);
  const { go, onState } = useWayFromList();

  const replaces = useRef(false);
  replaces.current = isOpen && hasRoomForBoth;
  const open = useCallback((row: CustomerRow) => go(`/customers/${row.id}`, replaces.current), [go]);
  const add = useCallback(() => go('/customers/new', false), [go]);
  useShortcut('n', add);

  const isDetailAlone = isOpen && !hasRoomForBoth;
  return (
    <Screen
      title={t(isDetailAlone ? titleOver(isEdited, chosen) : 'customers.title')}
      layout="full"
      back={isDetailAlone ? withQuery('/customers', listQuery(search)) : undefined}
      actions={
        // On its own form it leads nowhere; beside something open, what is filled is in there.
        isDetailAlone || chosen === 'new' ? undefined : (
          <span className={styles.add} title={t('customers.addShortcut')}>
            <Button
              variant={isOpen ? 'secondary' : 'primary'}
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
            <ListSide
              isOpen={isOpen}
              selectedId={selectedId}
              bulkDialog={bulkDialog}
              onState={onState}
              onAdd={add}
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
 * How one leaves for a customer so that the list stands as it was left. What is typed changes the list alone: the
 * screen around it is not drawn for a letter, and hears of it by `onState`.
 */
function useWayFromList() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const list = useRef<ListState | null>(null);
  const addressed = useRef(search);
  addressed.current = search;
  const onState = useCallback((state: ListState) => {
    list.current = state;
  }, []);
  // The same function through all letters that are typed: the list is not drawn again before it has other rows.
  const go = useCallback(
    (path: string, replace: boolean) => {
      list.current?.leave();
      navigate(withQuery(path, list.current?.query ?? listQuery(addressed.current)), { replace });
    },
    [navigate],
  );
  return { go, onState };
}
