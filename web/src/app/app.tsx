import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createApi } from '../api/client.ts';
import { isWorthAnother } from '../api/problem.ts';
import { presentLanguage } from '../i18n/messages.ts';
import { createSession } from '../session/session.ts';
import type { Configuration } from './configuration.ts';
import { createPortalRouter } from './router.tsx';
import { ServicesProvider } from './services.tsx';

const build = (configuration: Configuration) => {
  const session = createSession(configuration);
  const api = createApi({
    baseUrl: configuration.api,
    accessToken: session.accessToken,
    refuse: session.refuse,
    language: presentLanguage,
  });
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthAnother, staleTime: 15_000 },
      mutations: { retry: false },
    },
  });
  return { services: { api, session }, queries, router: createPortalRouter({ api, queries }) };
};

/** The whole portal. It shows nothing before it knows who was signed in, so that nothing jumps. */
export const App = ({ configuration }: { configuration: Configuration }) => {
  const [{ services, queries, router }] = useState(() => build(configuration));
  const [isRestored, setRestored] = useState(false);
  useEffect(() => {
    void services.session.restore().finally(() => {
      setRestored(true);
    });
  }, [services]);
  if (!isRestored) return null;
  return (
    <ServicesProvider services={services}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ServicesProvider>
  );
};
