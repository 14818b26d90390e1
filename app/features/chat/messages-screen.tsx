import { Outlet, useLocation, useMatch, useNavigate, useSearchParams } from '@remix-run/react';
import { useCallback, useRef } from 'react';
import { useText } from '../../i18n/use-text';
import { PaneBoundary } from '../../shell/pane-boundary';
import { Screen } from '../../shell/screen';
import { ListDetail } from '../../ui/list-detail';
import { useMedia } from '../../ui/use-media';
import { CHAT_FILTERS } from './chat-model';
import { ChatPane, type ChatShow } from './chat-pane';

const SHOWS: readonly string[] = [...CHAT_FILTERS, 'unmatched'] satisfies ChatShow[];

/** The list of conversations beside the one that was chosen from it. What it shows stands in the address. */
export default function MessagesScreen() {
  const t = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [params, setParams] = useSearchParams();
  const unmatched = useMatch('/messages/unmatched/:id')?.params['id'];
  const thread = useMatch('/messages/:id')?.params['id'];
  const isOpen = pathname !== '/messages';
  const hasRoomForBoth = useMedia('(min-width: 1000px)');
  const asked = params.get('show') ?? 'all';
  const show = (SHOWS.includes(asked) ? asked : 'all') as ChatShow;
  const query = show === 'all' ? '' : `?show=${show}`;
  const onTheWay = useRef({ query, replace: false });
  onTheWay.current = { query, replace: isOpen && hasRoomForBoth };
  const open = useCallback(
    (path: string, messageId?: string) => {
      const { query, replace } = onTheWay.current;
      const at = messageId === undefined ? query : `${query === '' ? '?' : `${query}&`}message=${messageId}`;
      navigate(`/messages/${path}${at}`, { replace, preventScrollReset: true });
    },
    [navigate],
  );
  return (
    <Screen title={t('chat.title')} layout="full" back={isOpen && !hasRoomForBoth ? `/messages${query}` : undefined}>
      <ListDetail
        listLabel={t('chat.list')}
        detailLabel={t('chat.thread')}
        isDetailOpen={isOpen}
        list={
          <ChatPane
            show={show}
            selectedId={unmatched ?? thread}
            onShow={(next) =>
              setParams(
                (before) => {
                  if (next === 'all') before.delete('show');
                  else before.set('show', next);
                  // One has been there.
                  before.delete('message');
                  return before;
                },
                { replace: true, preventScrollReset: true },
              )
            }
            onOpen={open}
          />
        }
        detail={
          <PaneBoundary>
            <Outlet />
          </PaneBoundary>
        }
      />
    </Screen>
  );
}
