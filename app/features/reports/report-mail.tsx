import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Switch } from '../../ui/switch';

const ask = () => api.reports.mail.query();

/** Whether the viewer is mailed when a month has closed, in the language they read now. */
export function ReportMail() {
  const t = useText();
  const { language } = useFormats();
  const { data, reload } = useCall(ask);
  const { isPending, act } = useAct();
  if (data === undefined) return null;
  const set = (isOn: boolean) => {
    if (isPending) return;
    void act(async () => {
      await api.reports.setMail.mutate({ language: isOn ? language : null });
      reload();
      return t(isOn ? 'reports.mailOn' : 'reports.mailOff');
    });
  };
  return (
    <Switch isSelected={data !== null} onChange={set}>
      {t('reports.mail')}
    </Switch>
  );
}
