import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { type Assembly, type Places, written } from '../assembly.ts';
import { functionsOf } from '../functions.ts';

/** What people can ask for, and who may. */
export const checkRoutes = ({ production, all }: Places): void => {
  describe('the routes', () => {
    /** A new public operation belongs here only after a look at DOMAIN.md, invariants 2 and 15. */
    const publicRoutes = [
      '$default',
      'GET /calendar/{year}',
      'GET /challenges/{challengeId}',
      'GET /challenges/{challengeId}/answers',
      'GET /challenges/{challengeId}/corrections',
      'GET /designations',
      'GET /ledger/checkpoints',
      'GET /openapi.json',
      'GET /proposals/{proposalId}/publication',
      'GET /rounds',
      'GET /rounds/{roundId}',
      'GET /rounds/{roundId}/challenges',
      'GET /rounds/{roundId}/deadline.ics',
      'GET /rounds/{roundId}/draw',
      'GET /rounds/{roundId}/draw/supplements',
      'GET /rounds/{roundId}/figures',
      'GET /rounds/{roundId}/ledger',
      'GET /rounds/{roundId}/ledger/checkpoints',
      'GET /rounds/{roundId}/lessons',
      'GET /rounds/{roundId}/list',
      'GET /rounds/{roundId}/list/budgets',
      'GET /rounds/{roundId}/list/explanations',
      'GET /rounds/{roundId}/list/explanations/{proposalId}',
      'GET /rounds/{roundId}/list/sensitivity',
      'GET /rounds/{roundId}/list/sensitivity/scorecards',
      'GET /rounds/{roundId}/outages',
      'GET /rounds/{roundId}/score-sheet',
      'GET /rounds/{roundId}/verdicts',
      'GET /signing-key',
    ];
    const routeSchema = v.object({
      RouteKey: v.string(),
      AuthorizationType: v.string(),
      AuthorizationScopes: v.optional(v.array(v.string())),
      AuthorizerId: v.optional(v.object({ Ref: v.string() })),
      Target: v.unknown(),
    });
    const routesOf = (place: Assembly) =>
      place.all('AWS::ApiGatewayV2::Route').map(({ Properties }) => v.parse(routeSchema, Properties));
    const described = (place: Assembly) =>
      Object.entries(
        v.parse(
          v.object({
            paths: v.record(v.string(), v.record(v.string(), v.object({ 'x-served-by': v.string() }))),
          }),
          place.description,
        ).paths,
      ).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          key: `${method.toUpperCase()} ${path}`,
          servedBy: operation['x-served-by'],
        })),
      );

    it('are the operations of the description and one for whatever else is asked', () => {
      for (const place of all())
        expect(
          routesOf(place)
            .map(({ RouteKey }) => RouteKey)
            .sort(),
        ).toEqual([...described(place).map(({ key }) => key), '$default'].sort());
    });

    it('lead to the function that the operation names', () => {
      const functions = functionsOf(production());
      const integrations = new Map(
        production()
          .all('AWS::ApiGatewayV2::Integration')
          .map(({ id, Properties }) => [id, written(Properties['IntegrationUri'])]),
      );
      const targets = new Map(
        routesOf(production()).map(({ RouteKey, Target }) => [
          RouteKey,
          integrations.get(/^integrations\/<(\w+)>$/u.exec(written(Target))?.[1] ?? ''),
        ]),
      );
      const arnOf = (name: string) => `<${functions.get(name)?.resource.id ?? name}.Arn>`;
      for (const { key, servedBy } of described(production()))
        expect({ key, target: targets.get(key) }).toEqual({ key, target: arnOf(servedBy) });
      expect(targets.get('$default')).toBe(arnOf('public-api'));
    });

    it('are open to people without an account on this list alone', () => {
      for (const place of all())
        expect(
          routesOf(place)
            .filter(({ AuthorizationType }) => AuthorizationType === 'NONE')
            .map(({ RouteKey }) => RouteKey)
            .sort(),
        ).toEqual(publicRoutes);
    });

    it('ask for a token with a scope everywhere else, so that an ID token opens none', () => {
      for (const place of all()) {
        const authorizer = place.one('AWS::ApiGatewayV2::Authorizer');
        expect(written(authorizer.Properties['AuthorizerType'])).toBe('JWT');
        const closed = routesOf(place).filter(({ AuthorizationType }) => AuthorizationType !== 'NONE');
        expect(closed.length).toBeGreaterThan(50);
        for (const route of closed)
          expect(route).toMatchObject({
            AuthorizationType: 'JWT',
            AuthorizerId: { Ref: authorizer.id },
            AuthorizationScopes: ['first-buyer/portal', 'aws.cognito.signin.user.admin'],
          });
      }
    });

    it('are throttled, and logged without who called and what for', () => {
      const { DefaultRouteSettings, AccessLogSettings } =
        production().one('AWS::ApiGatewayV2::Stage').Properties;
      expect(DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 2000, ThrottlingRateLimit: 2000 });
      const { Format } = v.parse(v.object({ Format: v.string() }), AccessLogSettings);
      expect(Format).toContain('$context.status');
      expect(Format).not.toMatch(/\$context\.(?:route|path|identity|authorizer|domainName)/u);
    });
  });
};
