import { useLocation } from '@remix-run/react';
import { ArrowDownUp, Columns3, ListChecks } from 'lucide-react';
import {
  lazy,
  memo,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
  useTransition,
  type ReactNode,
} from 'react';
import {
  EVERYBODY,
  type CustomerRows,
  type CustomerFilter,
  type CustomerRow,
  type CustomerSort,
} from '../../../database/use-customer-rows';
import { useReceiving } from '../../../database/use-sync-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { withAllWords } from '../../../i18n/whole-words';
import { useShortcut } from '../../../shell/use-shortcut';
import { Button, LinkButton } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { iconSize } from '../../../ui/icon-size';
import { Menu } from '../../../ui/menu';
import { SearchField } from '../../../ui/search-field';
import { Skeleton } from '../../../ui/skeleton';
import { CustomerList } from './customer-list';
import { FilterBar } from './filter-bar';
import { CUSTOMER_SORTS, isFiltering } from './filter-url';
import type { BulkDialogOf } from '../many/selection-actions';
import { useSelection } from '../../../ui/use-selection';
import { useDatabase } from '../../../database/database-context';
import { useMembers } from '../../members/use-members';
import { SegmentGone } from '../../segments/segment-gone';
import { useIsSegmentGone } from '../../segments/use-segments';
import { showToast } from '../../../ui/toast';
import styles from './list-pane.module.css';

const SelectionActions = lazy(withAllWords(() => import('../many/selection-actions')));

/** So many can be changed at once: each is a document that is written, sent and audited. */
const MAX_SELECTED = 2_000;

type ListPaneProps = {
  filter: CustomerFilter;
  sort: CustomerSort;
  listKey: string;
  customerRows: CustomerRows;
  selectedId: string | undefined;
  onFilter: (change: Partial<CustomerFilter>) => void;
  onSort: (sort: CustomerSort) => void;
  onOpen: (row: CustomerRow) => void;
  onLog: (row: CustomerRow) => void;
  addButton: ReactNode;
  bulkDialog: BulkDialogOf;
};

/** Search, filters, count and the rows themselves. */
export function ListPane({
  filter,
  sort,
  listKey,
  customerRows,
  selectedId,
  onFilter,
  onSort,
  onOpen,
  onLog,
  addButton,
  bulkDialog,
}: ListPaneProps) {
  const t = useText();
  const search = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  // What was looked for mostly stands in the first rows.
  const leadToRows = useCallback(
    () => pane.current?.querySelector<HTMLElement>('[role="row"] [tabindex="0"]')?.focus(),
    [],
  );
  const input = () => search.current?.querySelector('input');
  useShortcut('/', () => input()?.focus());
  // The key was pressed on another screen.
  const { state } = useLocation() as { state: { search?: boolean } | null };
  useEffect(() => {
    if (state?.search === true) input()?.focus();
  }, [state]);
  useEffect(() => {
    input()?.setAttribute('aria-keyshortcuts', '/');
    input()?.setAttribute('title', t('customers.searchShortcut'));
  }, [t]);
  const isFiltered = isFiltering(filter);
  // The cross in the field empties the search; there is no filter to speak of.
  const isSearchOnly = isFiltered && !isFiltering({ ...filter, text: '' });
  const { total, ready } = customerRows;
  const { selection, start, stop, add } = useSelection();
  const showsOwners = useDatabase().me.role !== 'agent';
  const { byId: members } = useMembers();
  const ownerOf = useCallback((id: string) => (showsOwners ? members.get(id) : undefined), [showsOwners, members]);
  const { idsOf } = customerRows;
  const shownTotal = useRef(total);
  shownTotal.current = total;
  const selectAll = useCallback(async () => {
    const ids = await idsOf(MAX_SELECTED);
    add(ids);
    if (shownTotal.current > ids.length) showToast({ text: t('customers.select.limit', { count: ids.length }) });
  }, [idsOf, add, t]);
  return (
    <div ref={pane} className={styles.pane}>
      <header className={styles.tools}>
        <div ref={search}>
          <SearchBox text={filter.text} onFilter={onFilter} onArrowDown={leadToRows} />
        </div>
        <FilterBar filter={filter} onChange={onFilter} />
        <div className={styles.summary}>
          <Count total={total} ready={ready} />
          <Tools
            isSelecting={selection !== null}
            canSelect={ready && total > 0}
            sort={sort}
            onSort={onSort}
            onSelect={start}
            onSelectAll={selectAll}
          />
        </div>
      </header>
      {total > 0 ? (
        <CustomerList
          customerRows={customerRows}
          listKey={listKey}
          selectedId={selectedId}
          ownerOf={ownerOf}
          selection={selection}
          onOpen={onOpen}
          onLog={onLog}
        />
      ) : !ready ? (
        <Skeleton rows={9} />
      ) : (
        <NoRows
          isFiltered={isFiltered}
          isSearchOnly={isSearchOnly}
          segmentId={filter.segmentId}
          onClear={() => onFilter(EVERYBODY)}
          onClearSegment={() => onFilter({ segmentId: '' })}
          addButton={addButton}
        />
      )}
      {selection !== null && (
        <Suspense fallback={null}>
          <SelectionActions selected={selection.ids} bulkDialog={bulkDialog} onClose={stop} />
        </Suspense>
      )}
    </div>
  );
}

