import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Sets the making of a dossier going, without waiting for it. */
export type WakeBuilder = (dossierId: string) => Promise<void>;

/** The function that makes dossiers, called without waiting: it tries three times by itself. */
export const createWakeBuilder =
  (functionName: string, client = new LambdaClient({})): WakeBuilder =>
  async (dossierId) => {
    await client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'Event',
        Payload: JSON.stringify({ dossierId }),
      }),
    );
  };
