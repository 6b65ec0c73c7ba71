import { describe, expect, it } from '@jest/globals';
import { settingsOf, UnclearSetting } from '../../infra/settings.ts';

const found = { account: '111122223333', region: 'ap-northeast-2', endpoint: undefined };
const settings = (context: Readonly<Record<string, unknown>>, surroundings = found) =>
  settingsOf((name) => context[name], surroundings);
const portalOrigin = 'https://portal.example.org';
const noticeSender = 'notices@agency.example.org';
const given = { portalOrigin, noticeSender };

describe('the settings', () => {
  it('are those of production unless the context names the local place', () => {
    expect(settings(given)).toMatchObject({
      place: 'production',
      isProtected: true,
      hasAlarms: true,
      enforcesTls: true,
      signsInByPassword: false,
      featurePlan: 'PLUS',
      signInUrl: 'https://first-buyer-111122223333.auth.ap-northeast-2.amazoncognito.com',
    });
    expect(settings({ place: 'local' })).toMatchObject({
      place: 'local',
      isProtected: false,
      hasAlarms: false,
      enforcesTls: false,
      signsInByPassword: true,
      featurePlan: 'ESSENTIALS',
    });
  });

  it('take what the context names', () => {
    const named = {
      ...given,
      signInPrefix: 'agency',
      featurePlan: 'essentials',
      alarmEmail: 'a@example.org',
      retentionInYears: '7',
    };
    expect(settings(named)).toMatchObject({
      signInPrefix: 'agency',
      signInUrl: 'https://agency.auth.ap-northeast-2.amazoncognito.com',
      featurePlan: 'ESSENTIALS',
      alarmEmail: 'a@example.org',
      retentionInYears: 7,
    });
  });

  it.each([
    ['no portal', {}, 'add --context portalOrigin=https://…'],
    ['a portal with a path', { portalOrigin: 'https://portal.example.org/' }, 'is no origin'],
    ['a portal without encryption', { portalOrigin: 'http://portal.example.org' }, 'is no origin'],
    ['an unknown place', { place: 'moon' }, 'use one of production, local'],
    ['no sender', { portalOrigin }, 'add --context noticeSender=…'],
    ['a sender that is no address', { portalOrigin, noticeSender: 'agency' }, 'is no address'],
    ['an unknown plan', { ...given, featurePlan: 'lite' }, 'use one of plus, essentials'],
    ['no time to keep people', { ...given, retentionInYears: '0' }, 'from 1 to 99'],
    ['an empty value', { ...given, alarmEmail: '' }, '--context alarmEmail=…'],
    ['a value that is no text', { ...given, signInPrefix: 7 }, '--context signInPrefix=…'],
  ])('are refused for %s, with what to type', (_, context, message) => {
    expect(() => settings(context)).toThrow(UnclearSetting);
    expect(() => settings(context)).toThrow(message);
  });

  it('are refused where no account is known', () => {
    expect(() => settingsOf(() => undefined, { ...found, account: undefined })).toThrow(
      'No account or no region',
    );
  });
});
