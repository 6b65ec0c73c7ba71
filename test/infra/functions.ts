import * as v from 'valibot';
import { type Assembly, type Resource, written } from './assembly.ts';

const statementSchema = v.object({
  Effect: v.string(),
  Action: v.union([v.string(), v.array(v.string())]),
  Resource: v.optional(v.unknown()),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown()))),
});
const policyDocument = v.object({ Statement: v.array(statementSchema) });

export type Statement = {
  readonly actions: readonly string[];
  /** Each as text: references in angle brackets, imports as `<export>`. */
  readonly resources: readonly string[];
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
};

/** The allowing statements of a role's own and attached policies. */
export const statementsOf = (assembly: Assembly, role: Resource): readonly Statement[] => {
  const inline = v
    .parse(v.optional(v.array(v.object({ PolicyDocument: policyDocument })), []), role.Properties['Policies'])
    .map(({ PolicyDocument }) => PolicyDocument);
  const attached = assembly
    .all('AWS::IAM::Policy', role.stack)
    .filter(({ Properties }) => JSON.stringify(Properties['Roles']) === JSON.stringify([{ Ref: role.id }]))
    .map(({ Properties }) => v.parse(policyDocument, Properties['PolicyDocument']));
  return [...inline, ...attached].flatMap(({ Statement }) =>
    Statement.map(({ Action, Resource, Condition }) => ({
      actions: [Action].flat(),
      resources: (Array.isArray(Resource) ? Resource : [Resource]).map(written),
      condition: Condition,
    })),
  );
};

const lambdaSchema = v.object({
  Description: v.string(),
  Environment: v.optional(v.object({ Variables: v.record(v.string(), v.unknown()) }), { Variables: {} }),
  Role: v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.literal('Arn')]) }),
  Runtime: v.string(),
  Architectures: v.array(v.string()),
  MemorySize: v.number(),
  Timeout: v.number(),
  LoggingConfig: v.object({ LogFormat: v.string(), LogGroup: v.object({ Ref: v.string() }) }),
});

/** Every function by its name, with its resource and role. */
export const functionsOf = (assembly: Assembly) =>
  new Map(
    assembly.all('AWS::Lambda::Function').map((resource) => {
      const properties = v.parse(lambdaSchema, resource.Properties);
      const role = assembly
        .all('AWS::IAM::Role', resource.stack)
        .find(({ id }) => id === properties.Role['Fn::GetAtt'][0]);
      if (role === undefined) throw new Error(`${properties.Description} has no role`);
      return [
        properties.Description,
        { resource, properties, statements: statementsOf(assembly, role) },
      ] as const;
    }),
  );

/** The functions that may take `action`, on anything. */
export const holdersOf = (assembly: Assembly, action: string): readonly string[] =>
  [...functionsOf(assembly)]
    .filter(([, { statements }]) => statements.some(({ actions }) => actions.includes(action)))
    .map(([name]) => name)
    .sort();