/** The letter first: it stands in the field before anything else is drawn for it. */
const SearchBox = memo(function SearchBox({
  text,
  onFilter,
  onArrowDown,
}: {
  text: string;
  onFilter: ListPaneProps['onFilter'];
  onArrowDown: () => void;
}) {
  const t = useText();
  const [isOnItsWay, startTransition] = useTransition();
  const [typed, setTyped] = useState(text);
  const onChange = useCallback(
    (value: string) => {
      setTyped(value);
      startTransition(() => onFilter({ text: value }));
    },
    [onFilter],
  );
  return (
    <SearchField
      label={t('customers.search')}
      placeholder={t('customers.searchPlaceholder')}
      value={isOnItsWay ? typed : text}
      onChange={onChange}
      onArrowDown={onArrowDown}
    />
  );
});

/** Not drawn again for every answer to what is typed, nor for what arrives meanwhile. */
const Tools = memo(function Tools({
  isSelecting,
  canSelect,
  sort,
  onSort,
  onSelect,
  onSelectAll,
}: {
  isSelecting: boolean;
  canSelect: boolean;
  sort: CustomerSort;
  onSort: (sort: CustomerSort) => void;
  onSelect: () => void;
  onSelectAll: () => Promise<void>;
}) {
  const t = useText();
  return (
    <>
      <LinkButton variant="quiet" className={styles.tool} href="/board" icon={<Columns3 {...iconSize.small} />}>
        {t('board.open')}
      </LinkButton>
      {isSelecting ? (
        <Button variant="quiet" className={styles.tool} onPress={() => void onSelectAll()}>
          {t('customers.select.all')}
        </Button>
      ) : (
        <Button
          variant="quiet"
          className={styles.tool}
          icon={<ListChecks {...iconSize.small} />}
          isDisabled={!canSelect}
          onPress={onSelect}
        >
          {t('customers.select')}
        </Button>
      )}
      <Menu
        label={t('customers.sort')}
        trigger={
          <Button variant="quiet" className={styles.tool} icon={<ArrowDownUp {...iconSize.small} />}>
            {t(`customers.sort.${sort}`)}
          </Button>
        }
        actions={CUSTOMER_SORTS.map((id) => ({ id, label: t(`customers.sort.${id}`), onAction: () => onSort(id) }))}
      />
    </>
  );
});

function Count({ total, ready }: { total: number; ready: boolean }) {
  const t = useText();
  const formats = useFormats();
  // A count that is read out letter by letter would talk over the person typing.
  const spoken = useDeferredValue(total);
  return (
    <p role="status" className={styles.count}>
      {ready ? (
        <>
          <span className={styles.said}>{t('customers.count', { shown: spoken })}</span>
          <span className={styles.number} aria-hidden="true">
            {formats.number(spoken)}
          </span>
        </>
      ) : (
        t('customers.counting')
      )}
    </p>
  );
}

function NoRows({
  isFiltered,
  isSearchOnly,
  segmentId,
  onClear,
  onClearSegment,
  addButton,
}: {
  isFiltered: boolean;
  isSearchOnly: boolean;
  segmentId: string;
  onClear: () => void;
  onClearSegment: () => void;
  addButton: ReactNode;
}) {
  const t = useText();
  const { isReceiving, text } = useReceiving();
  if (useIsSegmentGone(segmentId)) return <SegmentGone onClear={onClearSegment} />;
  if (isFiltered && !isReceiving) {
    return (
      <EmptyState
        illustration="search"
        title={t('customers.nothing.title')}
        action={
          <Button onPress={onClear}>{t(isSearchOnly ? 'customers.search.clear' : 'customers.filter.clear')}</Button>
        }
      >
        {t(isSearchOnly ? 'customers.nothing.search' : 'customers.nothing.body')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      illustration="people"
      title={t(isReceiving ? 'customers.receiving.title' : 'customers.empty.title')}
      action={
        <>
          {addButton}
          {!isReceiving && <LinkButton href="/imports">{t('customers.import')}</LinkButton>}
        </>
      }
    >
      {t(isReceiving ? text : 'customers.empty.body')}
    </EmptyState>
  );
}
