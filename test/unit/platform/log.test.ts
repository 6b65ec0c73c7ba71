import { expect, it } from '@jest/globals';
import { createLogOnce } from '../../../functions/platform/log.ts';
import { linesLogged } from '../../support/logged.ts';

const logged = linesLogged();

it('says the same of three things and of one in a call, and again in the next call', () => {
  for (const count of [1, 3]) {
    logged.length = 0;
    const say = createLogOnce();
    for (let times = 0; times < count; times += 1) say('WARN', 'letter-not-sent', { name: 'Throttled' });
    say('WARN', 'letter-not-sent', { name: 'Suspended' });
    expect(logged).toEqual([
      '{"level":"WARN","message":"letter-not-sent","name":"Throttled"}\n',
      '{"level":"WARN","message":"letter-not-sent","name":"Suspended"}\n',
    ]);
  }
});
