/** What recipients read who have no account: in the language their mail was in. */
export type PublicLanguage = 'tr' | 'en';

export const PUBLIC_WORDS = {
  tr: {
    leaveTitle: 'Listeden çıkın',
    leaveLead: 'Bu adrese artık tanıtım iletisi göndermeyelim mi?',
    leaveButton: 'Listeden çıkın',
    leaveWaiting: 'İsteğiniz işleniyor…',
    leftTitle: 'Listeden çıktınız',
    leftLead: 'Bu adrese artık tanıtım iletisi göndermeyeceğiz. Randevularınızla ilgili bilgiler gelmeye devam eder.',
    backLead: 'Yanlışlıkla mı oldu?',
    backWording: 'Bu adrese tanıtım iletileri gönderilmesini kabul ediyorum.',
    backButton: 'Onaylıyor ve listeye dönüyorum',
    backTitle: 'Yeniden listedesiniz',
    backDone: 'Onayınızı kaydettik. İstediğiniz zaman aynı bağlantıyla listeden çıkabilirsiniz.',
    againButton: 'Listeden çıkın',
    blockedTitle: 'Bu adrese yazamıyoruz',
    complainedLead:
      'Bu adresten bir iletimiz için şikâyet geldi. Bu yüzden buraya bir daha tanıtım iletisi göndermeyiz; bu sayfa bunu değiştiremez.',
    bouncedLead:
      'Bu adrese gönderdiğimiz iletiler geri döndü. Adresin çalıştığını öğrenene kadar buraya yazamayız; danışmanınıza söyleyin.',
    otherLead: 'Bu adres başka bir nedenle kapalı. Yeniden açılmasını isterseniz danışmanınıza söyleyin.',
    slowTitle: 'Biraz bekleyin',
    slowLead: 'Buradan çok fazla istek geldi. Birkaç dakika sonra yeniden deneyin.',
    cutTitle: 'Bağlantının bir parçası eksik',
    cutLead:
      'Listeden henüz çıkmadınız. İletideki bağlantıyı yeniden açın ya da iletiyi yanıtlayıp listeden çıkmak istediğinizi yazın.',
    testTitle: 'Bu bir denemeydi',
    testLead:
      'Bu bağlantı yalnızca deneme iletisinde böyledir. Alıcılarınızın iletisinde her birini listeden çıkaran kendi bağlantısı olur.',
    failedTitle: 'Şu anda işleyemedik',
    failedLead: 'Bir aksaklık oldu ve isteğiniz kaydedilmedi. Lütfen birazdan yeniden deneyin.',
  },
  en: {
    leaveTitle: 'Unsubscribe',
    leaveLead: 'Shall we stop sending marketing mail to this address?',
    leaveButton: 'Unsubscribe',
    leaveWaiting: 'Taking you off the list…',
    leftTitle: 'You are off the list',
    leftLead: 'We will send no more marketing mail to this address. Details of your appointments still reach you.',
    backLead: 'Was that a mistake?',
    backWording: 'I agree to receive marketing mail at this address.',
    backButton: 'I agree, put me back on the list',
    backTitle: 'You are back on the list',
    backDone: 'Your consent has been recorded. The same link takes you off again whenever you like.',
    againButton: 'Unsubscribe',
    blockedTitle: 'We cannot write to this address',
    complainedLead:
      'Somebody at this address complained about our mail. We therefore send no more marketing mail here, and this page cannot change that.',
    bouncedLead:
      'What we sent to this address came back. Until we know that it works we cannot write here; please tell your consultant.',
    otherLead: 'This address is closed for another reason. To have it opened again, please tell your consultant.',
    slowTitle: 'One moment',
    slowLead: 'Too many requests came from here. Please try again in a few minutes.',
    cutTitle: 'Part of the link is missing',
    cutLead:
      'You are not off the list yet. Please open the link in the mail once more, or answer the mail and tell us that you want to unsubscribe.',
    testTitle: 'That was a test',
    testLead:
      'The link is like this in a test message alone. In what your recipients get, each has a link of their own that takes them off the list.',
    failedTitle: 'We could not do that just now',
    failedLead: 'Something went wrong and your request was not recorded. Please try again shortly.',
  },
} as const satisfies Record<PublicLanguage, Record<string, string>>;

/** By which the wording of a yes given on the page is known for ever; a changed text gets a new one. */
export const BACK_WORDING_ID = 'unsubscribe-page-1';

/** The first language of ours that a browser asks for. */
export function languageOf(acceptLanguage: string): PublicLanguage {
  for (const part of acceptLanguage.split(',')) {
    const wanted = part.trim().slice(0, 2);
    if (/^tr$/i.test(wanted)) return 'tr';
    if (/^en$/i.test(wanted)) return 'en';
  }
  return 'tr';
}
