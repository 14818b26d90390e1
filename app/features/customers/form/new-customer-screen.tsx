import { useLocation, useNavigate } from '@remix-run/react';
import { FileUp } from 'lucide-react';
import { useMemo } from 'react';
import { useDatabase } from '../../../database/database-context';
import { createDocument } from '../../../database/write';
import { useLanguage } from '../../../i18n/language';
import { useText } from '../../../i18n/use-text';
import { LinkButton } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import { showToast } from '../../../ui/toast';
import { CustomerForm } from './customer-form';
import { useStages } from '../../settings/use-stages';
import { emptyCustomerForm, type CustomerFormValues } from './customer-form-shape';
import { customerName } from '../customer-name';

const HOME_COUNTRY = 'TR';

export default function NewCustomerScreen() {
  const t = useText();
  const db = useDatabase();
  const language = useLanguage();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { first } = useStages();
  const start = useMemo(() => emptyCustomerForm(db.me.memberId, HOME_COUNTRY, language, first), [db, language, first]);

  const save = async (values: CustomerFormValues) => {
    try {
      const id = await createDocument(db, 'customers', {
        ...values,
        teamId: db.me.teamId,
        sharedWith: [],
        createdBy: db.me.memberId,
        createdAt: db.clock.nowIso(),
        lastContactAt: '',
        deletedAt: '',
      });
      showToast({ text: t('customers.form.created', { name: customerName(values, t) }) });
      navigate(`/customers/${id}${search}`, { replace: true });
      return true;
    } catch {
      showToast({ text: t('customers.form.notStored'), tone: 'attention' });
      return false;
    }
  };
  return (
    <CustomerForm
      title={t('customers.form.newTitle')}
      beside={
        <LinkButton variant="quiet" href="/imports" icon={<FileUp {...iconSize.small} />}>
          {t('customers.import')}
        </LinkButton>
      }
      draftKey="customer-new"
      start={start}
      saveLabel={t('customers.form.create')}
      onSave={save}
      onCancel={() => navigate(`/customers${search}`, { replace: true })}
    />
  );
}
