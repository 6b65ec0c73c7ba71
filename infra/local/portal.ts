import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import sirv from 'sirv';
import { portalConfiguration } from '../portal-configuration.ts';
import { portalHeaders } from '../portal-headers.ts';
import { localRegion, projectDirectory } from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';

const files = join(projectDirectory, 'web', 'dist');

type Served = {
  readonly port: number;
  readonly endpoint: string;
  readonly apiUrl: string;
  readonly outputs: Readonly<Record<string, string>>;
};

/**
 * Bundles the portal's files, whose types the checks look at: a start waits for no compiler. Rejects with a LocalCloudError that
 * says what the build said.
 */
export const buildPortal = (signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(
      'npm',
      ['run', '--silent', 'bundle:web'],
      {
        cwd: projectDirectory,
        // A test runner's own would bring React's slow half that is for developers.
        env: { ...process.env, NODE_ENV: 'production' },
        ...(signal === undefined ? {} : { signal }),
      },
      (error, said, complained) => {
        if (error === null) resolve();
        else reject(new LocalCloudError(`The portal could not be built:\n${said}\n${complained}`));
      },
    );
  });

/**
 * Serves the built portal and, below `/api`, the API, so that both are one origin as they are on AWS, with the same
 * security headers. Listens on the loopback interface alone. Throws where the port is taken.
 */
export const servePortal = async ({ port, endpoint, apiUrl, outputs }: Served) => {
  const userPoolId = outputs['UserPoolId'] ?? '';
  const configuration = JSON.stringify(
    portalConfiguration({
      region: localRegion,
      userPoolId,
      clientId: outputs['UserPoolClientId'] ?? '',
      signInUrl: endpoint,
      keysUrl: `${endpoint}/${userPoolId}`,
      accountsUrl: endpoint,
    }),
  );
  const headers = portalHeaders({ files: endpoint, signIn: endpoint, accounts: endpoint }, false);
  const pages = sirv(files, { single: true, etag: true });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const url = request.url ?? '/';
    if (url.startsWith('/api/')) {
      forward(request, response, `${apiUrl}${url.slice('/api'.length)}`);
      return;
    }
    if (url === '/config.json') {
      response.setHeader('content-type', 'application/json');
      response.end(configuration);
      return;
    }
    pages(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

/** Passes a request on, and its answer back. An API that is away is a 502, as at any gateway. */
const forward = (request: IncomingMessage, response: ServerResponse, address: string): void => {
  const { host: _ownHost, ...headers } = request.headers;
  const onward = httpRequest(address, { method: request.method, headers }, (answer) => {
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined) response.setHeader(name, value);
    response.statusCode = answer.statusCode ?? 502;
    if (response.destroyed) answer.destroy();
    else pipeline(answer, response, () => undefined);
  });
  onward.on('error', () => {
    if (!response.headersSent) response.statusCode = 502;
    response.end();
  });
  pipeline(request, onward, () => undefined);
};
