import type { TemplateFields } from '../../sync/collections/template';
import { derivedId } from '../../sync/rules/derived-id';

type DemoTemplate = Omit<TemplateFields, 'archivedAt' | 'createdBy' | 'createdAt'>;

const TEXTS: readonly Omit<DemoTemplate, 'id'>[] = [
  {
    name: 'Hoş geldiniz',
    purpose: 'welcome',
    emailSubjectTr: 'Tanıştığımıza memnun olduk',
    emailBodyTr:
      'Merhaba {{firstName}},\n\nBugün vakit ayırdığınız için teşekkür ederim. Konuştuklarımızı not ' +
      'aldım; size uygun seçenekleri ' +
      'hazırlayıp bu hafta içinde paylaşacağım. Aklınıza takılan olursa bu e-postayı yanıtlamanız yeterli.\n\n' +
      'Selamlar,\n{{agentName}}\n{{officeName}}',
    emailSubjectEn: 'It was good to meet you',
    emailBodyEn:
      'Dear {{firstName}},\n\nThank you for your time today. I have noted what we talked about and ' +
      'will send you the options that ' +
      'fit within this week. If anything comes to mind, just reply to this e-mail.\n\nKind ' +
      'regards,\n{{agentName}}\n{{officeName}}',
    smsTr:
      'Merhaba {{firstName}}, ben {{officeName}} ofisinden {{agentName}}. Görüştüğümüze sevindim, ' +
      'sorularınız için buradayım.',
    smsEn:
      'Hello {{firstName}}, this is {{agentName}} from {{officeName}}. It was good to talk; I am ' +
      'here for your questions.',
  },
  {
    name: 'Randevu hatırlatma',
    purpose: 'reminder',
    emailSubjectTr: '{{appointmentDate}} {{appointmentTime}} randevunuz',
    emailBodyTr:
      'Merhaba {{firstName}},\n\n{{appointmentDate}} günü saat {{appointmentTime}} için randevumuz ' +
      'var.\nYer: {{appointmentPlace}}\n\n' +
      'Saat size uymazsa bu e-postayı yanıtlayın, birlikte yenisini bulalım.\n\nGörüşmek üzere,\n{{agentName}}',
    emailSubjectEn: 'Your appointment on {{appointmentDate}}, {{appointmentTime}}',
    emailBodyEn:
      'Dear {{firstName}},\n\nWe have an appointment on {{appointmentDate}} at ' +
      '{{appointmentTime}}.\nPlace: {{appointmentPlace}}\n\n' +
      'If the time does not suit you, reply to this e-mail and we will find another one.\n\nSee you ' +
      'soon,\n{{agentName}}',
    smsTr:
      '{{officeName}}: {{appointmentDate}} saat {{appointmentTime}} randevunuz var. Geliyorsanız 1, ' +
      'başka zaman için 2 yazın.',
    smsEn:
      '{{officeName}}: you have an appointment on {{appointmentDate}} at {{appointmentTime}}. Reply ' +
      '1 to confirm, 2 to move it.',
  },
  {
    name: 'Yol tarifi',
    purpose: 'directions',
    emailSubjectTr: 'Nasıl gelirsiniz?',
    emailBodyTr:
      'Merhaba {{firstName}},\n\n{{appointmentDate}} günü {{appointmentTime}} için buluşma yerimiz: ' +
      '{{appointmentPlace}}.\n' +
      'Girişte adınızı söylemeniz yeterli; geç kalırsanız haber verin, bekleriz.\n\n{{agentName}}',
    emailSubjectEn: 'How to get here',
    emailBodyEn:
      'Dear {{firstName}},\n\nOn {{appointmentDate}} at {{appointmentTime}} we meet at {{appointmentPlace}}.\n' +
      'Just say your name at the entrance; if you are running late, let us know and we will wait.\n\n{{agentName}}',
    smsTr: '{{appointmentTime}} buluşmamız: {{appointmentPlace}}. Girişte adınızı söylemeniz yeterli. {{agentName}}',
    smsEn: 'We meet at {{appointmentTime}}: {{appointmentPlace}}. Just say your name at the entrance. {{agentName}}',
  },
  {
    name: 'Takip',
    purpose: 'follow_up',
    emailSubjectTr: 'Düşünme fırsatınız oldu mu?',
    emailBodyTr:
      'Merhaba {{firstName}},\n\nGeçen görüşmemizden sonra düşünme fırsatınız oldu mu? Takıldığınız ' +
      'bir nokta varsa kısa bir ' +
      'telefon görüşmesiyle netleştirelim; size uyan bir saat yazmanız yeterli.\n\nSelamlar,\n{{agentName}}',
    emailSubjectEn: 'Have you had a chance to think it over?',
    emailBodyEn:
      'Dear {{firstName}},\n\nHave you had a chance to think it over since we spoke? If something is ' +
      'unclear, a short call will ' +
      'settle it; just write a time that suits you.\n\nKind regards,\n{{agentName}}',
    smsTr:
      'Merhaba {{firstName}}, görüşmemizi düşünme fırsatınız oldu mu? Uygun olduğunuzda arayabilirim. {{agentName}}',
    smsEn: 'Hello {{firstName}}, have you had a chance to think it over? I can call when it suits you. {{agentName}}',
  },
  {
    name: 'Teşekkür',
    purpose: 'thanks',
    emailSubjectTr: 'Teşekkür ederiz',
    emailBodyTr:
      'Merhaba {{firstName}},\n\nBizi tercih ettiğiniz için teşekkür ederiz. Bundan sonraki ' +
      'adımlarda da yanınızdayız; ne zaman ' +
      'isterseniz yazabilirsiniz.\n\nSelamlar,\n{{agentName}}\n{{officeName}}',
    emailSubjectEn: 'Thank you',
    emailBodyEn:
      'Dear {{firstName}},\n\nThank you for choosing us. We stay at your side for the steps to come; ' +
      'write whenever you like.\n\n' +
      'Kind regards,\n{{agentName}}\n{{officeName}}',
    smsTr:
      'Teşekkürler {{firstName}}, bizi tercih ettiğiniz için memnunuz. Bir sorunuz olursa buradayım. {{agentName}}',
    smsEn: 'Thank you {{firstName}}, we are glad you chose us. I am here if you have a question. {{agentName}}',
  },
];

/** The ready texts of the demo office, the same in every one. */
export const DEMO_TEMPLATES: readonly DemoTemplate[] = TEXTS.map((text) => ({
  ...text,
  id: derivedId('template', 'demo', text.purpose),
}));
