// Evaluates a flag of every kind, and what cannot be evaluated; prints what the SDK made of it as JSON.
import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';

const [userId] = process.argv.slice(2);
const baseUrl = process.env.SEGUE_URL;
const provider = (key) => new OFREPProvider({ baseUrl, headers: [['Authorization', `Bearer ${key}`]] });

await OpenFeature.setProviderAndWait(provider(process.env.SEGUE_SERVER_KEY));
await OpenFeature.setProviderAndWait('wrong-key', provider('wrong'));
const flags = OpenFeature.getClient();
const user = { targetingKey: userId, page: { path: '/pricing' }, seen: new Date(0), tags: ['a'] };

console.log(
  JSON.stringify({
    object: await flags.getObjectDetails('next-best-action', {}, user),
    text: await flags.getStringDetails('plan-tier', 'code default', user),
    number: await flags.getNumberDetails('score-engagement', -1, user),
    tier: await flags.getNumberDetails('sales-tier', -1, user),
    yes: await flags.getBooleanDetails('in-power-users', true, user),
    unknownFlag: await flags.getBooleanDetails('no-such-flag', true, user),
    wrongType: await flags.getNumberDetails('plan-tier', -1, user),
    nobody: await flags.getStringDetails('lifecycle', 'code default', {}),
    neverSeen: await flags.getStringDetails('lifecycle', 'code default', { targetingKey: 'never seen' }),
    wrongKey: await OpenFeature.getClient('wrong-key').getStringDetails('lifecycle', 'code default', user),
  }),
);
await OpenFeature.close();
