// Evaluates a flag of every kind in a page, and starts with a wrong key; what came of it is the page's text.
import { OpenFeature } from '@openfeature/web-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';

const provider = (key) =>
  new OFREPWebProvider({ baseUrl: process.env.SEGUE_URL, headers: [['Authorization', `Bearer ${key}`]] });

await OpenFeature.setContext({ targetingKey: 'ada' });
await OpenFeature.setProviderAndWait(provider(process.env.SEGUE_BROWSER_KEY));
const refused = await OpenFeature.setProviderAndWait('wrong-key', provider('wrong')).then(
  () => 'none',
  (error) => String(error),
);
const flags = OpenFeature.getClient();

document.body.textContent = JSON.stringify({
  object: flags.getObjectDetails('next-best-action', {}),
  text: flags.getStringDetails('plan-tier', 'code default'),
  number: flags.getNumberDetails('score-engagement', -1),
  tier: flags.getNumberDetails('sales-tier', -1),
  yes: flags.getBooleanDetails('in-power-users', true),
  unknownFlag: flags.getBooleanDetails('no-such-flag', true),
  wrongKey: OpenFeature.getClient('wrong-key').getStringDetails('lifecycle', 'code default'),
  refused,
});
document.title = 'checked';
