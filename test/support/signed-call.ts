import { SignatureV4 } from '@smithy/signature-v4';
import * as v from 'valibot';
import { Sha256 } from './sha256.ts';

/** A call, as the account itself, of a service that has no client here. Answers the text; throws it where it is a refusal. */
export const signedCall = async (
  service: string,
  more: Readonly<Record<string, string>>,
  body: string,
): Promise<string> => {
  const endpoint = new URL(process.env['AWS_ENDPOINT_URL'] ?? '');
  const signer = new SignatureV4({
    service,
    region: process.env['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    port: Number(endpoint.port),
    path: '/',
    headers: { host: endpoint.host, ...more },
    body,
  });
  const response = await fetch(endpoint, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
};

/** The same for the services that speak JSON: `target` names the call, `answer` parses what it answers. */
export const askService = async <S extends v.GenericSchema>(
  service: string,
  target: string,
  input: Readonly<Record<string, unknown>>,
  answer: S,
): Promise<v.InferOutput<S>> => {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  const text = await signedCall(service, headers, JSON.stringify(input));
  return v.parse(answer, JSON.parse(text));
};
