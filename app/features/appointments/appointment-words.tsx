import {
  Ban,
  CalendarDays,
  Check,
  CircleDashed,
  Clock,
  MapPin,
  Phone,
  UserX,
  Users,
  Video,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { AppointmentKind, AppointmentStatus } from '../../../sync/collections/appointment';
import { isEverywhereKnown } from '../../../sync/rules/approval';
import { useText } from '../../i18n/use-text';
import { Badge, type Tone } from '../../ui/badge';
import { iconSize } from '../../ui/icon-size';

const KIND_ICONS: Readonly<Record<AppointmentKind, LucideIcon>> = {
  meeting: Users,
  visit: MapPin,
  video: Video,
  phone: Phone,
};

/** A kind of the office's own has a name and no picture of its own. */
export const kindIcon = (kindId: string): LucideIcon => (isEverywhereKnown(kindId) ? KIND_ICONS[kindId] : CalendarDays);

const STATUS_LOOK: Readonly<Record<AppointmentStatus, { tone: Tone; icon: LucideIcon }>> = {
  draft: { tone: 'neutral', icon: CircleDashed },
  requested: { tone: 'amber', icon: Clock },
  approved: { tone: 'slate', icon: Check },
  declined: { tone: 'brick', icon: X },
  confirmed: { tone: 'accent', icon: Check },
  cancelled: { tone: 'neutral', icon: Ban },
  held: { tone: 'accent', icon: Check },
  no_show: { tone: 'brick', icon: UserX },
};

const UNKNOWN_LOOK: { tone: Tone; icon: LucideIcon } = { tone: 'neutral', icon: CircleDashed };

export function StatusBadge({ status }: { status: AppointmentStatus }) {
  const t = useText();
  const { tone, icon: Icon } = Object.hasOwn(STATUS_LOOK, status) ? STATUS_LOOK[status] : UNKNOWN_LOOK;
  return (
    <Badge tone={tone} icon={<Icon {...iconSize.small} />}>
      {t(`appointments.status.${status}`)}
    </Badge>
  );
}

/** "45 dk", "1 sa", "1 sa 30 dk" */
export function useLengthWords(): (minutes: number) => string {
  const t = useText();
  return (minutes) => {
    const hours = Math.floor(minutes / 60),
      rest = minutes % 60;
    if (hours === 0) return t('appointments.length.minutes', { minutes: rest });
    return rest === 0
      ? t('appointments.length.hours', { hours })
      : t('appointments.length.both', { hours, minutes: rest });
  };
}

/** Opens the place in whatever map the device uses. */
export function mapLink(place: string): string {
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(place)}`;
}
